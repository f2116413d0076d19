/** Moments and lengths of time, in the owner's zone and the reader's language. */
import type { MessageId } from "./en.ts";

type Say = (id: MessageId, values?: Readonly<Record<string, number>>) => string;

export interface TimeWords {
  readonly timeZone: string;
  /** "14:28". */
  clock(at: number): string;
  /** "Tuesday 24 November, 14:28". */
  moment(at: number): string;
  /** "Today", "Yesterday", "Sunday", or "12 October". */
  day(at: number, now: number): string;
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

export function timeWords(locale: string, timeZone: string, say: Say): TimeWords {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const weekday = format({ weekday: "long" });
  const date = format({ day: "numeric", month: "long" });
  const key = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });

  const time = (at: number): string => clock.format(at);
  return {
    timeZone,
    clock: time,
    moment: (at) => `${weekday.format(at)} ${date.format(at)}, ${time(at)}`,
    day(at, now) {
      if (key.format(at) === key.format(now)) return say("time.today");
      if (key.format(at) === key.format(now - dayLength)) return say("time.yesterday");
      return now - at < 6 * dayLength ? weekday.format(at) : date.format(at);
    },
    timer,
    lasting: (ms) => length(ms, "time.seconds", "time.minutes"),
    count: (n) => n.toLocaleString(locale),
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
