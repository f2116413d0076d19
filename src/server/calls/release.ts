/**
 * Parties that are put through to each other and are both at one account which is asked to do it
 * (`transferBy`): it then connects them, and neither sound nor signalling passes through us any more.
 * Where it cannot, they talk on through our bridge.
 */
import type { CallHost } from "#server/callHost.ts";
import type { Bridge } from "#server/legs/bridge.ts";
import type { Leg } from "#server/legs/leg.ts";
import { because, callOf, type LegId } from "#telephony/call/leg.ts";
import { otherParty } from "#telephony/call/whose.ts";

export type PartiedCalls = Pick<CallHost, "leg" | "state">;

/** A party at an account that may be asked to call elsewhere. */
export interface Referable {
  readonly leg: Leg;
  readonly account: string;
}

/** Who alone is in that leg's call with it, where that account transfers by REFER. */
export function referable(
  calls: PartiedCalls,
  own: LegId,
  refers: (account: string) => boolean,
): Referable | undefined {
  const call = calls.state(callOf(own));
  const other = call && !call.about.emergency ? otherParty(call, own) : undefined;
  const leg = other && calls.leg(other.leg);
  return other && leg && refers(other.account) ? { leg, account: other.account } : undefined;
}

/** The first is told to take our place with the second; when that is done, both are let go. */
export function release(
  bridge: Bridge,
  calls: PartiedCalls,
  refers: (account: string) => boolean,
): void {
  const one = referable(calls, bridge.held.id, refers);
  const other = referable(calls, bridge.call.id, refers);
  const uri = other?.leg.replacing?.();
  if (!one || one.account !== other?.account || uri === undefined) return;
  const unheard = one.leg.events((event) => {
    const isLast = event.on === "ended" || (event.on === "transferNews" && event.is !== "ringing");
    if (isLast) unheard();
    if (event.on !== "transferNews" || event.is !== "done") return;
    for (const end of [bridge.held, bridge.call])
      end.tell({ on: "ended", cause: because("normal") });
  });
  one.leg.perform({ do: "transfer", address: uri });
}
