/** What a telephone's lamp is told: NOTIFY of the event package `message-summary` (RFC 3842). */
import { utf8 } from "#kit/bytes.ts";
import { CallId } from "#sip/headers/callId.ts";
import { Contact } from "#sip/headers/contact.ts";
import { ContentType } from "#sip/headers/contentType.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { Event } from "#sip/headers/event.ts";
import { From } from "#sip/headers/from.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { SubscriptionState } from "#sip/headers/subscriptionState.ts";
import { To } from "#sip/headers/to.ts";
import { makeRequest } from "#sip/message/make.ts";
import { header, type SipRequest } from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";

export interface MessageCounts {
  readonly fresh: number;
  readonly heard: number;
}

/** One NOTIFY and all that is in it; the dialog's, or none of a subscription that nobody asked for. */
export interface Summary {
  /** Request-URI: where the telephone is. */
  readonly uri: string;
  readonly route: readonly string[];
  readonly callId: string;
  readonly cseq: number;
  readonly from: { readonly uri: string; readonly tag: string };
  readonly to: { readonly uri: string; readonly tag?: string };
  readonly contact: string;
  /** Seconds that the subscription still lasts; `over`: it is this NOTIFY's last. */
  readonly state: number | "over";
  /** `id` of the Event header, when the subscription named one. */
  readonly id?: string;
  readonly counts: MessageCounts;
}

/** RFC 3842 §5.2; one mailbox, and nothing urgent. */
export const summaryText = ({ fresh, heard }: MessageCounts, account: string): string =>
  [
    `Messages-Waiting: ${fresh > 0 ? "yes" : "no"}`,
    `Message-Account: ${account}`,
    `Voice-Message: ${fresh}/${heard} (0/0)`,
    "",
  ].join("\r\n");

export function notifyRequest(summary: Summary): SipRequest {
  const { uri, route, callId, cseq, from, to, contact, state, id, counts } = summary;
  const left =
    state === "over" ? new Map([["reason", "timeout"]]) : new Map([["expires", `${state}`]]);
  return makeRequest({
    method: "NOTIFY",
    uri,
    headers: [
      ...route.map((text) => ({ name: "Route", text })),
      header(MaxForwards, 70),
      header(From, nameAddr(from.uri, new Map([["tag", from.tag]]))),
      header(To, nameAddr(to.uri, to.tag === undefined ? new Map() : new Map([["tag", to.tag]]))),
      header(CallId, callId),
      header(CSeq, { number: cseq, method: "NOTIFY" }),
      header(Contact, [nameAddr(contact)]),
      header(Event, {
        value: "message-summary",
        params: id === undefined ? new Map() : new Map([["id", id]]),
      }),
      header(SubscriptionState, {
        value: state === "over" ? "terminated" : "active",
        params: left,
      }),
      header(ContentType, { value: "application/simple-message-summary", params: new Map() }),
    ],
    body: utf8(summaryText(counts, from.uri)),
  });
}
