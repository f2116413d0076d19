import { COLUMNS, placeOf, ROWS } from "./keys.ts";
import { sinePeak } from "./level.ts";

/** How a telephone's keys sound: every way in which a cheap or worn one is off. */
export interface KeySound {
  /** Of the upper tone, in dBm0. */
  readonly dbm0: number;
  /** How much softer the lower tone is, in dB: sets send it softer, for lines weaken the upper one. */
  readonly twist: number;
  /** Share by which both frequencies are too high. */
  readonly pitch: number;
  /** Length of the sound and of the silence after it, in milliseconds. */
  readonly on: number;
  readonly off: number;
}

/** In the middle of what ETSI ES 201 235-2 allows: −9 and −11 dB, 2 dB apart; 65 ms and more. */
export const usualKeySound: KeySound = { dbm0: -7, twist: 2, pitch: 0, on: 80, off: 80 };

/** The keys of a set: what is pressed sounds, one key after the other. */
export class Keypad {
  readonly #sound: KeySound;
  readonly #waiting: { readonly sines: Sines; readonly on: number; readonly off: number }[] = [];
  #sample = 0;

  constructor(sound: Partial<KeySound> = {}) {
    this.#sound = { ...usualKeySound, ...sound };
  }

  /** Behind what is still to sound; each key `on` milliseconds long. */
  press(keys: string, on = this.#sound.on, off = this.#sound.off): void {
    for (const key of keys) {
      this.#waiting.push({ sines: this.#sinesOf(key), on, off });
    }
  }

  get isSounding(): boolean {
    return this.#waiting.length > 0;
  }

  /** Puts the next samples in the place of what is in the block; leaves the rest as it is. */
  fill(block: Int16Array): void {
    for (let i = 0; i < block.length; i++) {
      const pressed = this.#waiting[0];
      if (!pressed) return;
      block[i] = this.#sample < pressed.on * 8 ? soundAt(pressed.sines, this.#sample) : 0;
      this.#sample++;
      if (this.#sample < (pressed.on + pressed.off) * 8) continue;
      this.#waiting.shift();
      this.#sample = 0;
    }
  }

  forget(): void {
    this.#waiting.length = 0;
    this.#sample = 0;
  }

  #sinesOf(key: string): Sines {
    const { dbm0, twist, pitch } = this.#sound;
    const [row, column] = placeOf(key);
    const turn = (hertz = 0): number => (2 * Math.PI * hertz * (1 + pitch)) / 8000;
    return {
      low: { peak: sinePeak(dbm0 - twist), turn: turn(ROWS[row]) },
      high: { peak: sinePeak(dbm0), turn: turn(COLUMNS[column]) },
    };
  }
}

/** The two of a key; `turn` in radians a sample. */
interface Sines {
  readonly low: { readonly peak: number; readonly turn: number };
  readonly high: { readonly peak: number; readonly turn: number };
}

function soundAt({ low, high }: Sines, sample: number): number {
  const value = low.peak * Math.sin(low.turn * sample) + high.peak * Math.sin(high.turn * sample);
  return Math.max(-32_768, Math.min(32_767, Math.round(value)));
}
