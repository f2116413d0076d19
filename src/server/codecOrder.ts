import type { CodecName } from "#media/codec/format.ts";

const usual: readonly CodecName[] = ["PCMU", "PCMA"];

/**
 * In which order we name codecs: what the others speak first, for that needs no transcoding; then
 * what this side prefers itself. G.711 is always there, for it is what everybody has in the end.
 */
export function orderedCodecs(
  ours: readonly CodecName[],
  others: readonly CodecName[],
  theirs: readonly CodecName[],
): readonly CodecName[] {
  const known = others.length > 0 ? [...others, ...theirs, ...usual] : [...theirs, ...ours];
  return [...new Set(known)].filter((name) => ours.includes(name));
}
