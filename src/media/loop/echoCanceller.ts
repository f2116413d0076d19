/**
 * A line's hybrid gives back a part of what it is sent; this takes it out of what the set says, so
 * that the far party does not hear itself. Learns only while the set is silent, and from errors no
 * larger than usual, so that a syllable that slips by teaches it little. Limits: ITU-T G.168.
 */
import { clipped } from "#media/audio/frame.ts";
import { type AdaptiveFilter, adaptiveFilter, STEP } from "#media/loop/adaptiveFilter.ts";
import { doubleTalkDetector, type Residue } from "#media/loop/doubleTalk.ts";
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
const FORGETS = 0.99; // of the usual error, a step: 50 ms
/** Mean squares: the far party speaks (−45 dBm0), and what a quiet room has at most (−50 dBm0). */
const SPEAKS = 8000;
const QUIET = 2500;
/** The echo is mostly gone when its power is a quarter of what the set sent. */
const CLEAN = 0.25;
const FADE = 1 / 40; // of full loudness, a sample: 5 ms

export function echoCanceller(options: EchoOptions = {}): EchoCanceller {
  const taps = ((options.tailMs ?? 16) * LOOP_RATE) / 1000;
  const filter = adaptiveFilter(taps, BLOCK_SAMPLES);
  const doubleTalk = doubleTalkDetector(taps);
  const learner = carefulLearner(filter);
  const suppressor = options.suppresses === true ? residualSuppressor() : undefined;
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
          const said = fromSet[at + i] ?? 0;
          const error = said - (echo[i] ?? 0);
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
function carefulLearner(filter: AdaptiveFilter): {
  learn(at: number, errors: Float64Array): void;
  judge(residue: Residue): void;
} {
  let [usual, worse] = [2000, 0];
  return {
    learn(at, errors) {
      const most = BELIEVED * usual;
      let size = 0;
      for (let i = 0; i < STEP; i++) {
        const error = Math.max(-most, Math.min(most, errors[i] ?? 0));
        errors[i] = error;
        size += Math.abs(error);
      }
      usual = Math.max(4, FORGETS * usual + (1 - FORGETS) * (size / STEP) * 1.5);
      filter.learn(at, errors);
    },
    judge({ before, after, speech }) {
      worse = !speech && after > 2 * before + QUIET ? worse + 1 : 0;
      if (worse < 5) return; // 50 ms: the hybrid is another one than it was
      filter.forget();
      [usual, worse] = [2000, 0];
    },
  };
}

/** Fades what is left to noise as loud as the set's room while only the far party speaks. */
function residualSuppressor(): { suppress(fromSet: Int16Array, residue: Residue): void } {
  let [open, room, seed] = [1, 100, 0x1234_5678];
  return {
    suppress(fromSet, residue) {
      if (isRoomAlone(residue)) room += (residue.after - room) * 0.1;
      const step = isResidual(residue) ? -FADE : FADE;
      if (open === 1 && step > 0) return;
      const noise = Math.sqrt(3 * Math.min(room, QUIET));
      for (let i = 0; i < fromSet.length; i++) {
        open = Math.max(0, Math.min(1, open + step));
        seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
        const hiss = (seed / 0x8000_0000) * noise;
        fromSet[i] = clipped((fromSet[i] ?? 0) * open + hiss * (1 - open));
      }
    },
  };
}

const isRoomAlone = ({ far, after, speech }: Residue): boolean =>
  far < SPEAKS && !speech && after < QUIET;
const isResidual = ({ far, before, after, speech }: Residue): boolean =>
  far >= SPEAKS && !speech && (after < CLEAN * before || after < QUIET);
