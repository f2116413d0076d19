/** Numbers and times as they are spoken, key by key. */
import type { WallTime } from "#kit/time.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { type PromptKey, spokenNumber } from "#telephony/mailbox/prompts.ts";
import type { Settings } from "#telephony/settings/settings.ts";

const keys: Readonly<Record<string, PromptKey>> = { "+": "plus", "*": "star", "#": "hash" };
const spokenKey = (key: string): readonly PromptKey[] =>
  /[0-9]/.test(key) ? [`number-${key}`] : [keys[key] ?? []].flat();

/** A telephone number, digit by digit. */
export const spokenDigits = (number: string): readonly PromptKey[] =>
  [...number].flatMap(spokenKey);

/** 07:30 in the owner's language: "7 30", "7 Uhr 30". */
export function spokenClock(minutes: number, { owner }: Pick<Settings, "owner">): PromptKey[] {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  if (minute === 0) return [spokenNumber(hour), "o-clock"];
  const between: PromptKey[] = owner.language === "de" ? ["o-clock"] : [];
  return [spokenNumber(hour), ...between, spokenNumber(minute)];
}

/** When it was, by the clock on the wall. */
export const spokenTime = (at: WallTime, settings: Pick<Settings, "owner">): PromptKey[] => [
  "at",
  ...spokenClock(localTime(at, settings.owner.timeZone).minute, settings),
];
