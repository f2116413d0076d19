import { frameSamples } from "#media/codec/codec.ts";
import type { CircuitSense, CircuitSettings, CircuitSignal } from "#media/loop/circuit.ts";
import { LineCircuit } from "#media/loop/lineCircuit.ts";
import { BLOCK_SAMPLES, LOOP_RATE, type LoopDriver } from "#media/loop/loop.ts";

/** A line circuit and its loop, by frames of 20 ms: the far end of a point that is an analogue line. */
export class LoopEnd {
  /** What the set said in the last frame. Valid until the next. */
  readonly said = new Int16Array(frameSamples(LOOP_RATE));
  readonly #circuit: LineCircuit;
  readonly #driver: LoopDriver;
  readonly #told: (sense: CircuitSense) => void;

  constructor(driver: LoopDriver, settings: CircuitSettings, told: (sense: CircuitSense) => void) {
    this.#driver = driver;
    this.#circuit = new LineCircuit(settings);
    this.#told = told;
  }

  perform(signal: CircuitSignal): void {
    this.#circuit.perform(signal);
  }

  passes(heard: Int16Array): void {
    for (let at = 0; at < heard.length; at += BLOCK_SAMPLES) {
      const far = heard.subarray(at, at + BLOCK_SAMPLES);
      this.said.set(this.#circuit.passes(far, this.#driver, this.#told), at);
    }
  }
}
