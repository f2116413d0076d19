import { partyHeader } from "#sip/headers/shapes.ts";

/** Who asks (RFC 3261 §20.20); its `tag` parameter names the asker's end of the dialog. */
export const From = partyHeader("From");
