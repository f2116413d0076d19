/** The steps of a plan as attempts: whom each rings, by which way, and for how long. One file a kind. */
import { type Millis, seconds } from "#kit/time.ts";
import type { CallFacts, CallSoFar } from "../call.ts";
import type { PlanStep, RingStep } from "../plan.ts";
import { forwarding } from "./forward.ts";
import { interrupting, prepareInterrupt } from "./interrupt.ts";
import { announcementFor, ownParty, ownPartyFor } from "./ownParty.ts";
import { prepareRing, rings } from "./ring.ts";
import { prepareScreen, screening } from "./screen.ts";
import { prepareSpeak, speaking } from "./speak.ts";
import type { Prepared } from "./step.ts";

/** Steps that ring or connect somebody, as one that rings; undefined for those that do neither. */
function ringingOf(step: PlanStep, call: CallSoFar): RingStep | undefined {
  switch (step.do) {
    case "ring":
      return step;
    case "forward":
      return forwarding(step, call);
    case "interrupt":
      return interrupting(step);
    case "speak":
      return speaking(step);
    case "screen":
      return screening(step);
    default:
      return undefined;
  }
}

/** How long the step waits for an answer; undefined: as long as the caller does. */
export function patience(step: PlanStep, call: CallSoFar): Millis | undefined {
  if (call.about.emergency) return undefined;
  const ring = ringingOf(step, call);
  if (ring) return seconds(ring.for);
  if (step.do === "decide") return seconds(step.for + lateness);
  return seconds(step.do === "announce" ? announcementFor : ownPartyFor);
}

/** The shell ends the asking by itself, and says why; this is for a shell that does not. */
const lateness = 2;

export function prepare(step: PlanStep, call: CallSoFar, facts: CallFacts): Prepared {
  if (step.do === "speak") return prepareSpeak(step, facts);
  if (step.do === "interrupt") return prepareInterrupt(step, facts);
  const ring = ringingOf(step, call);
  if (ring) return step.do === "screen" ? prepareScreen(ring, facts) : prepareRing(ring, facts);
  const target = ownParty(step);
  const alone = rings([], ownPartyFor);
  return { fresh: target ? [{ target, routes: [], step: alone }] : [], never: [] };
}
