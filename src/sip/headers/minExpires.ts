import { mostSeconds, numberHeader } from "#sip/headers/shapes.ts";

/** The shortest registration that is taken, in seconds, in a 423 (RFC 3261 §20.23). */
export const MinExpires = numberHeader("Min-Expires", mostSeconds);
