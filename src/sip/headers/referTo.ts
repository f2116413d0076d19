import { partyHeader } from "#sip/headers/shapes.ts";

/** Whom the receiver of a REFER shall call; its URI may carry Replaces as a header (RFC 3515 §2.1, RFC 3891). */
export const ReferTo = partyHeader("Refer-To");
