/** No step reached anybody: what the caller is told then. */
import type { CallSoFar } from "./call.ts";
import { because, type Cause } from "./leg.ts";
import { calledBy, type Ended } from "./outcome.ts";
import type { PlanStep } from "./plan.ts";

/** Our own telephone hears what its one party said; other callers that all are busy, or nobody answers. */
export function whyNobody(call: CallSoFar): Cause {
  const called = calledBy(call).filter(({ target }) => target.to !== "announcement");
  const said = called.flatMap(({ cause }) => (cause ? [cause] : []));
  return (call.about.direction === "out" && said.at(-1)) || refusedWith("noAnswer", call);
}

/**
 * Our own telephone lifted before anybody was called (a call placed from the page): it makes no tone
 * of its own now, so a voice says why, once.
 */
export function saidOfNobody(call: CallSoFar): PlanStep | undefined {
  const [caller, ...others] = call.seats;
  if (caller?.target.to !== "device" || caller.phase !== "answered") return undefined;
  if (others.some(({ target }) => target.to === "announcement")) return undefined;
  const { kind } = whyNobody(call);
  if (kind === "normal" || kind === "cancelled") return undefined;
  if (kind === "unknown") return { do: "announce", prompt: "not-in-service" };
  return { do: "announce", prompt: kind === "busy" ? "busy" : "unavailable" };
}

/** What a caller is told when it is so of all who were called. */
const tells: ReadonlySet<Cause["kind"]> = new Set(["busy", "loop"]);

/** That nobody answered is said of people; where all were busy, or it goes in circles, the caller hears that. */
export function refusedWith(kind: Cause["kind"], call: CallSoFar): Cause {
  const why = call.decision?.given?.unproven;
  if (kind === "unproven" && why !== undefined) return { kind, text: why };
  if (kind !== "noAnswer") return because(kind);
  const [cause, ...others] = calledBy(call).map((seat) => seat.cause);
  const alike = others.every((other) => other?.kind === cause?.kind);
  return cause && alike && tells.has(cause.kind) ? cause : because(kind);
}

/** A plan that ends because nobody answered has rejected nobody: the owner missed the call. */
export const refusedBy = (kind: Cause["kind"], call: CallSoFar): Ended => ({
  cause: refusedWith(kind, call),
  ...(kind !== "noAnswer" && { rejected: true }),
});
