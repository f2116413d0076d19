/** No step reached anybody: what the caller is told then. */
import type { CallSoFar } from "./call.ts";
import { because, type Cause } from "./leg.ts";
import { calledBy, type Ended } from "./outcome.ts";

/** Our own telephone hears what its one party said; other callers that all are busy, or nobody answers. */
export function whyNobody(call: CallSoFar): Cause {
  const said = calledBy(call).flatMap(({ cause }) => (cause ? [cause] : []));
  return (call.about.direction === "out" && said.at(-1)) || refusedWith("noAnswer", call);
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
