/** Whether a plan would call somebody outside the house, wherever in it. */
import type { PlanTarget } from "#telephony/directing/plan.ts";
import type { Step as Ruled } from "#telephony/settings/step.ts";
import { eachStep, eachTarget } from "#telephony/settings/walk.ts";
import type { Step } from "../../../words/decision.ts";

export const leadsOut = (plan: readonly Step[]): boolean => plan.some(isOutward);

/** The same of a rule's steps, before a call has made a plan of them. */
export const mayLeadOut = (steps: readonly Ruled[]): boolean =>
  eachStep(steps, []).some(
    ([step]) =>
      step.do === "decide" ||
      (step.do === "ask" && step.extensions !== undefined) ||
      eachTarget(step, []).some(([target]) => "number" in target || "address" in target),
  );

const isOutside = (target: PlanTarget): boolean => !("device" in target);

function isOutward(step: Step): boolean {
  switch (step.do) {
    case "ring":
    case "screen":
      return step.targets.some(isOutside);
    case "forward":
      return isOutside(step.to);
    case "interrupt":
      return isOutside(step.target);
    case "speak":
      return [step.target, ...(step.also ?? [])].some(isOutside);
    case "ask":
      return step.extensions !== undefined || step.keys.some(({ then }) => leadsOut(then));
    case "decide":
      return true; // nobody knows what it will say
    default:
      return false;
  }
}
