import { tokenList } from "#sip/headers/shapes.ts";

/** The option tags somebody understands (RFC 3261 §20.37). */
export const Supported = tokenList("Supported");
