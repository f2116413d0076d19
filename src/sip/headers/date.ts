import { fail, ok } from "#kit/result.ts";
import { type WallTime, wallTime } from "#kit/time.ts";
import type { HeaderType } from "#sip/message/message.ts";

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const weekdays = "Thu Fri Sat Sun Mon Tue Wed".split(" "); // day 0 was a Thursday
const form = /^(\w{3}), (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;

/** When a message was first sent, in whole seconds: `Sat, 13 Nov 2010 23:29:00 GMT` (RFC 3261 §20.17). */
export const SentDate: HeaderType<WallTime> = {
  name: "Date",
  parse(text) {
    const found = form.exec(text);
    const month = months.indexOf(found?.[3] ?? "");
    if (found === null || month < 0) return fail("sip.badDate", text.slice(0, 80));
    const [day, year, hour, minute, second] = [2, 4, 5, 6, 7].map((i) => Number(found[i]));
    const days = daysSince1970(year ?? 0, month, day ?? 0);
    return ok(
      wallTime((((days * 24 + (hour ?? 0)) * 60 + (minute ?? 0)) * 60 + (second ?? 0)) * 1000),
    );
  },
  format(when) {
    const seconds = Math.floor(when / 1000);
    const days = Math.floor(seconds / 86_400);
    const { year, month, day } = civil(days);
    const clock = [3600, 60, 1].map((unit) =>
      two(Math.floor(seconds / unit) % (unit === 3600 ? 24 : 60)),
    );
    const weekday = weekdays[((days % 7) + 7) % 7];
    return `${weekday}, ${two(day)} ${months[month]} ${String(year).padStart(4, "0")} ${clock.join(":")} GMT`;
  },
};

const two = (n: number): string => String(n).padStart(2, "0");

/* Days and dates by years that begin in March, so that leap days come last. */

function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month < 2 ? year - 1 : year;
  const sinceMarch = (month + 10) % 12;
  const leaps =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leaps + Math.floor((sinceMarch * 153 + 2) / 5) + day - 1 - 719_468;
}

function civil(days: number): { year: number; month: number; day: number } {
  const since = days + 719_468;
  let marchYear = Math.floor(since / 365.2425);
  while (daysSince1970(marchYear, 2, 1) > days) marchYear--;
  while (daysSince1970(marchYear + 1, 2, 1) <= days) marchYear++;
  const dayOfYear = days - daysSince1970(marchYear, 2, 1);
  const sinceMarch = Math.floor((dayOfYear * 5 + 2) / 153);
  const month = (sinceMarch + 2) % 12;
  const day = dayOfYear - Math.floor((sinceMarch * 153 + 2) / 5) + 1;
  return { year: month < 2 ? marchYear + 1 : marchYear, month, day };
}
