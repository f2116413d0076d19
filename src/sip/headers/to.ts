import { partyHeader } from "#sip/headers/shapes.ts";

/** Who is asked (RFC 3261 §20.39); its `tag` is the answerer's, once there is one. */
export const To = partyHeader("To");
