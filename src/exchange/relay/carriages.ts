import type { Carriage } from "#exchange/carriage.ts";
import type { Target } from "#exchange/proxy/target.ts";
import { type Carried, other, type Relay, type Side } from "#exchange/relay/relay.ts";
import type { Relays } from "#exchange/relay/relays.ts";
import { sdpIn, withSdp } from "#exchange/relay/sdpIn.ts";
import type { Way } from "#sip/agent/transactions.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";
import type { Flow } from "#sip/transport/flow.ts";

/** One request whose branches may be carried. */
export interface CarriedRequest {
  readonly request: SipRequest;
  /** What it came along. */
  readonly flow: Flow;
  /** Who sent it. */
  readonly from: Side;
  /** The host that peers of that flow shall send to. */
  readonly shownTo: (flow: Flow) => string;
}

/** A request outside of dialogs: each branch that needs one has a relay of its own, for its own answer. */
export interface BeginningCarriage extends CarriedRequest {
  readonly wants: (target: Target) => boolean;
  /** False: no relay for whoever sends it, as things are. */
  readonly mayOpen: () => boolean;
  readonly newId: () => string;
}

interface Branch {
  readonly relay: Relay;
  readonly offer: Carried | undefined;
}

export function beginning(of: BeginningCarriage, relays: Relays): Carriage {
  const branches = new Map<number, Branch>();
  const end = (branch: number, why: "refused" | "needless"): void => {
    const relay = branches.get(branch)?.relay;
    branches.delete(branch);
    if (relay !== undefined) relays.release(relay.id, why);
  };
  return {
    begins(branch, target) {
      if (!of.wants(target)) return true;
      if (!of.mayOpen()) {
        relays.wasFull();
        return false;
      }
      const relay = relays.open(of.newId());
      const offer = offerIn(of, relay);
      branches.set(branch, { relay, offer });
      if (offer?.lacksPorts) relays.wasFull();
      const isNeedless = offer === undefined && of.request.body.length > 0;
      if (isNeedless || offer?.lacksPorts) end(branch, "needless");
      return offer?.lacksPorts !== true;
    },
    sent: (branch, request, way) =>
      sent(branches.get(branch)?.offer, request, of.shownTo(way.flow)),
    relayOf: (branch) => branches.get(branch)?.relay.id,
    heard(branch, response, way) {
      const carries = branches.get(branch);
      if (carries === undefined) return response;
      if (response.status >= 300) end(branch, "refused");
      return response.status >= 300 ? response : heard(of, carries, { response, way });
    },
    failed: (branch) => end(branch, "refused"),
  };
}

/** A request within a dialog that goes through that relay. */
export function continuing(of: CarriedRequest, relays: Relays, relay: Relay): Carriage {
  const isBye = of.request.method === "BYE";
  let offer: Carried | undefined;
  const over = (): void => relays.release(relay.id, "bye");
  return {
    begins() {
      offer ??= offerIn(of, relay);
      if (offer?.lacksPorts) relays.wasFull();
      return offer?.lacksPorts !== true;
    },
    sent: (_, request, way) => sent(offer, request, of.shownTo(way.flow)),
    relayOf: () => undefined,
    heard(_, response, way) {
      if (isBye ? isEnd(response) : response.status === 481) over();
      return heard(of, { relay, offer }, { response, way });
    },
    failed() {
      if (isBye) over();
    },
  };
}

/** Of a BYE: the call is over there, or has been for a while (481 says so of any request, RFC 5057 §5.1). */
const isEnd = ({ status }: SipResponse): boolean =>
  (status >= 200 && status < 300) || status === 481 || status === 408;

function offerIn({ request, flow, from: by }: CarriedRequest, relay: Relay): Carried | undefined {
  const text = sdpIn(request);
  return text === undefined
    ? undefined
    : relay.hears({ text, by, peer: flow.remote.host, isOffer: request.method !== "ACK" });
}

const sent = (offer: Carried | undefined, request: SipRequest, host: string): SipRequest =>
  offer === undefined ? request : withSdp(request, offer.write(host));

/** To a request without a description the response brings the offer (RFC 3264 §4, RFC 3261 §13.2.1). */
function heard(
  { request, flow, from, shownTo }: CarriedRequest,
  { relay }: Branch,
  { response, way }: { readonly response: SipResponse; readonly way: Way },
): SipResponse {
  if (request.method === "INVITE" && response.status >= 200 && response.status < 300)
    relay.answered();
  const text = sdpIn(response);
  if (text === undefined) return response;
  const isOffer = request.method === "INVITE" && request.body.length === 0;
  const said = relay.hears({ text, by: other[from], peer: way.flow.remote.host, isOffer });
  return said === undefined ? response : withSdp(response, said.write(shownTo(flow)));
}

/** An ACK has no response, and no way to be refused: what it says is an answer. */
export function acknowledging(of: CarriedRequest, relay: Relay) {
  const answer = offerIn(of, relay);
  return (request: SipRequest, way: Way): SipRequest => sent(answer, request, of.shownTo(way.flow));
}
