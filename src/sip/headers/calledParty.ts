import { partyHeader } from "#sip/headers/shapes.ts";

/** Whom the call was for, when the proxy wrote the contact into the Request-URI (RFC 7315 §4.2). */
export const CalledParty = partyHeader("P-Called-Party-ID");
