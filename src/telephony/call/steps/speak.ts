/** The caller speaks one way into a telephone. */
import type { PlanStep, RingStep } from "../plan.ts";
import { rings } from "./ring.ts";

export const speaking = (step: PlanStep & { readonly do: "speak" }): RingStep => ({
  ...rings([step.target], step.for),
  whenBusy: "speak",
});
