import { tokenList } from "#sip/headers/shapes.ts";

/** The methods somebody takes (RFC 3261 §20.5). */
export const Allow = tokenList("Allow");
