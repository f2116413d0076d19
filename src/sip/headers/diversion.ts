import { partyList } from "#sip/headers/shapes.ts";

/** Who forwarded a call, last one first, with `reason`, `counter`, `privacy` (RFC 5806 §4). */
export const Diversion = partyList("Diversion");
