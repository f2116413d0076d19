import type { Dates } from "#telephony/settings/times.ts";
import { weekdays } from "#telephony/settings/week.ts";
import { useWords } from "../../../kit/page.tsx";
import type { TimeSettings } from "../../../words/decision.ts";

/** "Every day, 22:00 to 07:00", "24 December 2026 to 26 December 2026", "not 31 December 2026". */
export function useLines(): (time: TimeSettings) => readonly string[] {
  const words = useWords();
  const { say } = words;
  const line = ({ from, to, hours }: Dates): string => {
    const dates =
      to === undefined || to === from
        ? words.dateOf(from)
        : say("handling.week.dates", { from: words.dateOf(from), to: words.dateOf(to) });
    if (!hours) return dates;
    const clocks = { from: words.clockOf(hours.from), to: words.clockOf(hours.to) };
    return say("handling.week.hours", { dates, ...clocks });
  };
  const country = (code: string): string =>
    new Intl.DisplayNames([words.locale], { type: "region" }).of(code.slice(0, 2)) ?? code;
  const byCalendar = (calendar: NonNullable<TimeSettings["calendar"]>): string => {
    if ("holidays" in calendar)
      return say("handling.week.holidaysOf", {
        country: country(calendar.holidays),
        region: calendar.holidays.slice(3) || "none",
      });
    return say("handling.week.calendar");
  };
  return ({ weekly = [], dates = [], except = [], calendar }) => [
    ...weekly.map(({ days, from, to }) =>
      say("handling.week.line", {
        days: words.days(days.map((day) => weekdays.indexOf(day))),
        from: words.clockOf(from),
        to: words.clockOf(to),
      }),
    ),
    ...dates.map(line),
    ...(calendar === undefined ? [] : [byCalendar(calendar)]),
    ...except.map((one) => say("handling.week.except", { days: line(one) })),
  ];
}
