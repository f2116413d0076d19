import { changeBetween } from "./goertzel.ts";
import { sinePeak } from "./level.ts";
import { Spectrum } from "./spectrum.ts";

/** Moments in samples since the ear began to listen. */
export type BurstFinding =
  | { readonly on: "began"; readonly at: number }
  /** It goes on, and this is what it is; empty when it is no tone. */
  | { readonly on: "known"; readonly tone: string }
  | { readonly on: "ended"; readonly at: number; readonly tone: string };

/** Sound is what is louder than this, over 2 ms: a sine of −45 dBm0. */
const EAR = 16;
const FLOOR = sinePeak(-45) * (2 / Math.PI);
/** And not softer than its loudest by 20 dB. */
const DROP = 0.1;
/** Samples of silence that end a sound: 20 ms, for two tones beat against each other. */
const PAUSE = 160;
/** Samples that tell what a tone is: 250 ms tell 384 and 416 Hz apart. */
const LOOK = 2000;
/** Rise and fall of a tone, which are not looked at. */
const EDGE = 24;
/** Too short for a tone: 30 ms. */
const SHORTEST = 240;
/** What is seen in 32 ms, compared with what was seen 40 ms before: less alike is another sound. */
const [GLANCE, HOP, ALIKE] = [256, 160, 0.6];
/** More than is ever kept of a sound: what is looked at, and a hop. */
const KEPT = 4096;
/** Share of the sound's power that its lines must be. */
const PURE = 0.85;
const MOST_LINES = 4;

/** Cuts what is heard into stretches of one sound each, and tells which frequencies it has. */
export class BurstFinder {
  readonly #look = new Spectrum(4096);
  readonly #glance = new Spectrum(GLANCE);
  readonly #loudness = new Float64Array(EAR);
  #sum = 0;
  #now = 0;
  /** The sound that is heard: where it began, and its samples, as many as are needed. */
  #began = -1;
  readonly #sound = new Float64Array(KEPT);
  #length = 0;
  #loudest = 0;
  #lastLoud = 0;
  #tone: string | undefined;
  #glances: Float64Array[] = [];

  hear(samples: Int16Array): readonly BurstFinding[] {
    const found: BurstFinding[] = [];
    for (let i = 0; i < samples.length; i++) {
      const sample = samples[i] as number;
      const loudness = this.#listen(sample);
      if (loudness > FLOOR && loudness > this.#loudest * DROP) this.#loud(loudness, found);
      if (this.#began >= 0) this.#follow(sample, found);
      this.#now++;
    }
    return found;
  }

  /** The mean of the last 2 ms without their sign. */
  #listen(sample: number): number {
    const at = this.#now % EAR;
    this.#sum += Math.abs(sample) - (this.#loudness[at] ?? 0);
    this.#loudness[at] = Math.abs(sample);
    return this.#sum / EAR;
  }

  #loud(loudness: number, found: BurstFinding[]): void {
    if (this.#began < 0) this.#begin(this.#now - 2, 0, found);
    this.#loudest = Math.max(this.#loudest, loudness);
    this.#lastLoud = this.#now;
  }

  /** With so many of the last samples. */
  #begin(at: number, samples: number, found: BurstFinding[]): void {
    this.#began = at;
    this.#keep(samples);
    this.#tone = undefined;
    found.push({ on: "began", at });
  }

  #keep(samples: number): void {
    const late = Math.max(0, this.#length - samples);
    this.#sound.copyWithin(0, late, this.#length);
    this.#length -= late;
  }

  #follow(sample: number, found: BurstFinding[]): void {
    this.#sound[this.#length++] = sample;
    if (this.#now - this.#lastLoud > PAUSE) {
      this.#end(this.#lastLoud - EAR + 3, found);
      this.#began = -1;
      this.#loudest = 0;
      this.#glances = [];
    } else if (this.#now % HOP === 0) this.#glanceAt(found);
  }

  /** Another sound that follows without a pause? Else, after a while, what this one is. */
  #glanceAt(found: BurstFinding[]): void {
    const [sound, length] = [this.#sound, this.#length];
    if (length < GLANCE) return;
    const shape = shapeOf(this.#glance.amplitudes(sound.subarray(length - GLANCE, length)));
    const [before] = this.#glances;
    this.#glances = [...this.#glances.slice(-1), shape];
    if (before && likeness(before, shape) < ALIKE) {
      const late = sound.subarray(Math.max(0, length - 2 * GLANCE), length);
      const fresh = late.length - changeBetween(late, pitchOf(before), pitchOf(shape));
      const at = this.#now - fresh;
      this.#end(at, found);
      this.#begin(at, fresh, found);
      this.#glances = [];
    } else if (this.#tone === undefined && this.#now - this.#began >= LOOK) {
      this.#tone = this.#toneOf(sound.subarray(0, LOOK));
      found.push({ on: "known", tone: this.#tone });
    } else if (this.#tone !== undefined) this.#keep(2 * GLANCE);
  }

  #end(at: number, found: BurstFinding[]): void {
    const tone =
      this.#tone ?? this.#toneOf(this.#sound.subarray(0, Math.min(this.#length, at - this.#began)));
    found.push({ on: "ended", at, tone });
  }

  /** `350+440`; empty when it is too short, or no sum of few sines. */
  #toneOf(sound: Float64Array): string {
    if (sound.length < SHORTEST) return "";
    const middle = sound.subarray(EDGE, -EDGE);
    const lines = this.#look.lines(middle);
    const power = product(middle, middle) / middle.length;
    const ofLines = lines.reduce((sum, { peak }) => sum + (peak * peak) / 2, 0);
    if (lines.length > MOST_LINES || ofLines < power * PURE) return "";
    return lines.map(({ hertz }) => Math.round(hertz)).join("+");
  }
}

/** Square roots of the shares of the power at each frequency; `amplitudes` become them. */
function shapeOf(amplitudes: Float64Array): Float64Array {
  const whole = Math.max(Math.sqrt(product(amplitudes, amplitudes)), 1e-9);
  for (let i = 0; i < amplitudes.length; i++) amplitudes[i] = (amplitudes[i] as number) / whole;
  return amplitudes;
}

/** Of the strongest frequency, in Hz. */
const pitchOf = (shape: Float64Array): number =>
  (shape.indexOf(Math.max(...shape)) * 8000) / GLANCE;

/** 1 for the same frequencies, 0 for others. */
const likeness = (one: Float64Array, other: Float64Array): number => product(one, other);

function product(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] as number) * (other[i] as number);
  return sum;
}
