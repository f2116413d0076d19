import { partyList } from "#sip/headers/shapes.ts";

/** Every target a call has had, by `index`; causes are in the URIs (RFC 7044 §5). */
export const HistoryInfo = partyList("History-Info");
