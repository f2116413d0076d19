import { momentOf } from "#kit/calendar.ts";
import type { WallTime } from "#kit/time.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { clockText } from "#telephony/directing/times.ts";
import type { Weekday } from "#telephony/settings/week.ts";
import type { SettingsWarning } from "../../../api/client.ts";
import type { PersonSettings } from "../../../words/decision.ts";

export type WarnedCall = NonNullable<SettingsWarning["call"]>;

interface Trial {
  readonly who: string;
  readonly day: Weekday;
  readonly clock: string;
}

/** The call that a warning shows, as the simulator asks for it: who, and when by the owner's clock. */
export function trialOf(
  { from, at }: Pick<WarnedCall, "from" | "at">,
  people: readonly PersonSettings[],
  timeZone: string,
): Trial {
  const person = people.find(({ numbers = [] }) => numbers.includes(from));
  const { weekday, minute } = localTime((momentOf(at) ?? Date.now()) as WallTime, timeZone);
  return {
    who: from === "hidden" ? "hidden" : (person?.id ?? "unknown"),
    day: weekday,
    clock: clockText(minute),
  };
}
