/** Moments and lengths of time, in the owner's zone and the reader's language. */
import { onceAsked } from "./onceAsked.ts";
import { hoursOf, type Say, type WeekWords, weekWords } from "./weekWords.ts";

export interface TimeWords extends WeekWords {
  readonly timeZone: string;
  /** "14:28". */
  clock(at: number): string;
  /** The clock of whoever looks, "20:28", with the day where that is another; undefined: it is the house's. */
  clockHere(at: number): string | undefined;
  /** "Tuesday 24 November, 14:28". */
  moment(at: number): string;
  /** "Today", "Yesterday", "Sunday", or "12 October". */
  day(at: number, now: number): string;
  /** Within a sentence: "13:02" of today, else "yesterday 21:03", "Sunday 21:03", "12 October". */
  since(at: number, now: number): string;
  /** "4:12", "1:02:03". */
  timer(ms: number): string;
  /** "45 seconds", "12 minutes". */
  lasting(ms: number): string;
  /** "45 s", "12 min". */
  briefly(ms: number): string;
  /** "1,250". */
  count(n: number): string;
}

const dayLength = 86_400_000;

/** `here`: the zone of whoever looks; without it, as their system has it. */
export function timeWords(locale: string, timeZone: string, say: Say, here?: string): TimeWords {
  const format = (options: Intl.DateTimeFormatOptions) =>
    onceAsked(() => new Intl.DateTimeFormat(locale, { timeZone, ...options }));
  const clock = onceAsked(() => format({ hour: hoursOf(locale), minute: "2-digit" })());
  const weekday = format({ weekday: "long" });
  const date = format({ day: "numeric", month: "long" });
  const dateOfYear = format({ day: "numeric", month: "long", year: "numeric" });
  const wholeDay = format({ weekday: "long", day: "numeric", month: "long" });
  const key = onceAsked(() => new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }));

  const hereClock = onceAsked(() => clockIn(locale, here));

  const time = (at: number): string => clock().format(at);
  const keyOf = (at: number): string => key().format(at);
  const isSameDay = (a: number, b: number): boolean => keyOf(a) === keyOf(b);
  const isSameYear = (a: number, b: number): boolean =>
    keyOf(a).slice(0, 4) === keyOf(b).slice(0, 4);
  const older = (at: number, now: number): string => {
    if (now - at < 6 * dayLength) return weekday().format(at);
    return (isSameYear(at, now) ? date : dateOfYear)().format(at);
  };
  return {
    timeZone,
    clock: time,
    clockHere(at) {
      const [day, weekday, clock] = hereClock()(at);
      if (day !== keyOf(at)) return `${weekday} ${clock}`;
      return clock === time(at) ? undefined : clock;
    },
    moment: (at) => `${wholeDay().format(at)}, ${time(at)}`,
    day(at, now) {
      if (isSameDay(at, now)) return say("time.today");
      return isSameDay(at, now - dayLength) ? say("time.yesterday") : older(at, now);
    },
    since(at, now) {
      if (isSameDay(at, now)) return time(at);
      if (isSameDay(at, now - dayLength)) return say("time.yesterdayAt", { time: time(at) });
      return now - at < 6 * dayLength ? `${older(at, now)} ${time(at)}` : older(at, now);
    },
    ...weekWords(locale, say),
    timer,
    lasting: (ms) => length(ms, "time.seconds", "time.minutes"),
    count: (n) => Math.round(n).toLocaleString(locale),
    briefly: (ms) => length(ms, "time.s", "time.min"),
  };

  function length(
    ms: number,
    seconds: "time.seconds" | "time.s",
    minutes: "time.minutes" | "time.min",
  ) {
    const whole = Math.max(0, Math.round(ms / 1000));
    return whole < 60 ? say(seconds, { n: whole }) : say(minutes, { n: Math.round(whole / 60) });
  }
}

/** A moment there: its day to be compared, its day of the week, its clock. */
function clockIn(locale: string, timeZone: string | undefined) {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat("en-CA", { ...zone, dateStyle: "short" });
  const weekday = new Intl.DateTimeFormat(locale, { ...zone, weekday: "long" });
  const clock = new Intl.DateTimeFormat(locale, {
    ...zone,
    hour: hoursOf(locale),
    minute: "2-digit",
  });
  return (at: number) => [day.format(at), weekday.format(at), clock.format(at)] as const;
}

export function timer(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, seconds] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  const two = (n: number): string => String(n).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
