/**
 * When an event happens, once or again and again (RFC 5545 §3.8.5). Reckoned by the clock of its
 * zone and turned into moments afterwards, so that nine o'clock stays nine o'clock in summer.
 */
import ICAL from "ical.js";
import type { Span } from "../readings.ts";
import { utc, wall, type Zone } from "./zones.ts";

/** What is left to spend on one calendar: each step of each rule costs one. */
export interface Budget {
  left: number;
}

/** Steps of one event: a meeting every day for a hundred years has fewer. */
const mostSteps = 50_000;
const dayMs = 86_400_000;

export type ZoneOf = (property: ICAL.Property, time: ICAL.Time) => Zone;

/** Beginnings within the span, at least; some before and behind it too. Undefined: there are too many. */
export function beginnings(
  event: ICAL.Component,
  { span, zoneOf, budget }: { span: Span; zoneOf: ZoneOf; budget: Budget },
): readonly number[] | undefined {
  const start = event.getFirstProperty("dtstart");
  const first = start?.getFirstValue();
  if (!start || !(first instanceof ICAL.Time)) return [];
  const zone = zoneOf(start, first);
  const found = new Set([zone.instantOf(first)]);
  for (const [property, time] of timesOf(event, "rdate"))
    found.add(zoneOf(property, time).instantOf(time));
  const following = { span, zone, budget, found };
  const rules = event.getAllProperties("rrule").map((one) => one.getFirstValue());
  for (const rule of rules)
    if (rule instanceof ICAL.Recur && !follow(rule, first, following)) return undefined;
  for (const [property, time] of timesOf(event, "exdate")) {
    if (time.isDate && !first.isDate) dropDay(found, time, zone);
    else found.delete(zoneOf(property, time).instantOf(time));
  }
  return [...found];
}

interface Following {
  readonly span: Span;
  readonly zone: Zone;
  readonly budget: Budget;
  readonly found: Set<number>;
}

/** False: the rule has more steps than anybody's calendar. */
function follow(rule: ICAL.Recur, first: ICAL.Time, of: Following): boolean {
  const { span, zone, budget, found } = of;
  rule.until = untilHere(rule.until, first, zone);
  const from = zone.wallAt(span.from - dayMs);
  const until = zone.wallAt(span.until);
  const steps = rule.iterator(floating(first));
  for (let n = 0; n < mostSteps; n++) {
    budget.left -= 1;
    if (budget.left < 0) return false;
    const time = steps.next();
    if (!time || time.compare(until) > 0) return true;
    if (time.compare(from) >= 0) found.add(zone.instantOf(time));
  }
  return false;
}

/** UNTIL is in UTC where the event has a zone (§3.3.10); a mere date lasts to the end of that day. */
function untilHere(until: ICAL.Time | null, first: ICAL.Time, zone: Zone): ICAL.Time | null {
  if (!until) return null;
  if (until.isDate) return first.isDate ? until : wall(utc.instantOf(until) + dayMs - 1000);
  return until.zone === ICAL.Timezone.utcTimezone
    ? zone.wallAt(utc.instantOf(until))
    : floating(until);
}

function floating(time: ICAL.Time): ICAL.Time {
  const copy = time.clone();
  copy.zone = ICAL.Timezone.localTimezone;
  return copy;
}

const timesOf = (event: ICAL.Component, name: string): readonly [ICAL.Property, ICAL.Time][] =>
  event.getAllProperties(name).flatMap((property) =>
    property
      .getValues()
      .map((value: unknown) => (value instanceof ICAL.Period ? value.start : value))
      .filter((value: unknown): value is ICAL.Time => value instanceof ICAL.Time)
      .map((time): [ICAL.Property, ICAL.Time] => [property, time]),
  );

function dropDay(found: Set<number>, { year, month, day }: ICAL.Time, zone: Zone): void {
  for (const instant of found) {
    const shown = zone.wallAt(instant);
    if (shown.year === year && shown.month === month && shown.day === day) found.delete(instant);
  }
}
