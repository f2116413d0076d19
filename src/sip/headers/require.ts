import { tokenList } from "#sip/headers/shapes.ts";

/** The option tags the other side must understand (RFC 3261 §20.32); else 420. */
export const Require = tokenList("Require");

/** Those of a 420 that were not understood (§20.40). */
export const Unsupported = tokenList("Unsupported");
