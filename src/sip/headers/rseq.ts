import { mostSeconds, numberHeader } from "#sip/headers/shapes.ts";

/** The place of a reliable provisional among those of its request, 1 … 2³²−1 (RFC 3262 §7.1). */
export const RSeq = numberHeader("RSeq", mostSeconds);
