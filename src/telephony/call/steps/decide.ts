/** A service of the owner's decides: its answer, or what else was to happen; undefined while it was not asked. */
import type { DecideStep } from "../call.ts";
import type { Plan } from "../plan.ts";

export const saidOf = ({ answer, failed, otherwise }: DecideStep): Plan | undefined =>
  answer ?? (failed && otherwise);
