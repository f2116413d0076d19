/** What a phone dials stands in the user part of an address of ours. */
import type { Result } from "#kit/result.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { isHelpUrn } from "#sip/message/serviceUrn.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";
import type { LegEvent } from "#telephony/call/leg.ts";

const longestDialled = 64;

export const dialledIn = ({ uri, uriText }: SipRequest): string =>
  isHelpUrn(uriText) ? uriText : userOf(uri);

/**
 * A transfer to an address of ours is one to what is dialled there; one into a dialog that is not ours
 * is to that very address. A phone that forwards by itself
 * (302) names a number the same way, whatever it takes for our host.
 */
export function asDialledHere(event: LegEvent): LegEvent {
  if (event.on === "transferAsked" && event.dialog === undefined)
    return { ...event, address: userOf(parseUri(event.address)) };
  if (event.on !== "redirected") return event;
  const dialled = (address: string): string => {
    const user = userOf(parseUri(address));
    return /^\+?[0-9]+$/.test(user) ? user : address;
  };
  return { ...event, addresses: event.addresses.map(dialled) };
}

/** Without parameters of its own. */
const userOf = (uri: Result<SipUri>): string =>
  (uri.ok ? (uri.value.user ?? "") : "").replace(/;.*$/, "").slice(0, longestDialled);
