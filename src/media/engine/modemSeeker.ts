import type { Decoder } from "#media/codec/codec.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { CodecTable } from "#media/codec/table.ts";
import { type ModemTone, modemTones } from "#media/modem/modemTones.ts";

/** They have said what they are within this time; after it only voices are left, and nothing is looked for. */
const LONGEST = 60 * 8000;

/** Modem tones in packets of G.711 as they come: also of calls whose sound nobody decodes. A lost packet has whole periods of both tones. */
export class ModemSeeker {
  readonly #codecs: CodecTable;
  readonly #tones = modemTones();
  readonly #decoders = new Map<CodecName, Decoder>();
  #heard = 0;

  constructor(codecs: CodecTable) {
    this.#codecs = codecs;
  }

  get isOver(): boolean {
    return this.#heard >= LONGEST;
  }

  hear(name: CodecName, payload: Uint8Array): ModemTone | undefined {
    const samples = this.#decoderOf(name)?.decode(payload);
    if (!samples) return undefined;
    this.#heard += samples.length;
    return this.#tones.hear(samples);
  }

  #decoderOf(name: CodecName): Decoder | undefined {
    if (name !== "PCMU" && name !== "PCMA") return undefined;
    const decoder = this.#decoders.get(name) ?? this.#codecs.get(name)?.newDecoder();
    if (decoder) this.#decoders.set(name, decoder);
    return decoder;
  }
}
