/** Calls by their days: a page of older ones changes none of those that are there already. */
import type { Call } from "../../api/client.ts";
import type { Words } from "../../words/say.ts";

export type Days = readonly (readonly [day: string, calls: readonly Call[]])[];

/** No zone is off by another part of an hour, and no day begins within one. */
const quarterHour = 15 * 60_000;

/** How the day of each moment is called, as seen from `now`. It is asked for thousands of them. */
export function daysFrom(words: Words, now: number): (at: number) => string {
  const known = new Map<number, string>();
  return (at) => {
    const key = Math.floor(at / quarterHour);
    const day = known.get(key) ?? words.day(at, now);
    known.set(key, day);
    return day;
  };
}

export function byDay(calls: readonly Call[], dayOf: (at: number) => string): Days {
  const days: [string, Call[]][] = [];
  for (const call of calls) {
    const day = dayOf(call.began);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(call);
    else days.push([day, [call]]);
  }
  return days;
}

/** The lists that are drawn already, where they are still the same; what is drawn is noted. */
export function sameAs(drawn: Map<string, readonly Call[]>, days: Days): Days {
  return days.map(([day, calls]) => {
    const before = drawn.get(day);
    const isSame = before?.length === calls.length && before.every((call, i) => call === calls[i]);
    const shown = isSame ? before : calls;
    drawn.set(day, shown);
    return [day, shown] as const;
  });
}
