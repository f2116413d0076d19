/** A call that is sent elsewhere: why, whether it goes in circles, and what its caller is told. */
import type { CallEffect, CallFacts, CallSoFar, CallState, Seat } from "./call.ts";
import { because, type Cause } from "./leg.ts";
import { calledBy } from "./outcome.ts";
import type { PlanStep } from "./plan.ts";
import { callerOf, type Next, tell } from "./seats.ts";
import { finish } from "./states/ending.ts";

/** `followMe`: rung together with telephones of the house. */
export type WhyForwarded = "unconditional" | "busy" | "noAnswer" | "unavailable" | "followMe";

/** By what became of the telephones that were called before. */
export function whyForwarded(call: CallState): WhyForwarded {
  if (call.name === "trying" && call.run.now.do !== "forward") return "followMe";
  const before = calledBy(call).filter(({ target }) => target.to === "device");
  const all = (kind: Cause["kind"]): boolean => before.every(({ cause }) => cause?.kind === kind);
  if (before.length === 0) return "unconditional";
  if (all("busy")) return "busy";
  return all("unreachable") ? "unavailable" : "noAnswer";
}

const isLoop = ({ cause }: Seat): boolean => cause?.kind === "loop";

/**
 * It goes in circles, and somebody has forwarded it to us: that one shall hear of it, for it knows
 * what its own owner wants then. Where it came first, the plan goes on.
 */
export function loopOf(call: CallSoFar): Cause | undefined {
  return call.about.diverted?.length ? calledBy(call).find(isLoop)?.cause : undefined;
}

/** RFC 3261 §21.1.3: once, before anybody is heard to ring. */
export function tellsForwarded({ name, ...call }: CallState): readonly CallEffect[] {
  const { leg, phase } = callerOf(call);
  const forwards = name === "trying" && "run" in call && call.run.now.do === "forward";
  const isTold = forwards && call.about.direction === "in" && phase === "offered";
  return isTold ? [tell(leg, { do: "forwarding" })] : [];
}

/** The account sends its calls on by itself: it is told where to (302), and no leg of ours stays in. */
export function sentElsewhere(
  call: CallSoFar,
  { to }: PlanStep & { readonly do: "forward" },
  facts: CallFacts,
): Next | undefined {
  const { leg, phase } = callerOf(call);
  if (call.about.direction !== "in" || (phase !== "offered" && phase !== "ringing"))
    return undefined;
  const [first] = facts.reach(to);
  if (first?.to !== "outside" || first.redirect === undefined) return undefined;
  const redirect = tell(leg, { do: "redirect", address: first.redirect });
  const [then, effects] = finish(call, { cause: because("redirected") }, facts);
  return [then, effects.map((effect) => (isGoodbye(effect, leg) ? redirect : effect))];
}

const isGoodbye = (effect: CallEffect, leg: string): boolean =>
  effect.do === "command" && effect.leg === leg && effect.command.do === "end";
