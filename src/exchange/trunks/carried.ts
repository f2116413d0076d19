import type { HeaderLine, SipMessage, SipRequest } from "#sip/message/message.ts";
import type { Body } from "#sip/session/session.ts";
import { bodyOf } from "#sip/session/steps.ts";

/** What goes over a bridge from one session's message into the other's: what is for the other end, and nothing that belongs to the hop. */

const ofInvites = [
  "Subject",
  "Priority",
  "Resource-Priority",
  "Accept-Language",
  "Alert-Info",
  "Call-Info",
  "Answer-Mode",
  "Priv-Answer-Mode",
  "User-to-User",
  "Diversion",
  "History-Info",
  "Geolocation",
  "Geolocation-Routing",
  "Identity",
  "Date",
  "Reason",
];
const ofResponses = [
  "Alert-Info",
  "Call-Info",
  "P-Early-Media",
  "Reason",
  "Retry-After",
  "Warning",
  "User-to-User",
];
const ofRequests = [
  "Event",
  "Subscription-State",
  "Info-Package",
  "Refer-To",
  "Referred-By",
  "Refer-Sub",
  "Reason",
];

const carried =
  (names: readonly string[]) =>
  (message: SipMessage): readonly HeaderLine[] =>
    names.flatMap((name) => message.lines(name).map((text) => ({ name, text })));

export const inviteLines: (invite: SipRequest) => readonly HeaderLine[] = carried(ofInvites);
export const responseLines = carried(ofResponses);
export const requestLines = carried(ofRequests);

/** Opaque: whoever is at the ends knows what it says. */
export const bodyLike = (message: SipMessage): { readonly body?: Body } => {
  const body = bodyOf(message);
  return body === undefined ? {} : { body };
};
