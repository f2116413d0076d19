/** Sends the call elsewhere, in lieu of ringing here. */
import type { Seconds } from "#kit/time.ts";
import type { CallSoFar } from "../call.ts";
import type { PlanStep, RingStep } from "../plan.ts";
import { rings } from "./ring.ts";

/** A forward rings as long as a carrier lets it; a call out until somebody gives up. */
const forwardFor = 60 as Seconds;
const callOutFor = 180 as Seconds;

export const forwarding = (
  { to }: PlanStep & { readonly do: "forward" },
  { about }: CallSoFar,
): RingStep => rings([to], about.direction === "out" ? callOutFor : forwardFor);
