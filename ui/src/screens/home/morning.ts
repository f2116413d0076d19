import type { WallTime } from "#kit/time.ts";
import { localTime } from "#telephony/directing/localTime.ts";

const hour = 3_600_000;

/** The next eight o'clock by the owner's clock that is more than six hours away; where the clocks change, an hour's quarter may be off by that hour. */
export function morning(now: number, timeZone: string): number {
  const { minute } = localTime(now as WallTime, timeZone);
  const whole = Math.floor(now / 60_000) * 60_000;
  const guess = whole + ((8 * 60 - minute + 24 * 60) % (24 * 60)) * 60_000;
  const end = guess - now < 6 * hour ? guess + 24 * hour : guess;
  const off = localTime(end as WallTime, timeZone).minute - 8 * 60;
  return end - off * 60_000;
}
