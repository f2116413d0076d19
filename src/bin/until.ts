/** `--until`: a moment with its offset, or a time of day as the owner's clock will next show it. */
import { momentOf } from "#kit/calendar.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { minutes, type WallTime, wallTime } from "#kit/time.ts";
import { localTime } from "#telephony/directing/localTime.ts";

/** A day has 25 hours at the most. */
const longestDay = 25 * 60;

export function untilOf(words: string, now: WallTime, timeZone: string): Result<WallTime> {
  const moment = momentOf(words);
  if (moment !== undefined) return ok(moment);
  const [, hour = "", minute = ""] = /^(\d?\d):(\d\d)$/.exec(words) ?? [];
  const wanted = Number(hour) * 60 + Number(minute);
  const nothing = `${words} is no time like 14:00 and no moment like 2026-11-27T14:00-05:00`;
  if (hour === "" || Number(hour) > 23 || Number(minute) > 59) return fail("bin.noTime", nothing);
  const thisMinute = Math.floor(now / 60_000) * 60_000;
  for (let ahead = 1; ahead <= longestDay; ahead++) {
    const at = wallTime(thisMinute + minutes(ahead));
    if (localTime(at, timeZone).minute === wanted) return ok(at);
  }
  return fail("bin.noTime", `the clock does not show ${words} today: it is put forward`);
}
