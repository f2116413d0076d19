/** What a phone dials stands in the user part of an address of ours. */
import type { Result } from "#kit/result.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";
import type { LegEvent } from "#telephony/call/leg.ts";

const longestDialled = 64;

export const dialledIn = ({ uri }: SipRequest): string => userOf(uri);

/** A transfer to an address of ours is one to what is dialled there. */
export const asDialledHere = (event: LegEvent): LegEvent =>
  event.on === "transferAsked" ? { ...event, address: userOf(parseUri(event.address)) } : event;

/** Without parameters of its own. */
const userOf = (uri: Result<SipUri>): string =>
  (uri.ok ? (uri.value.user ?? "") : "").replace(/;.*$/, "").slice(0, longestDialled);
