import { numberHeader } from "#sip/headers/shapes.ts";

/** How many more hops a request may take, 0 … 255 (RFC 3261 §20.22). */
export const MaxForwards = numberHeader("Max-Forwards", 255);
