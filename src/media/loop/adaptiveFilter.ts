/**
 * A finite filter that learns what a line makes of a sound: normalised least mean squares, four
 * samples a step, so that each tap is loaded once for four products. Hot: every array is its own,
 * made once, and indices are never out of it.
 */
export interface AdaptiveFilter {
  /** The next sound that went to the line; then `estimate` and `learn` by steps of four in it. */
  take(far: Int16Array): void;
  /** What comes back of the four samples from `at` on, into `into`. */
  estimate(at: number, into: Float64Array): void;
  /** Learns from the four errors at the same place. */
  learn(at: number, errors: Float64Array): void;
  /** Mean square of what the filter reaches back over at that place. */
  powerAt(at: number): number;
  forget(): void;
}

export const STEP = 4;
/** Four steps towards one tone add up; two would run away. */
const RATE = 0.4;
/** So soft a sound teaches nothing: −50 dBm0 as mean square. */
const FLOOR = 2500;

/** `taps` and `block` are multiples of four. */
export function adaptiveFilter(taps: number, block: number): AdaptiveFilter {
  const weights = new Float64Array(taps); // backwards: the last belongs to the newest sample
  const past = new Float64Array(taps + block); // the newest block at the end
  const squares = new Float64Array(block / STEP); // mean square behind each step
  let silence = taps; // so many samples of it are the newest

  return {
    take(far) {
      past.copyWithin(0, block);
      for (let i = 0; i < block; i++) past[taps + i] = far[i] as number;
      silence = far.every(isZero) ? silence + block : 0;
      if (silence < taps + block) measure(past, squares, taps);
      else squares.fill(0);
    },
    estimate(at, into) {
      if (silence < taps + block) filter(weights, past, at + 1, into);
      else into.fill(0); // nothing comes back of nothing
    },
    learn(at, errors) {
      const power = squares[at / STEP] as number;
      if (power > FLOOR) adapt(weights, past, at + 1, scaled(errors, RATE / (power * taps)));
    },
    powerAt: (at) => squares[at / STEP] as number,
    forget: () => void weights.fill(0),
  };
}

const isZero = (sample: number): boolean => sample === 0;

/** The mean square behind each step: that of the first, and then what comes and what goes. */
function measure(past: Float64Array, squares: Float64Array, taps: number): void {
  let sum = 0; // anew with each block: no error adds up
  for (let i = STEP; i < taps + STEP; i++) sum += (past[i] as number) ** 2;
  squares[0] = sum / taps;
  for (let step = 1; step < squares.length; step++) {
    const at = step * STEP;
    for (let i = at; i < at + STEP; i++)
      sum += (past[taps + i] as number) ** 2 - (past[i] as number) ** 2;
    squares[step] = Math.max(0, sum) / taps;
  }
}

const steps = new Float64Array(STEP);
function scaled(errors: Float64Array, by: number): Float64Array {
  for (let i = 0; i < STEP; i++) steps[i] = (errors[i] as number) * by;
  return steps;
}

function filter(weights: Float64Array, past: Float64Array, from: number, into: Float64Array): void {
  let y0 = 0;
  let y1 = 0;
  let y2 = 0;
  let y3 = 0;
  let a = past[from] as number;
  let b = past[from + 1] as number;
  let c = past[from + 2] as number;
  for (let i = 0, j = from + 3; i < weights.length; i += 4, j += 4) {
    const d = past[j] as number;
    const e = past[j + 1] as number;
    const f = past[j + 2] as number;
    const g = past[j + 3] as number;
    const w0 = weights[i] as number;
    const w1 = weights[i + 1] as number;
    const w2 = weights[i + 2] as number;
    const w3 = weights[i + 3] as number;
    y0 += w0 * a + w1 * b + w2 * c + w3 * d;
    y1 += w0 * b + w1 * c + w2 * d + w3 * e;
    y2 += w0 * c + w1 * d + w2 * e + w3 * f;
    y3 += w0 * d + w1 * e + w2 * f + w3 * g;
    a = e;
    b = f;
    c = g;
  }
  into[0] = y0;
  into[1] = y1;
  into[2] = y2;
  into[3] = y3;
}

function adapt(weights: Float64Array, past: Float64Array, from: number, by: Float64Array): void {
  const s0 = by[0] as number;
  const s1 = by[1] as number;
  const s2 = by[2] as number;
  const s3 = by[3] as number;
  let a = past[from] as number;
  let b = past[from + 1] as number;
  let c = past[from + 2] as number;
  for (let i = 0, j = from + 3; i < weights.length; i += 4, j += 4) {
    const d = past[j] as number;
    const e = past[j + 1] as number;
    const f = past[j + 2] as number;
    const g = past[j + 3] as number;
    weights[i] = (weights[i] as number) + s0 * a + s1 * b + s2 * c + s3 * d;
    weights[i + 1] = (weights[i + 1] as number) + s0 * b + s1 * c + s2 * d + s3 * e;
    weights[i + 2] = (weights[i + 2] as number) + s0 * c + s1 * d + s2 * e + s3 * f;
    weights[i + 3] = (weights[i + 3] as number) + s0 * d + s1 * e + s2 * f + s3 * g;
    a = e;
    b = f;
    c = g;
  }
}
