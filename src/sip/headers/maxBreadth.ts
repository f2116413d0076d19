import { numberHeader } from "#sip/headers/shapes.ts";

/** Into how many branches at once a request may still be forked (RFC 5393 §5.3.3). */
export const MaxBreadth = numberHeader("Max-Breadth", 0xffff_ffff);
