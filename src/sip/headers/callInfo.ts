import { formatUriReference, listOf, readUriReference } from "#sip/headers/shapes.ts";

/** More about caller or called (RFC 3261 §20.9): `purpose=icon|info|card`, `answer-after=0`. */
export const CallInfo = listOf("Call-Info", readUriReference, formatUriReference);
