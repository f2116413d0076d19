import { tokenList } from "#sip/headers/shapes.ts";

/** The option tags every proxy on the way must understand (RFC 3261 §20.29). */
export const ProxyRequire = tokenList("Proxy-Require");
