import { BLOCK_MS } from "#media/loop/loop.ts";
import { type CallerIdFinding, CallerIdReader } from "./callerIdReader.ts";
import { CasDetector } from "./casDetector.ts";
import type { FskTones } from "./fskTones.ts";

/** How a set answers the alerting signal. */
export interface Answering {
  /** `D`, or `A` from those that show more than text (SR-TSV-002476). */
  readonly key: "D" | "A";
  /** Milliseconds from the signal's end to the answer, 0 … 100. */
  readonly delay: number;
  /** Milliseconds that the answer lasts: 55 … 65. */
  readonly lasts: number;
  /** Lengths of the signal that are one: SR-TSV-002476 sends 75 … 85 ms. */
  readonly shortest: number;
  readonly longest: number;
}

export const usualAnswering: Answering = {
  key: "D",
  delay: 30,
  lasts: 60,
  shortest: 71,
  longest: 96,
};

/** Milliseconds after the answer in which the data must begin. */
const DATA_WITHIN = 500;

export type WaitingFinding =
  | CallerIdFinding
  | { readonly on: "alert"; readonly lasted: number; readonly answered: boolean }
  | { readonly on: "nothingFollowed" };

type Place =
  | { readonly name: "listening" }
  /** The answer is to begin in so many milliseconds. */
  | { readonly name: "delaying"; readonly left: number }
  /** It sounds for so many more. */
  | { readonly name: "answering"; readonly left: number }
  /** So many milliseconds are left for the data to begin. */
  | { readonly name: "awaiting"; readonly left: number; readonly reader: CallerIdReader };

/**
 * Caller ID of a waiting call, while one talks (type II): the alerting signal, the answer, the data.
 * From the signal's end to the data's the set hears and says nothing.
 */
export class WaitingCaller {
  readonly #answering: Answering;
  readonly #tones: FskTones;
  #detector = new CasDetector();
  #place: Place = { name: "listening" };

  constructor(tones: FskTones, answering: Answering) {
    this.#tones = tones;
    this.#answering = answering;
  }

  /** Earpiece and microphone are off. */
  get isMuted(): boolean {
    return this.#place.name !== "listening";
  }

  /** One block. `press` is called when the answer is to sound from the set's next sample on. */
  hear(samples: Int16Array, mayAnswer: boolean, press: () => void): readonly WaitingFinding[] {
    if (this.#place.name === "awaiting") return this.#read(this.#place, samples);
    if (this.#place.name !== "listening") {
      this.#answer(this.#place, press);
      return [];
    }
    return this.#detector.hear(samples).map((length): WaitingFinding => {
      const { shortest, longest, delay } = this.#answering;
      const answered = mayAnswer && length >= shortest && length <= longest;
      if (answered) this.#place = { name: "delaying", left: delay };
      return { on: "alert", lasted: Math.round(length), answered };
    });
  }

  /** The handset lies on its hook, or the line is dead. */
  forget(): void {
    this.#detector = new CasDetector();
    this.#place = { name: "listening" };
  }

  #answer(place: Place & { name: "delaying" | "answering" }, press: () => void): void {
    const left = place.left - BLOCK_MS;
    if (left > 0) this.#place = { ...place, left };
    else if (place.name === "delaying") {
      this.#place = { name: "answering", left: this.#answering.lasts };
      press();
    } else this.#place = { name: "awaiting", left: DATA_WITHIN, reader: this.#newReader() };
  }

  #newReader(): CallerIdReader {
    return new CallerIdReader({ tones: this.#tones, hook: "off" });
  }

  #read(
    { reader, left }: Place & { name: "awaiting" },
    samples: Int16Array,
  ): readonly WaitingFinding[] {
    const findings = reader.hear(samples);
    if (findings.length > 0) this.forget();
    else if (reader.isReading || left > 0)
      this.#place = { name: "awaiting", reader, left: left - BLOCK_MS };
    else {
      this.forget();
      return [{ on: "nothingFollowed" }];
    }
    return findings;
  }
}
