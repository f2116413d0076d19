import { formatUriReference, listOf, readUriReference } from "#sip/headers/shapes.ts";

/** How a call shall ring (RFC 3261 §20.4): `<urn:alert:source:external>`, `<http://…>;info=…`. */
export const AlertInfo = listOf("Alert-Info", readUriReference, formatUriReference);
