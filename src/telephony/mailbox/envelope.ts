/** What is said before a message: when it came, and from whom. */
import { dayOf } from "#kit/calendar.ts";
import type { WallTime } from "#kit/time.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { type PromptKey, spokenNumber } from "#telephony/mailbox/prompts.ts";
import { dialledAtHome } from "#telephony/number/phoneNumber.ts";
import { spokenDigits, spokenTime } from "#telephony/services/spoken.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Weekday } from "#telephony/settings/week.ts";

/** "Yesterday at 14 30, from 555 0123." */
export const spokenEnvelope = (
  { from, received }: { readonly from: { readonly number?: string }; readonly received: WallTime },
  now: WallTime,
  settings: Settings,
): readonly PromptKey[] => [
  ...spokenDay(received, now, settings),
  ...spokenTime(received, settings),
  ...spokenCaller(from.number, settings),
];

function spokenDay(at: WallTime, now: WallTime, { owner }: Settings): readonly PromptKey[] {
  const then = localTime(at, owner.timeZone);
  const days = daysBetween(then.date, localTime(now, owner.timeZone).date);
  if (days <= 0) return ["today"];
  if (days === 1) return ["yesterday"];
  return days < 7 ? [dayNames[then.weekday]] : [spokenNumber(days), "days-ago"];
}

const daysBetween = (earlier: string, later: string): number => dayOf(later) - dayOf(earlier);

const dayNames: Readonly<Record<Weekday, PromptKey>> = {
  mon: "monday",
  tue: "tuesday",
  wed: "wednesday",
  thu: "thursday",
  fri: "friday",
  sat: "saturday",
  sun: "sunday",
};

function spokenCaller(number: string | undefined, settings: Settings): readonly PromptKey[] {
  if (number === undefined || !/^[+0-9*#]+$/.test(number)) return ["from-hidden"];
  return ["from", ...spokenDigits(dialledAtHome(number, numbering(settings)))];
}
