import { utf8 } from "#kit/bytes.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import { CallId } from "#sip/headers/callId.ts";
import { Contact, firstContact } from "#sip/headers/contact.ts";
import { ContentType } from "#sip/headers/contentType.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { Event } from "#sip/headers/event.ts";
import { From } from "#sip/headers/from.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { SubscriptionState } from "#sip/headers/subscriptionState.ts";
import { To } from "#sip/headers/to.ts";
import { makeRequest } from "#sip/message/make.ts";
import { header, readable, type SipRequest } from "#sip/message/message.ts";
import { type NameAddr, nameAddr } from "#sip/message/nameAddr.ts";
import { formatUri, sipUri } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";

/** A subscription's dialog (RFC 6665 §4.4.1), as its SUBSCRIBE has set it up. */
export interface SubscriptionDialog {
  /** What it came along, and NOTIFYs go along. */
  readonly flow: Flow;
  /** Where the subscriber is: Request-URI of the NOTIFYs. */
  readonly uri: string;
  readonly route: readonly string[];
  readonly callId: string;
  /** Ours, and the subscriber's. */
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly contact: string;
  readonly event: string;
  /** Parameter `id` of Event, where the subscriber gave one. */
  readonly id?: string;
}

/** Undefined: it lacks what a dialog needs. */
export function dialogOf(
  { request, flow, own }: ServerTransaction,
  tag: string,
): SubscriptionDialog | undefined {
  const contact = firstContact(readable(request, Contact))?.uri;
  const [to, from] = [readable(request, To), readable(request, From)];
  const event = readable(request, Event);
  if (contact === undefined || !to || !from?.params.has("tag") || !event) return undefined;
  const id = event.params.get("id");
  const params = new Map(
    flow.protocol === "UDP" ? [] : [["transport", flow.protocol.toLowerCase()]],
  );
  return {
    flow,
    uri: contact,
    route: request.lines("Record-Route"),
    callId: readable(request, CallId) ?? "",
    from: nameAddr(to.uri, new Map([["tag", tag]])),
    to: from,
    contact: formatUri(sipUri({ ...own, params })),
    event: event.value,
    ...(id !== undefined && { id }),
  };
}

export interface Notice {
  readonly cseq: number;
  /** Seconds that are left, or why it is over (RFC 6665 §4.1.3). */
  readonly state: number | "timeout" | "deactivated" | "rejected";
  readonly document?: { readonly type: string; readonly text: string };
}

export function notifyOf(
  dialog: SubscriptionDialog,
  { cseq, state, document }: Notice,
): SipRequest {
  const { uri, route, callId, from, to, contact, event, id } = dialog;
  const isActive = typeof state === "number";
  const left: readonly [string, string] = isActive ? ["expires", `${state}`] : ["reason", state];
  return makeRequest({
    method: "NOTIFY",
    uri,
    headers: [
      ...route.map((text) => ({ name: "Route", text })),
      header(MaxForwards, 70),
      header(From, from),
      header(To, to),
      header(CallId, callId),
      header(CSeq, { number: cseq, method: "NOTIFY" }),
      header(Contact, [nameAddr(contact)]),
      header(Event, { value: event, params: new Map(id === undefined ? [] : [["id", id]]) }),
      header(SubscriptionState, {
        value: isActive ? "active" : "terminated",
        params: new Map([left]),
      }),
      ...(document ? [header(ContentType, { value: document.type, params: new Map() })] : []),
    ],
    ...(document && { body: utf8(document.text) }),
  });
}
