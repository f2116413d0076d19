/**
 * A line's hybrid gives back a part of what it is sent; this takes it out of what the set says, so
 * that the far party does not hear itself. Learns only while the set is silent, and from errors no
 * larger than usual, so that a syllable that slips by teaches it little. Limits: ITU-T G.168.
 */
import { clipped } from "#media/audio/frame.ts";
import { type AdaptiveFilter, adaptiveFilter, STEP } from "#media/loop/adaptiveFilter.ts";
import { DoubleTalkDetector, type Residue } from "#media/loop/doubleTalk.ts";
import { BLOCK_SAMPLES, LOOP_RATE } from "#media/loop/loop.ts";

export interface EchoCanceller {
  /** What the set said while `toSet` went to it loses its echo, in place. Ten milliseconds of each. */
  cancel(fromSet: Int16Array, toSet: Int16Array): void;
}

export interface EchoOptions {
  /** How late the last of the echo comes: 16 to 32 ms. */
  readonly tailMs?: 16 | 24 | 32;
  /** What is left of the echo while only the far party speaks is made room noise (G.168 §3: non-linear processor). */
  readonly suppresses?: boolean;
}

/** Errors are believed up to so many times their usual size. */
const BELIEVED = 3;
const ANY_ERROR = 2000; // while nothing is known
const FORGETS = 0.99; // of the usual error, a step: 50 ms
/** Mean of what nobody hears, −66 dBm0: so small an error teaches nothing that is worth a step (set-membership filtering). */
const UNHEARD = 8;
/** Mean squares: the far party speaks (−45 dBm0), and what a quiet room has at most (−50 dBm0). */
const SPEAKS = 8000;
const QUIET = 2500;
/** The echo is mostly gone when its power is a quarter of what the set sent. */
const CLEAN = 0.25;
const FADE = 1 / 40; // of full loudness, a sample: 5 ms

export function echoCanceller(options: EchoOptions = {}): EchoCanceller {
  const taps = ((options.tailMs ?? 16) * LOOP_RATE) / 1000;
  const filter = adaptiveFilter(taps, BLOCK_SAMPLES);
  const doubleTalk = new DoubleTalkDetector(taps);
  const learner = new CarefulLearner(filter);
  const suppressor = options.suppresses === true ? new ResidualSuppressor() : undefined;
  const echo = new Float64Array(STEP);
  const errors = new Float64Array(STEP);

  return {
    cancel(fromSet, toSet) {
      let [before, after, speech] = [0, 0, false];
      filter.take(toSet);
      for (let at = 0; at < BLOCK_SAMPLES; at += STEP) {
        filter.estimate(at, echo);
        const talks = doubleTalk.hears(fromSet, toSet, at);
        for (let i = 0; i < STEP; i++) {
          const said = fromSet[at + i] as number;
          const error = said - (echo[i] as number);
          errors[i] = error;
          before += said * said;
          after += error * error;
          fromSet[at + i] = clipped(error);
        }
        speech ||= talks;
        if (!talks) learner.learn(at, errors);
      }
      const far = filter.powerAt(BLOCK_SAMPLES - STEP);
      const residue = { far, before: before / BLOCK_SAMPLES, after: after / BLOCK_SAMPLES, speech };
      doubleTalk.judge(residue);
      learner.judge(residue);
      suppressor?.suppress(fromSet, residue);
    },
  };
}

/** Hands errors on, cut to what is usual; starts anew when the filter makes an echo instead of taking one. */
class CarefulLearner {
  readonly #filter: AdaptiveFilter;
  #usual = ANY_ERROR;
  #worse = 0;

  constructor(filter: AdaptiveFilter) {
    this.#filter = filter;
  }

  learn(at: number, errors: Float64Array): void {
    const most = BELIEVED * this.#usual;
    let size = 0;
    for (let i = 0; i < STEP; i++) {
      const error = Math.max(-most, Math.min(most, errors[i] as number));
      errors[i] = error;
      size += Math.abs(error);
    }
    this.#usual = Math.max(4.5, FORGETS * this.#usual + (1 - FORGETS) * (size / STEP) * 1.5);
    if (size > UNHEARD * STEP) this.#filter.learn(at, errors);
  }

  judge({ before, after, speech }: Residue): void {
    this.#worse = !speech && after > 2 * before + QUIET ? this.#worse + 1 : 0;
    if (this.#worse < 5) return; // 50 ms: the hybrid is another one than it was
    this.#filter.forget();
    this.#usual = ANY_ERROR;
    this.#worse = 0;
  }
}

/** Fades what is left to noise as loud as the set's room while only the far party speaks. */
class ResidualSuppressor {
  #open = 1;
  #room = 100;
  #seed = 0x1234_5678;

  suppress(fromSet: Int16Array, residue: Residue): void {
    if (isRoomAlone(residue)) this.#room += (residue.after - this.#room) * 0.1;
    const step = isResidual(residue) ? -FADE : FADE;
    if (this.#open === 1 && step > 0) return;
    const noise = Math.sqrt(3 * Math.min(this.#room, QUIET)) / 0x8000_0000;
    let [open, seed] = [this.#open, this.#seed];
    for (let i = 0; i < fromSet.length; i++) {
      open = Math.max(0, Math.min(1, open + step));
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
      fromSet[i] = (fromSet[i] as number) * open + seed * noise * (1 - open);
    }
    this.#open = open;
    this.#seed = seed;
  }
}

const isRoomAlone = ({ far, after, speech }: Residue): boolean =>
  far < SPEAKS && !speech && after < QUIET;
const isResidual = ({ far, before, after, speech }: Residue): boolean =>
  far >= SPEAKS && !speech && (after < CLEAN * before || after < QUIET);
