import { readFileSync } from "node:fs";
import type { Voice } from "./voice.ts";

/** A quarter of a second. */
const slice = 2000;

/** Which of these prompts (in English) were heard since `forget`, in the order in which they were. */
export function spokenPrompts(voice: Pick<Voice, "heard">, prompts: readonly string[]): string[] {
  const heard = voice.heard();
  return prompts
    .flatMap((prompt) => placesOf(pieceOf(prompt), heard).map((at) => ({ prompt, at })))
    .toSorted((a, b) => a.at - b.at)
    .map(({ prompt }) => prompt);
}

/** A second after its beginning, or its middle where it is short: the words that the prompts differ in. */
function pieceOf(prompt: string): Int16Array {
  const file = readFileSync(`sounds/en/${prompt}.wav`).subarray(44);
  const samples = new Int16Array(file.length >> 1).map((_, i) => file.readInt16LE(2 * i));
  const from = Math.min(8000, (samples.length - slice) >> 1);
  return samples.slice(from, from + slice);
}

/** It is there where it and what was heard are nearly the same wave. */
function placesOf(piece: Int16Array, heard: Int16Array): number[] {
  const places: number[] = [];
  for (let at = 0; at + slice <= heard.length; at++)
    if (likeness(piece, heard, at) > 0.97) {
      places.push(at);
      at += slice;
    }
  return places;
}

/** Correlation, −1 to 1; looked at closely only where a few samples already agree. */
function likeness(piece: Int16Array, heard: Int16Array, at: number): number {
  return correlation(piece, heard, at, 97) < 0.7 ? 0 : correlation(piece, heard, at, 1);
}

function correlation(piece: Int16Array, heard: Int16Array, at: number, every: number): number {
  let [both, one, other] = [0, 0, 0];
  for (let i = 0; i < slice; i += every) {
    const [a = 0, b = 0] = [piece[i], heard[at + i]];
    both += a * b;
    one += a * a;
    other += b * b;
  }
  return one === 0 || other === 0 ? 0 : both / Math.sqrt(one * other);
}
