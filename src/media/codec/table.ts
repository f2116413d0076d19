import type { Codec } from "#media/codec/codec.ts";
import type { CodecName } from "#media/codec/format.ts";

/** The codecs that this process can run, by name. Opus must be loaded first, so the table is handed in. */
export interface CodecTable {
  get(name: CodecName): Codec | undefined;
  readonly names: readonly CodecName[];
}

export function codecTable(codecs: readonly Codec[]): CodecTable {
  const byName = new Map(codecs.map((codec) => [codec.name, codec]));
  return { get: (name) => byName.get(name), names: [...byName.keys()] };
}
