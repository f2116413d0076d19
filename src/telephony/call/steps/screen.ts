/** Asks the caller who it is, then rings; whoever lifts hears that, and chooses. */
import type { CallFacts } from "../call.ts";
import type { PlanStep, RingStep } from "../plan.ts";
import { prepareRing, rings } from "./ring.ts";
import type { Prepared } from "./step.ts";

export const screening = ({
  targets,
  for: wait,
  cadence,
  shown,
}: PlanStep & { readonly do: "screen" }): RingStep => ({ ...rings(targets, wait), cadence, shown });

/** They are rung when the caller has said who it is. */
export function prepareScreen(ring: RingStep, facts: CallFacts): Prepared {
  const { fresh, never } = prepareRing(ring, facts);
  const asked = { wait: "asked", confirm: true, screened: true } as const;
  return { fresh: fresh.map((one) => ({ ...one, ...asked })), never };
}
