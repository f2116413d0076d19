import { partyHeader } from "#sip/headers/shapes.ts";

/** Who asked for the transfer (RFC 3892 §3). */
export const ReferredBy = partyHeader("Referred-By");
