import { partyList } from "#sip/headers/shapes.ts";

/** The way back to who registers (RFC 3327 §4). */
export const Path = partyList("Path");
