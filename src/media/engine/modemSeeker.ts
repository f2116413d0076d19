import type { Decoder } from "#media/codec/codec.ts";
import type { CodecName } from "#media/codec/format.ts";
import type { CodecTable } from "#media/codec/table.ts";
import { type ModemTone, modemTones } from "#media/modem/modemTones.ts";

/** Modem tones in packets of G.711 as they come: also of calls whose sound nobody decodes. A lost packet has whole periods of both tones. */
export class ModemSeeker {
  readonly #codecs: CodecTable;
  readonly #tones = modemTones();
  readonly #decoders = new Map<CodecName, Decoder>();

  constructor(codecs: CodecTable) {
    this.#codecs = codecs;
  }

  get isOver(): boolean {
    return this.#tones.isOver;
  }

  hear(name: CodecName, payload: Uint8Array): ModemTone | undefined {
    const samples = this.#decoderOf(name)?.decode(payload);
    return samples && this.#tones.hear(samples);
  }

  #decoderOf(name: CodecName): Decoder | undefined {
    if (name !== "PCMU" && name !== "PCMA") return undefined;
    const decoder = this.#decoders.get(name) ?? this.#codecs.get(name)?.newDecoder();
    if (decoder) this.#decoders.set(name, decoder);
    return decoder;
  }
}
