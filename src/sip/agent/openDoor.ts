import type { Cancel } from "#kit/listeners.ts";
import { Require } from "#sip/headers/require.ts";
import { receivedFrom, topVia } from "#sip/headers/via.ts";
import { readable, type SipResponse } from "#sip/message/message.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";

/** Keeps a flow open until cancelled; tells when the peer can no more reach us along it. */
export type KeepOpen = (flow: Flow, lost: () => void) => Cancel;

/** The door in our router that a registration goes out by, and calls come in by. */
export interface OpenDoor {
  /** A REGISTER that went along that flow is answered. */
  answered(response: SipResponse, flow: Flow): void;
  /** For good. */
  close(): void;
}

export function openDoor(keepOpen: KeepOpen, lost: () => void): OpenDoor {
  let kept: { readonly key: string; readonly cancel: Cancel } | undefined;
  let isOver = false;
  return {
    answered(response, flow) {
      if (isOver || response.status >= 300) return;
      const key = isBehindRouter(response, flow) ? flowKey(flow) : undefined;
      if (kept?.key === key) return;
      kept?.cancel();
      kept = key === undefined ? undefined : { key, cancel: keepOpen(flow, lost) };
    },
    close() {
      isOver = true;
      kept?.cancel();
    },
  };
}

/** RFC 5626 §4.4, §6: the registrar keeps the flow; by our Via (RFC 3581) it is seen elsewhere than we wrote. */
function isBehindRouter(response: SipResponse, { protocol, remote }: Flow): boolean {
  const via = topVia(response);
  if (protocol !== "UDP" || remote.host.includes(":") || via === undefined) return false;
  const keeps = readable(response, Require)?.includes("outbound") ?? false;
  const port = via.params.get("rport") || String(via.port ?? 5060);
  return (
    keeps && ((receivedFrom(via) ?? via.host) !== via.host || port !== String(via.port ?? 5060))
  );
}
