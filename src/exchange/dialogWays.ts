/** Where a request within a dialog goes, as the token of its Route says; of several nodes, also after one has gone. */
import type { ForwarderParts } from "#exchange/forwarder.ts";
import type { Locations } from "#exchange/locations.ts";
import { reached } from "#exchange/nodes/through.ts";
import type { Passing } from "#exchange/passing.ts";
import { absence } from "#exchange/policy/unreachable.ts";
import type { FlowToken } from "#exchange/proxy/flowToken.ts";
import { alongFlow, inDialogTarget, movedTo } from "#exchange/proxy/inDialog.ts";
import type { Target } from "#exchange/proxy/target.ts";
import type { Seconds } from "#kit/time.ts";
import { CallId } from "#sip/headers/callId.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { flowKey } from "#sip/transport/flow.ts";

interface DialogParts extends Pick<ForwarderParts, "nodes" | "tokens" | "world"> {
  readonly locations: Locations;
}

/** s: a member whose node died is registered anew by then, and a BYE waits no longer (timer F). */
const backWithin = 20 as Seconds;

const userIn = (of: string): string | undefined => /^user\/(.*)/.exec(of)?.[1];

/** Of several nodes: by the one that has the flow; when nobody has it any more, to where its user is now. */
export function along(
  request: SipRequest,
  { flow, of = "" }: FlowToken,
  { locations, nodes }: DialogParts,
): Target {
  const now = locations.now(flow);
  const found = nodes?.whereIs(now) ?? { is: "here", flow: now };
  if (found.is === "here") return inDialogTarget(request, found.flow);
  if (found.is === "there") return alongFlow(request, now);
  return inDialogTarget(request, movedTo(request, locations.of(userIn(of) ?? "")) ?? now);
}

/**
 * Nobody was reached: a node is gone, and with it the member's connection. The member is expected
 * back at another node any moment, and the dialog goes on there. Undefined: nobody is waited for.
 */
export function whenBack(
  request: SipRequest,
  { flow, of = "" }: FlowToken,
  { locations, nodes, world }: DialogParts,
): Passing["exhausted"] | undefined {
  const user = userIn(of);
  if (nodes === undefined || user === undefined) return undefined;
  const key = flowKey(flow);
  const targets = (): Target[][] => {
    const now = movedTo(request, locations.of(user));
    return now === undefined || flowKey(now) === key ? [] : [[alongFlow(request, now)]];
  };
  const steps = [{ do: "wait" as const, for: backWithin }];
  const waits = absence({ user, steps, targets, lead: () => [] }, { locations, ...world });
  let isFirst = true;
  return (best, forwarder) => {
    if (best.is === "response") return forwarder.giveUp();
    const there = isFirst ? targets() : [];
    isFirst = false;
    if (there.length > 0) forwarder.more(there);
    else waits(forwarder);
  };
}

/** Where an ACK of a 2xx goes; undefined: nowhere. */
export function acknowledges(
  request: SipRequest,
  way: FlowToken,
  parts: DialogParts,
): Target | undefined {
  const found = way.delivers && parts.nodes?.whereIs(way.flow);
  const target = found
    ? found.is === "here" && alongFlow(request, found.flow)
    : along(request, way, parts);
  return target ? reached(target, readable(request, CallId) ?? "", parts)?.target : undefined;
}
