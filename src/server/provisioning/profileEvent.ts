/**
 * How telephones ask for their settings when they are plugged in: SUBSCRIBE for `ua-profile`, sent to
 * the multicast group of SIP (RFC 3261 §18.1.1), in the way that makers made of RFC 6080.
 *
 *   telephone ── SUBSCRIBE sip:MAC… ──▶ 224.0.1.75   Event: ua-profile;vendor=…;model=…
 *             ◀── 200 ──
 *             ◀── NOTIFY  application/url: where its file is
 */
import { utf8 } from "#kit/bytes.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import { CallId } from "#sip/headers/callId.ts";
import { Contact, firstContact } from "#sip/headers/contact.ts";
import { ContentType } from "#sip/headers/contentType.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { Event } from "#sip/headers/event.ts";
import { Expires } from "#sip/headers/expires.ts";
import { From } from "#sip/headers/from.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { SubscriptionState } from "#sip/headers/subscriptionState.ts";
import { To } from "#sip/headers/to.ts";
import { makeRequest } from "#sip/message/make.ts";
import { header, readable, type SipRequest, type SipResponse } from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import { respond } from "#sip/message/response.ts";
import { formatHost, parseUri } from "#sip/message/uri.ts";
import { macOf, makerNamed, makerOfMac } from "./makers/makers.ts";
import type { Candidate } from "./plugIn.ts";

export const multicastGroup = "224.0.1.75";

export const asksForProfile = (request: SipRequest): boolean =>
  request.method === "SUBSCRIBE" && readable(request, Event)?.value.toLowerCase() === "ua-profile";

/** Who asks; undefined: nobody whose telephones we know. */
export function candidateOf({ request, flow }: ServerTransaction): Candidate | undefined {
  const params = readable(request, Event)?.params;
  const said = (name: string): string => params?.get(name)?.replaceAll('"', "").slice(0, 40) ?? "";
  const uri = parseUri(readable(request, From)?.uri ?? "");
  const user = uri.ok ? decoded(uri.value.user ?? "") : "";
  const mac = macOf(user.replace(/^mac[:=]?/i, ""));
  if (mac === undefined) return undefined;
  const agent = request.lines("User-Agent")[0] ?? "";
  const maker = makerNamed(said("vendor")) ?? makerNamed(agent) ?? makerOfMac(mac);
  const model = said("model");
  const address = flow.remote.host;
  return maker && { mac, maker, address, ...(model !== "" && { model }) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** It is told once, and the subscription is over with that. */
export function answersOf(
  { request, own }: ServerTransaction,
  tag: string,
  url: string,
): { readonly answer: SipResponse; readonly notify: SipRequest } | undefined {
  const [to, from] = [readable(request, To), readable(request, From)];
  const contact = firstContact(readable(request, Contact))?.uri;
  if (!to || !from || contact === undefined) return undefined;
  const here = `sip:${formatHost(own.host)}:${own.port}`;
  const answer = respond(request, 200, {
    toTag: tag,
    headers: [header(Expires, 0), header(Contact, [nameAddr(here)])],
  });
  const notify = makeRequest({
    method: "NOTIFY",
    uri: contact,
    headers: [
      header(MaxForwards, 70),
      header(From, nameAddr(to.uri, new Map([["tag", tag]]))),
      header(To, from),
      header(CallId, readable(request, CallId) ?? ""),
      header(CSeq, { number: 1, method: "NOTIFY" }),
      header(Contact, [nameAddr(here)]),
      header(Event, { value: "ua-profile", params: new Map([["profile-type", '"device"']]) }),
      header(SubscriptionState, {
        value: "terminated",
        params: new Map([["reason", "timeout"]]),
      }),
      header(ContentType, { value: "application/url", params: new Map() }),
    ],
    body: utf8(url),
  });
  return { answer, notify };
}
