import type { Instant } from "#kit/time.ts";
import { Mixer } from "#media/audio/mixer.ts";
import { newResampler, type Resampler } from "#media/audio/resampler.ts";
import { frameSamples, type SampleRate } from "#media/codec/codec.ts";

/** Whoever can be heard. */
export interface Speaker {
  /** Of the frame that comes next. */
  readonly rate: SampleRate;
  /** What it says in this slot: the same for everyone who asks. Valid until the next slot. */
  frameAt(slot: number, at: Instant): Int16Array;
  /** What its samples are multiplied with. */
  readonly loudness: number;
}

/** One that is heard, or that was until just now. */
interface Heard {
  readonly speaker: Speaker;
  amplitude: number;
  leaving: boolean;
  from: SampleRate | undefined;
  resampler: Resampler | undefined;
}

/** What one listener hears at one rate: the sum of its speakers, who come and go within 10 ms. */
export class Ear {
  readonly rate: SampleRate;
  readonly #mixer: Mixer;
  #heard: Heard[] = [];

  constructor(rate: SampleRate) {
    this.rate = rate;
    this.#mixer = new Mixer(frameSamples(rate), rate / 100);
  }

  hears(speakers: readonly Speaker[]): void {
    for (const one of this.#heard) one.leaving = !speakers.includes(one.speaker);
    for (const speaker of speakers)
      if (!this.#heard.some((one) => one.speaker === speaker))
        this.#heard.push({
          ...{ speaker, amplitude: 0, leaving: false },
          ...{ from: undefined, resampler: undefined },
        });
  }

  /** `own`: what is played to this listener besides. Valid until the next call. */
  mix(slot: number, at: Instant, own: Int16Array | undefined, loudness: number): Int16Array {
    this.#mixer.begin();
    for (const one of this.#heard) this.#add(one, slot, at, loudness);
    if (this.#heard.some(({ leaving }) => leaving))
      this.#heard = this.#heard.filter(({ leaving }) => !leaving);
    if (own) this.#mixer.add(own, loudness, loudness);
    return this.#mixer.finish();
  }

  #add(one: Heard, slot: number, at: Instant, loudness: number): void {
    const { speaker } = one;
    const frame = speaker.frameAt(slot, at);
    if (one.from !== speaker.rate) {
      one.from = speaker.rate;
      one.resampler = newResampler(speaker.rate, this.rate);
    }
    const to = one.leaving ? 0 : speaker.loudness * loudness;
    this.#mixer.add(one.resampler?.convert(frame) ?? frame, one.amplitude, to);
    one.amplitude = to;
  }
}
