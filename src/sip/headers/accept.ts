import {
  formatParametered,
  listOf,
  type Parametered,
  readParametered,
} from "#sip/headers/shapes.ts";

/** The body types somebody takes (RFC 3261 §20.1). Absent means application/sdp, empty means none. */
export const Accept = listOf<Parametered>(
  "Accept",
  (cursor) => readParametered(cursor, (word) => /^[^\s/]+\/[^\s/]+$/.test(word)),
  formatParametered,
);
