/** Breaks into the call of a telephone in use; one that is idle rings. */
import type { Seconds } from "#kit/time.ts";
import type { PlanStep, RingStep } from "../plan.ts";
import { rings } from "./ring.ts";

/** As long as a usual ring. */
const interruptFor = 25 as Seconds;

export const interrupting = ({ target }: PlanStep & { readonly do: "interrupt" }): RingStep => ({
  ...rings([target], interruptFor),
  whenBusy: "interrupt",
});
