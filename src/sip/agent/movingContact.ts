import type { OpenDoor } from "#sip/agent/openDoor.ts";
import type { Way } from "#sip/agent/transactions.ts";
import { Contact, firstContact } from "#sip/headers/contact.ts";
import { edited } from "#sip/message/edit.ts";
import { header, readable, type SipRequest, type SipResponse } from "#sip/message/message.ts";
import { formatUri, sipUri } from "#sip/message/uri.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";

/** What it takes to be reachable where an address is registered. */
export interface MovingContact {
  readonly contactUser: string;
  /** A host that requests went to: calls will come from there. */
  readonly learn: (host: string) => void;
  /** A router before us has forgotten that way: what comes by it does not reach us any more. */
  readonly rebound?: (flow: Flow) => void;
  /** Our own address towards a host, where it may change. */
  readonly ownAddress?: (host: string) => string;
}

/** Where calls shall come is known only when the way of the REGISTER is. */
export function movingContact({ contactUser, learn, ownAddress, rebound }: MovingContact) {
  let way: Way | undefined;
  /** Of the last REGISTER that was accepted: calls come by it until another one is. */
  let accepted: Way | undefined;
  let own: string | undefined;
  return {
    uri: () => contactOf(contactUser, way),
    isOn: (flow: Flow): boolean => way !== undefined && flowKey(way.flow) === flowKey(flow),
    isFrom: (flow: Flow): boolean | undefined =>
      way && [way, accepted].some((one) => one !== undefined && isSamePeer(one.flow, flow)),
    isElsewhere: (): boolean => way !== undefined && own !== ownAddress?.(way.flow.remote.host),
    rebound(): void {
      if (way !== undefined) rebound?.(way.flow);
    },
    through(door: OpenDoor, response: SipResponse): void {
      if (response.status >= 200 && response.status < 300) accepted = way;
      if (way !== undefined) door.answered(response, way.flow);
    },
    put(request: SipRequest, by: Way): SipRequest {
      way = by;
      own = ownAddress?.(by.flow.remote.host);
      learn(by.flow.remote.host);
      const contact = firstContact(readable(request, Contact));
      const uri = contactOf(contactUser, by);
      if (!contact || contact.uri === uri) return request;
      return edited(request, [{ edit: "set", line: header(Contact, [{ ...contact, uri }]) }]);
    },
  };
}

/** Of datagrams the same address and port; else the same connection. */
function isSamePeer(one: Flow, other: Flow): boolean {
  if (one.protocol !== "UDP" || other.protocol !== "UDP") return flowKey(one) === flowKey(other);
  return one.remote.host === other.remote.host && one.remote.port === other.remote.port;
}

/** Where calls shall come: reachable along the flow that the REGISTER takes. */
function contactOf(user: string, way: Way | undefined): string {
  const protocol = way?.flow.protocol.toLowerCase() ?? "udp";
  const params = new Map(protocol === "udp" ? [] : [["transport", protocol]]);
  const { host, port } = way?.own ?? { host: "invalid.invalid", port: 5060 };
  return formatUri(sipUri({ user, host, port, params }));
}
