import { partyList } from "#sip/headers/shapes.ts";

/** The proxies a request shall still pass, next one first (RFC 3261 §20.34). */
export const Route = partyList("Route");
