import type { PassedCall, Why } from "#exchange/calls/passedCall.ts";

/** How a call that is over has ended. */
export type Outcome = NonNullable<PassedCall["outcome"]>;

/** What a refusal for that reason makes of the call. */
export const outcomeOf = ({ code }: Why): Outcome =>
  code === "gaveUp" ? "cancelled" : code === "noAnswer" ? "failed" : "refused";

/** Where nobody has said why: by what was heard of those that it was offered to. */
export function reasonOf({ hops }: Pick<PassedCall, "hops">, status: number): Why {
  if (status === 487) return { by: "caller", code: "gaveUp" };
  if (hops.length === 0) return { by: "exchange", code: "nobodyIn" };
  const said = hops.find((hop) => hop.status === status);
  return said === undefined || status === 408
    ? { by: "exchange", code: "noAnswer" }
    : { by: "called", code: "answeredSo", params: { of: said.of } };
}
