import { parameteredHeader } from "#sip/headers/shapes.ts";

/** What the body is (RFC 3261 §20.15): `application/sdp` with parameters. Compare in lower case. */
export const ContentType = parameteredHeader("Content-Type", (word) =>
  /^[\w.!%*+`'~-]+\/[\w.!%*+`'~-]+$/.test(word),
);
