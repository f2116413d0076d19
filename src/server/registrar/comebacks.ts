/** Which telephone a binding belongs to, when a stream of it breaks and another one comes. Pure. */
import { parseUri } from "#sip/message/uri.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Missing } from "#sip/transport/missedFlows.ts";

export const isStream = ({ protocol }: Flow): boolean => protocol !== "UDP";

/** A WebSocket is opened from its other side alone, and an outbound flow is all there is (RFC 5626 §5.3). */
export const canBeCalledBack = ({ flow: { protocol }, regId }: Binding): boolean =>
  regId === undefined && protocol !== "WS" && protocol !== "WSS";

/** How the telephone of that binding can be had again when its stream is gone. */
export function missing(binding: Binding): Missing {
  const uri = parseUri(binding.contact);
  return canBeCalledBack(binding) && binding.path.length === 0 && uri.ok
    ? { contact: uri.value }
    : {};
}

/** The streams that a REGISTER has found gone, each with the one that it came by. */
export function comebacks(
  before: readonly Binding[],
  now: readonly Binding[],
  isGone: (flow: Flow) => boolean,
): readonly (readonly [gone: Flow, by: Flow])[] {
  const fresh = now.filter((one) => !before.includes(one) && isStream(one.flow));
  return before
    .filter(({ flow }) => isStream(flow) && isGone(flow))
    .flatMap((old) => {
      const back = fresh.find((one) => isSame(old, one));
      return back ? [[old.flow, back.flow] as const] : [];
    });
}

/**
 * One telephone may hold several bindings, and one password serve several telephones. The same flow
 * of an instance (RFC 5626 §6), the same Call-ID (RFC 3261 §10.2) or contact is the same telephone;
 * so is, where that says nothing, the same program at the same address.
 */
function isSame(a: Binding, b: Binding): boolean {
  if (a.regId !== undefined || b.regId !== undefined)
    return a.instanceId === b.instanceId && a.regId === b.regId;
  if (a.callId === b.callId || a.contact === b.contact) return true;
  const isThere = a.flow.remote.host === b.flow.remote.host;
  return isThere && a.userAgent !== undefined && a.userAgent === b.userAgent;
}
