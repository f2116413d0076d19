import { syntheticVoice } from "#media/audio/syntheticVoice.ts";
import { LineCircuit } from "#media/loop/lineCircuit.ts";
import { BLOCK_SAMPLES, type LoopDriver, type SetBlock } from "#media/loop/loop.ts";
import { countryOf } from "#media/tone/countries.ts";
import type { Figures } from "./figures.ts";

const seconds = 10;
const lines = 200;

/**
 * So many analogue lines with everything on: lifted, both parties speak, a dial tone besides, the
 * key receiver, the echo canceller and its suppressor. CPU of one line and 20 ms, sound in memory.
 */
export function analogLines(rounds: number): Figures {
  const far = syntheticVoice(seconds, 3);
  const spoken = inBlocks(far);
  const set = new SpeakingSet(far, syntheticVoice(seconds, 8));
  const circuits = Array.from({ length: lines }, lifted);
  const round = (from: number, count: number): void => {
    for (let block = from; block < from + count; block++) {
      set.at = block % spoken.length;
      const speech = spoken[set.at] ?? new Int16Array(BLOCK_SAMPLES);
      for (const circuit of circuits) circuit.passes(speech, set, nobody);
    }
  };
  round(0, 200); // compiled, and the hybrid learnt
  const began = process.cpuUsage();
  round(200, rounds);
  const { user, system } = process.cpuUsage(began);
  const perLine = (2 * (user + system)) / (rounds * lines);
  return { "µs a line and 20 ms": perLine, "lines a core": Math.floor(20_000 / perLine) };
}

const nobody = (): void => undefined;

function lifted(): LineCircuit {
  const { flash, tones } = countryOf("US");
  const circuit = new LineCircuit({ flash, echo: { suppresses: true } });
  const silence = new Int16Array(BLOCK_SAMPLES);
  const current = Array.from({ length: 10 }, () => true);
  const quiet = { exchange: () => ({ audio: silence, current }) };
  for (let i = 0; i < 5; i++) circuit.passes(silence, quiet, nobody);
  circuit.perform({ do: "tone", tone: tones.dial, isDialTone: true });
  return circuit;
}

const inBlocks = (sound: Int16Array): Int16Array[] =>
  Array.from({ length: sound.length / BLOCK_SAMPLES }, (_, i) =>
    sound.slice(i * BLOCK_SAMPLES, (i + 1) * BLOCK_SAMPLES),
  );

/** A set's sound, made beforehand: the far party's echo, and now and then somebody who answers. */
class SpeakingSet implements LoopDriver {
  at = 0;
  readonly #blocks: readonly SetBlock[];

  constructor(far: Int16Array, near: Int16Array) {
    const current = Array.from({ length: 10 }, () => true);
    const sound = far.map((_, i) => {
      const speaks = i % 32_000 > 24_000;
      return (far[i - 9] ?? 0) * 0.3 - (far[i - 23] ?? 0) * 0.1 + (speaks ? (near[i] ?? 0) : 0);
    });
    this.#blocks = inBlocks(sound).map((audio) => ({ audio, current }));
  }

  exchange(): SetBlock {
    const block = this.#blocks[this.at];
    if (!block) throw new Error(`no block ${this.at}`);
    return block;
  }
}
