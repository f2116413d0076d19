import { partyList } from "#sip/headers/shapes.ts";

/** The proxies that want to stay in the dialog, last one first (RFC 3261 §20.30). */
export const RecordRoute = partyList("Record-Route");
