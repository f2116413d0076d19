/** An example as the facts and settings that `direct()` is asked with. */
import { dateOf, dayOf, momentOf } from "#kit/calendar.ts";
import { type WallTime, wallTime } from "#kit/time.ts";
import type { CalendarFacts, CallFacts, Party } from "#telephony/directing/facts.ts";
import { type LocalTime, localTime } from "#telephony/directing/localTime.ts";
import { clockText } from "#telephony/directing/times.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { ExampleCall } from "./warning.ts";

/** Forwarding of all calls is left out: it is switched on and off, and rules are there for the days between. */
export function asked(
  example: ExampleCall,
  settings: Settings,
): { readonly facts: CallFacts; readonly settings: Settings } {
  const at = momentOf(example.at) ?? wallTime(0);
  const { to, via, listed, before, attested, calendars, again } = example;
  const idle = settings.devices.map(({ id }) => [id, "idle"] as const);
  return {
    facts: {
      caller: callerOf(example),
      called: to,
      at,
      devices: { ...Object.fromEntries(idle), ...example.devices },
      ...(via !== undefined && { via }),
      ...(listed && { listed }),
      ...(before && { before }),
      ...(attested && { attested }),
      ...(calendars && { calendars: calendars.map((id) => saying(settings, id)) }),
      ...(again !== undefined && { earlier: [wallTime(at - again * 60_000)] }),
    },
    settings: {
      ...settings,
      mode: { now: example.mode ?? "schedule" },
      services: { ...settings.services, forwardAll: null },
    },
  };
}

/** A calendar kept elsewhere in which something is on, and of the title that is asked for. */
export function saying({ times }: Pick<Settings, "times">, time: string): CalendarFacts {
  const calendar = times.find(({ id }) => id === time)?.calendar;
  const title = calendar && "title" in calendar ? calendar.title : undefined;
  return { time, on: [{ title: title ?? "", busy: true }] };
}

function callerOf({ from, address }: ExampleCall): Party {
  if (from === "hidden") return { private: true };
  if (/^sips?:/i.test(from)) return { address: from, private: false };
  return { number: from, private: false, ...(address !== undefined && { address }) };
}

/** Since 1970, as if the clock on the wall showed UTC. */
const shown = ({ date, minute }: Pick<LocalTime, "date" | "minute">): number =>
  dayOf(date) * 1440 + minute;

/** When the owner's clock shows this; undefined in the hour that a spring night leaves out. */
export function momentAt(date: string, minute: number, timeZone: string): WallTime | undefined {
  const wished = shown({ date, minute });
  let at = wished;
  for (let i = 0; i < 3; i++) at += wished - shown(localTime(wallTime(at * 60_000), timeZone));
  const found = wallTime(at * 60_000);
  return shown(localTime(found, timeZone)) === wished ? found : undefined;
}

/** `2026-11-27T22:30-05:00`, to the minute. */
export function momentText(at: WallTime, timeZone: string): string {
  const minute = Math.floor(at / 60_000);
  const local = localTime(at, timeZone);
  const offset = shown(local) - minute;
  const sign = offset < 0 ? "-" : "+";
  return `${local.date}T${clockText(local.minute)}${sign}${clockText(Math.abs(offset))}`;
}

/** The date so many days later. */
export const dateAfter = (date: string, days: number): string => dateOf(dayOf(date) + days);
