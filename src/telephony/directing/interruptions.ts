/** Nobody is broken into again and again: behind the third time within ten minutes, calls only wait. */
import { millis, minutes } from "#kit/time.ts";
import type { Step } from "#telephony/settings/step.ts";
import { breaksIn } from "#telephony/settings/walk.ts";
import type { CallFacts } from "./facts.ts";

const most = 3;
const within = minutes(10);

export function interruptsTooOften({ at, interrupted = [] }: CallFacts): boolean {
  const lately = interrupted.filter((one) => one <= at && millis(at - one) <= within);
  return lately.length >= most;
}

/** The steps would break in, and may not. */
export const mayNotBreakIn = (steps: readonly Step[], facts: CallFacts): boolean =>
  steps.some(breaksIn) && interruptsTooOften(facts);
