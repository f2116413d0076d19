import { mostSeconds, numberHeader } from "#sip/headers/shapes.ts";

/** For how long, in seconds (RFC 3261 §20.19). */
export const Expires = numberHeader("Expires", mostSeconds);
