import { readFileSync } from "node:fs";

/** What an ear finds in a recording: how much of it is that tone and how loud it all was. */
export interface Heard {
  readonly seconds: number;
  /** Share of the windows between first and last sound in which the tone is nearly everything. */
  share(hertz: number): number;
  /** Share of the last second's power that is in that tone. */
  lately(hertz: number): number;
  /** Root of the mean square, 0 … 1. */
  readonly level: number;
}

/** A 16-bit PCM file, also one whose header was never finished; the first channel of several. */
export function listenTo(file: string): Heard {
  const bytes = readFileSync(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const channels = bytes.length < 44 ? 1 : view.getUint16(22, true);
  const rate = bytes.length < 44 ? 8000 : view.getUint32(24, true);
  const data = bytes.indexOf("data", 12, "latin1") + 8;
  const samples: number[] = [];
  for (let at = data; data > 8 && at + 2 * channels <= bytes.length; at += 2 * channels)
    samples.push(view.getInt16(at, true) / 32768);
  return heardIn(samples, rate);
}

export function heardIn(samples: readonly number[], rate: number): Heard {
  const size = Math.round(rate / 50);
  const windows: (readonly number[])[] = [];
  for (let at = 0; at + size <= samples.length; at += size)
    windows.push(samples.slice(at, at + size));
  const levels = windows.map(rootMeanSquare);
  const loud = levels.map((level) => level > 0.003);
  const sounding = windows.slice(Math.max(0, loud.indexOf(true)), loud.lastIndexOf(true) + 1);
  return {
    seconds: samples.length / rate,
    level: rootMeanSquare(samples),
    lately: (hertz) => purity(samples.slice(-rate), hertz, rate) ** 2,
    share: (hertz) =>
      sounding.filter((window) => purity(window, hertz, rate) > 0.7).length /
      Math.max(1, sounding.length),
  };
}

const rootMeanSquare = (window: readonly number[]): number =>
  Math.sqrt(window.reduce((sum, one) => sum + one * one, 0) / Math.max(1, window.length));

/** Goertzel: the tone's own root mean square over that of everything. 0 for silence. */
function purity(window: readonly number[], hertz: number, rate: number): number {
  const all = rootMeanSquare(window);
  if (all < 1e-4) return 0;
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let [before, last] = [0, 0];
  for (const sample of window) [before, last] = [last, sample + turn * last - before];
  const power = last * last + before * before - turn * last * before;
  return Math.sqrt(2 * Math.max(0, power)) / window.length / all;
}
