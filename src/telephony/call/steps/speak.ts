/**
 * The caller speaks one way into telephones, all of them at once: a page. Nothing is sent to the
 * speaker, before the answer or after it. What they do when they hear is in `states/speaking.ts`.
 */
import type { Seconds } from "#kit/time.ts";
import type { CallFacts } from "../call.ts";
import type { Plan, PlanStep, RingStep } from "../plan.ts";
import { saidOf } from "./decide.ts";
import { prepareRing, rings } from "./ring.ts";
import type { Prepared } from "./step.ts";

type SpeakStep = PlanStep & { readonly do: "speak" };

/** It also rings for as long as may be spoken: not every telephone answers by itself. */
export const speaking = ({ target, also = [], for: wait, cadence }: SpeakStep): RingStep => ({
  ...rings([target, ...also], wait),
  ...(cadence !== undefined && { cadence }),
  whenBusy: "speak",
});

export function prepareSpeak(step: SpeakStep, facts: CallFacts): Prepared {
  const { fresh, never } = prepareRing(speaking(step), facts);
  return { fresh: fresh.map((one) => ({ ...one, oneWay: step.for })), never };
}

/** Nobody knows what a service will say. */
const anything: Plan = [{ do: "speak", target: { device: "" }, for: 0 as Seconds }];

/** Somebody may yet be spoken to one way: until then the caller gets no sound of ours either. */
export const mayGoOneWay = (plan: Plan): boolean =>
  plan.some((step) => {
    if (step.do === "ask") return step.keys.some(({ then }) => mayGoOneWay(then));
    if (step.do === "decide") return mayGoOneWay(saidOf(step) ?? anything);
    return step.do === "speak" || (step.do === "ring" && step.whenBusy === "speak");
  });
