/** Breaks into the call of a telephone in use, which is held or ended; one that is idle rings. */
import type { Seconds } from "#kit/time.ts";
import type { CallFacts } from "../call.ts";
import type { PlanStep, RingStep } from "../plan.ts";
import { prepareRing, rings } from "./ring.ts";
import type { Prepared } from "./step.ts";

type InterruptStep = PlanStep & { readonly do: "interrupt" };

/** As long as a usual ring. */
const interruptFor = 25 as Seconds;

export const interrupting = ({ target }: InterruptStep): RingStep => ({
  ...rings([target], interruptFor),
  whenBusy: "interrupt",
});

export function prepareInterrupt(step: InterruptStep, facts: CallFacts): Prepared {
  const { fresh, never } = prepareRing(interrupting(step), facts);
  return { fresh: fresh.map((one) => ({ ...one, existing: step.existing })), never };
}
