/** Days and clocks of any week, as settings have them: in no zone and at no date. */
import type { MessageId } from "./en.ts";
import { onceAsked } from "./onceAsked.ts";

export type Say = (id: MessageId, values?: Readonly<Record<string, string | number>>) => string;

export interface WeekWords {
  /** "Monday" for 0. */
  weekday(index: number): string;
  /** "Mon" for 0. */
  weekdayBriefly(index: number): string;
  /** "every day", "Monday to Friday", "Monday and Thursday"; 0 is Monday. */
  days(indexes: readonly number[]): string;
  /** "22:00" of the settings, as the reader writes it. */
  clockOf(text: string): string;
  /** "24 December 2026" for "2026-12-24". */
  dateOf(text: string): string;
}

/** Some Monday, 00:00 UTC. */
const monday = Date.UTC(2024, 0, 1);
const dayLength = 86_400_000;

export function weekWords(locale: string, say: Say): WeekWords {
  const format = (options: Intl.DateTimeFormatOptions) =>
    onceAsked(() => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }));
  const long = format({ weekday: "long" });
  const short = format({ weekday: "short" });
  const clock = onceAsked(() => format({ hour: hoursOf(locale), minute: "2-digit" })());
  const date = format({ day: "numeric", month: "long", year: "numeric" });
  const list = onceAsked(() => new Intl.ListFormat(locale, { type: "conjunction" }));
  const weekday = (index: number): string => long().format(monday + index * dayLength);
  return {
    weekday,
    weekdayBriefly: (index) => short().format(monday + index * dayLength),
    days(indexes) {
      const days = [...new Set(indexes)].sort((a, b) => a - b);
      const [first = 0] = days;
      const last = days.at(-1) ?? 0;
      if (days.length === 7) return say("time.everyDay");
      const inARow = last - first + 1 === days.length;
      return inARow && days.length > 2
        ? say("time.dayToDay", { from: weekday(first), to: weekday(last) })
        : list().format(days.map(weekday));
    },
    dateOf: (text) => date().format(Date.parse(text)),
    clockOf(text) {
      const [hours = 0, minutes = 0] = text.split(":").map(Number);
      return clock().format(monday + (hours * 60 + minutes) * 60_000);
    },
  };
}

/** "09:36" where a day has 24 hours, "9:36 PM" where it has two halves. */
export function hoursOf(locale: string): "2-digit" | "numeric" {
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
  return hourCycle === "h23" ? "2-digit" : "numeric";
}
