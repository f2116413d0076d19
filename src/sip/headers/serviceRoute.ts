import { partyList } from "#sip/headers/shapes.ts";

/** The way a registered party's requests shall take (RFC 3608 §5). */
export const ServiceRoute = partyList("Service-Route");
