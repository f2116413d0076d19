/** From one step to the next: whose telephone rings on, and what those are called who ring anew. */
import type { Attempt, CallSoFar } from "./call.ts";
import type { LegTarget } from "./legTarget.ts";
import type { PlanStep } from "./plan.ts";
import { nextLeg } from "./seats.ts";
import type { Fresh } from "./steps/step.ts";

export const isKept = ({ kept }: Attempt): boolean => kept === true;

/** Who rings on: those asked to, and those that this step rings again. */
export function parted(
  before: readonly Attempt[],
  now: PlanStep,
  fresh: readonly Fresh[],
): readonly [kept: readonly Attempt[], dropped: readonly Attempt[]] {
  const kept: Attempt[] = [];
  const dropped: Attempt[] = [];
  for (const attempt of before) {
    const { kept: _, ...own } = attempt;
    const again = fresh.find(({ target }) => same(target, attempt.target));
    if (attempt.wait !== undefined) dropped.push(attempt);
    else if (again && now.do === "ring" && now.order === "together")
      kept.push({ ...own, step: again.step });
    else if (attempt.step.keepRinging) kept.push({ ...own, kept: true });
    else dropped.push(attempt);
  }
  return [kept, dropped];
}

export const same = (a: LegTarget, b: LegTarget): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

export function named(
  fresh: readonly Fresh[],
  call: CallSoFar,
  kept: readonly Attempt[],
): readonly Attempt[] {
  const all = [...kept];
  for (const one of fresh) all.push({ ...one, leg: nextLeg(call, all) });
  return all;
}
