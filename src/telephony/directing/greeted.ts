/** Which greeting a mailbox has: the step's own, else the one of the house's mode. */
import type { Scene } from "./condition.ts";
import type { PlanStep } from "./plan.ts";
import { modeAt } from "./times.ts";

export function greeted(step: PlanStep, { settings, facts }: Scene): PlanStep {
  if (step.do !== "mailbox" || step.greeting !== undefined) return step;
  const { greetings } = settings.mailbox;
  const mode = modeAt(settings.mode, facts.at);
  const greeting = Object.hasOwn(greetings, mode) ? greetings[mode] : undefined;
  return greeting === undefined ? step : { ...step, greeting };
}
