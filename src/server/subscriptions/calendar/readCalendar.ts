/**
 * Somebody else's iCalendar text (RFC 5545) becomes times at which something is on. Runs on a
 * thread of its own (bin/readerThread.ts), for the text may be made to take for ever.
 */
import ICAL from "ical.js";
import { plainText } from "#kit/plainText.ts";
import { type Problem, problem } from "#kit/problem.ts";
import type { CalendarEvent, CalendarJob, ReadCalendar, Span } from "../readings.ts";
import { type Budget, beginnings, type ZoneOf } from "./occurrences.ts";
import { describedZone, namedZone, utc, type Zone } from "./zones.ts";

const mostEvents = 20_000;
const mostOccurrences = 20_000;
const mostSteps = 200_000;
const longestTitle = 120;
/** Ten years: nothing is on for longer, and days are counted one by one. */
const longest = 3650 * 86_400_000;
const dayMs = 86_400_000;

export function readCalendar({ text, timeZone, ...span }: CalendarJob): ReadCalendar {
  const { calendars, broken } = parsed(text);
  if (calendars.length === 0)
    return none(problem("calendar.broken", "this is no calendar (iCalendar, RFC 5545)"));
  const common = { span, home: namedZone(timeZone) ?? utc, budget: { left: mostSteps } };
  const found: CalendarEvent[] = [];
  const left = { broken, tooOften: 0 };
  for (const calendar of calendars) {
    const scene: Scene = { ...common, zones: new Map(), calendar, moved: movedIn(calendar) };
    for (const event of eventsOf(calendar)) {
      const read = attempt(() => happenings(event, scene)) ?? "broken";
      if (typeof read === "string") left[read] += 1;
      else found.push(...read);
    }
    found.push(...(attempt(() => freeBusy(calendar, span)) ?? []));
  }
  return cut(found, span, [
    ...said(left.broken, "calendar.brokenEvent", "cannot be read and are left out"),
    ...said(left.tooOften, "calendar.tooOften", "happen oftener than is reckoned and are left out"),
  ]);
}

const said = (count: number, code: string, what: string): readonly Problem[] =>
  count > 0 ? [problem(code, `${count} of its events ${what}`)] : [];

const none = (...problems: readonly Problem[]): ReadCalendar => ({ events: [], problems });

/** The library throws for what it cannot read; one such event costs the others nothing. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** The calendars of the text; when it cannot be read as a whole, without those events that cannot. */
function parsed(text: string): { calendars: readonly ICAL.Component[]; broken: number } {
  const whole = componentsOf(text);
  if (whole) return { calendars: whole, broken: 0 };
  let broken = 0;
  const mended = text.replace(
    /^BEGIN:VEVENT[ \t]*\r?$[\s\S]*?^END:VEVENT[ \t]*\r?$/gim,
    (event) => {
      if (componentsOf(`BEGIN:VCALENDAR\n${event}\nEND:VCALENDAR`)) return event;
      broken += 1;
      return "X-LEFT-OUT:1";
    },
  );
  return { calendars: componentsOf(mended) ?? [], broken };
}

function componentsOf(text: string): readonly ICAL.Component[] | undefined {
  const read: unknown = attempt(() => ICAL.parse(text));
  if (!Array.isArray(read)) return undefined;
  const all: readonly unknown[] = typeof read[0] === "string" ? [read] : read;
  return all
    .map((one) => new ICAL.Component(one as unknown[]))
    .filter(({ name }) => name === "vcalendar");
}

const eventsOf = (calendar: ICAL.Component): readonly ICAL.Component[] =>
  calendar.getAllSubcomponents("vevent").slice(0, mostEvents);

/** By UID: those times of a series that have an event of their own instead. */
function movedIn(calendar: ICAL.Component): ReadonlyMap<string, readonly ICAL.Property[]> {
  const moved = new Map<string, ICAL.Property[]>();
  for (const event of eventsOf(calendar)) {
    const instead = event.getFirstProperty("recurrence-id");
    if (!instead) continue;
    const known = moved.get(uidOf(event));
    if (known) known.push(instead);
    else moved.set(uidOf(event), [instead]);
  }
  return moved;
}

const uidOf = (event: ICAL.Component): string => String(event.getFirstPropertyValue("uid"));

interface Scene {
  readonly span: Span;
  readonly home: Zone;
  readonly zones: Map<string, Zone>;
  readonly calendar: ICAL.Component;
  readonly budget: Budget;
  readonly moved: ReturnType<typeof movedIn>;
}

function happenings(event: ICAL.Component, scene: Scene): readonly CalendarEvent[] | "tooOften" {
  const status = String(event.getFirstPropertyValue("status") ?? "").toUpperCase();
  if (status === "CANCELLED") return [];
  const zoneOf: ZoneOf = (property, time) => zoneFor(property, time, scene);
  const begin = event.getFirstProperty("dtstart");
  const first = begin?.getFirstValue();
  if (!begin || !(first instanceof ICAL.Time)) throw new Error("an event without a beginning");
  const alone = event.hasProperty("recurrence-id");
  const all = alone
    ? [zoneOf(begin, first).instantOf(first)]
    : beginnings(event, { ...scene, zoneOf });
  if (!all) return "tooOften";
  const instead = alone ? [] : (scene.moved.get(uidOf(event)) ?? []);
  const gone = new Set(instead.flatMap((one) => instantIn(one, zoneOf)));
  const lasts = lengthOf(event, first, zoneOf(begin, first), zoneOf);
  const title = plainText(String(event.getFirstPropertyValue("summary") ?? ""), longestTitle);
  const busy = isBusy(event);
  return all
    .filter((from) => !gone.has(from))
    .map((from) => ({ from, until: lasts(from), title, busy }))
    .filter(({ from, until }) => until > scene.span.from && from < scene.span.until);
}

function instantIn(property: ICAL.Property, zoneOf: ZoneOf): readonly number[] {
  const time = property.getFirstValue();
  return time instanceof ICAL.Time ? [zoneOf(property, time).instantOf(time)] : [];
}

type Lasting = (from: number) => number;

function lengthOf(event: ICAL.Component, first: ICAL.Time, zone: Zone, zoneOf: ZoneOf): Lasting {
  const property = event.getFirstProperty("dtend");
  const end = property?.getFirstValue();
  const duration = event.getFirstPropertyValue("duration");
  const length = duration instanceof ICAL.Duration ? duration.toSeconds() * 1000 : undefined;
  if (first.isDate) return daysLong(first, end, length, zone);
  const ended =
    property && end instanceof ICAL.Time
      ? zoneOf(property, end).instantOf(end) - zone.instantOf(first)
      : (length ?? 0);
  return (from) => from + Math.min(longest, Math.max(0, ended));
}

/** Days last by the calendar, however long the day is on which the clocks change; one without an end is that day (§3.6.1). */
function daysLong(first: ICAL.Time, end: unknown, length: number | undefined, zone: Zone): Lasting {
  const ms =
    end instanceof ICAL.Time ? utc.instantOf(end) - utc.instantOf(first) : (length ?? dayMs);
  const days = Math.round(Math.min(longest, Math.max(dayMs, ms)) / dayMs);
  return (from) => {
    const shown = zone.wallAt(from);
    shown.adjust(days, 0, 0, 0);
    return zone.instantOf(shown);
  };
}

/** §3.8.2.7; Outlook has a word of its own for it. */
function isBusy(event: ICAL.Component): boolean {
  const transparent = String(event.getFirstPropertyValue("transp") ?? "").toUpperCase();
  const outlook = String(event.getFirstPropertyValue("x-microsoft-cdo-busystatus") ?? "");
  return transparent !== "TRANSPARENT" && outlook.toUpperCase() !== "FREE";
}

/** A name that Intl knows counts before what the file says of it; one that nobody knows is the owner's. */
function zoneFor(property: ICAL.Property, time: ICAL.Time, scene: Scene): Zone {
  if (time.isDate) return scene.home;
  if (time.zone === ICAL.Timezone.utcTimezone) return utc;
  const id = property.getFirstParameter("tzid");
  if (!id) return scene.home;
  const known = scene.zones.get(id);
  if (known) return known;
  const zone = namedZone(id) ?? describedIn(scene.calendar, id) ?? scene.home;
  scene.zones.set(id, zone);
  return zone;
}

function describedIn(calendar: ICAL.Component, id: string): Zone | undefined {
  const found = calendar
    .getAllSubcomponents("vtimezone")
    .find((one) => one.getFirstPropertyValue("tzid") === id);
  return found && describedZone(found);
}

/** A calendar that tells only when its owner is busy (§3.6.4). */
function freeBusy(calendar: ICAL.Component, span: Span): readonly CalendarEvent[] {
  return calendar
    .getAllSubcomponents("vfreebusy")
    .flatMap((one) => one.getAllProperties("freebusy"))
    .filter((one) => !/^FREE$/i.test(one.getFirstParameter("fbtype") ?? "BUSY"))
    .flatMap((one) => one.getValues())
    .filter((value: unknown): value is ICAL.Period => value instanceof ICAL.Period)
    .map((period) => ({
      from: utc.instantOf(period.start),
      until: utc.instantOf(period.getEnd()),
      title: "",
      busy: true,
    }))
    .filter(({ from, until }) => until > span.from && from < span.until);
}

/** In order; of more than anybody has, the earliest, and then it is only known up to there. */
function cut(found: CalendarEvent[], span: Span, problems: readonly Problem[]): ReadCalendar {
  const events = found.sort((a, b) => a.from - b.from);
  if (events.length <= mostOccurrences) return { events, problems, until: span.until };
  const kept = events.slice(0, mostOccurrences);
  const more = problem("calendar.tooMany", `only the next ${mostOccurrences} events are known`);
  return { events: kept, problems: [...problems, more], until: kept.at(-1)?.from ?? span.from };
}
