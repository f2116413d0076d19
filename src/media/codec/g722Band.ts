/**
 * One band of G.722: an adaptive quantizer around a predictor of two poles and six zeros. The names
 * are those of ITU-T G.722 §3 and §4, so that each block can be held against its text.
 * Hot: a band is changed in place; all numbers are 16-bit integers in 32-bit words.
 */
export interface Band {
  readonly rules: BandRules;
  /** The prediction, and the part of it that comes from the zeros. */
  s: number;
  sz: number;
  /** Logarithmic and linear size of the quantizer's step. */
  nb: number;
  det: number;
  /** Poles: coefficients, past reconstructions, past signs. */
  readonly a: Int32Array;
  readonly r: Int32Array;
  readonly p: Int32Array;
  /** Zeros: coefficients and past differences, [0] the newest. */
  readonly b: Int32Array;
  readonly d: Int32Array;
}

/** What tells the low band from the high one. */
export interface BandRules {
  /** Quantizer: levels in rising order, then the codes for them by sign. */
  readonly levels: Int32Array;
  readonly negative: Int32Array;
  readonly positive: Int32Array;
  /** Inverse quantizer for what is heard: all bits of the code. */
  readonly heard: Int32Array;
  /** Inverse quantizer and step change for adapting: without the low band's last two bits (§3.3). */
  readonly adapting: Int32Array;
  readonly change: Int32Array;
  readonly droppedBits: 0 | 2;
  readonly mostNb: number;
  readonly shift: number;
  readonly firstDet: number;
}

const QM4 = [0, -20456, -12896, -8968, -6288, -4240, -2584, -1200];
const QM6 = [
  -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232,
  -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400,
  -2032, -1688, -1360, -1040, -728,
];
const [WL, RL42] = [
  [-60, -30, 58, 172, 334, 538, 1198, 3042],
  [0, 7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1, 0],
];

export const LOW: BandRules = {
  levels: Int32Array.of(
    ...[35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940],
    ...[1023, 1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919],
  ),
  negative: Int32Array.from({ length: 30 }, (_, i) => (i < 2 ? 63 - i : 33 - i)),
  positive: Int32Array.from({ length: 30 }, (_, i) => 61 - i),
  heard: Int32Array.of(...QM6, ...QM6.slice(4).map((value) => -value), ...[432, 136, -432, -136]),
  adapting: Int32Array.of(...QM4, ...QM4.slice(1).map((value) => -value), 0),
  change: Int32Array.from(RL42, (rl) => WL[rl] ?? 0),
  droppedBits: 2,
  mostNb: 18_432,
  shift: 8,
  firstDet: 32,
};

const QM2 = Int32Array.of(-7408, -1616, 7408, 1616);

export const HIGH: BandRules = {
  levels: Int32Array.of(564),
  negative: Int32Array.of(1, 0),
  positive: Int32Array.of(3, 2),
  heard: QM2,
  adapting: QM2,
  change: Int32Array.of(798, -214, 798, -214),
  droppedBits: 0,
  mostNb: 22_528,
  shift: 10,
  firstDet: 8,
};

export const newBand = (rules: BandRules): Band => ({
  rules,
  s: 0,
  sz: 0,
  nb: 0,
  det: rules.firstDet,
  a: new Int32Array(3),
  r: new Int32Array(3),
  p: new Int32Array(3),
  b: new Int32Array(7),
  d: new Int32Array(7),
});

const saturate = (value: number): number => Math.max(-32_768, Math.min(32_767, value));

/** One sample of the band → its code; blocks SUBTRA and QUANTL or QUANTH. */
export function encodeBand(band: Band, x: number): number {
  const { levels, negative, positive } = band.rules;
  const e = saturate(x - band.s);
  const size = e < 0 ? ~e : e;
  let level = 0;
  while (level < levels.length && size >= ((levels[level] ?? 0) * band.det) >> 12) level++;
  const code = (e < 0 ? negative : positive)[level] ?? 0;
  adapt(band, code);
  return code;
}

/** A code → one sample of the band, 15 bits; blocks INVQBL, RECONS and LIMIT. */
export function decodeBand(band: Band, code: number): number {
  const difference = (band.det * (band.rules.heard[code] ?? 0)) >> 15;
  const heard = Math.max(-16_384, Math.min(16_383, band.s + difference));
  adapt(band, code);
  return heard;
}

/** What both sides do with a code: INVQAL, LOGSCL, SCALEL, then the predictor. */
function adapt(band: Band, code: number): void {
  const { rules } = band;
  const kept = code >> rules.droppedBits;
  const d = (band.det * (rules.adapting[kept] ?? 0)) >> 15;
  const nb = ((band.nb * 127) >> 7) + (rules.change[kept] ?? 0);
  band.nb = Math.max(0, Math.min(rules.mostNb, nb));
  band.det = scale(band.nb, rules.shift);
  predict(band, d);
}

/** 32 steps of an octave, from 2048 on (block SCALEL). */
const OCTAVE = Int32Array.of(
  ...[2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774],
  ...[2834, 2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838],
  ...[3922, 4008],
);

function scale(nb: number, from: number): number {
  const step = OCTAVE[(nb >> 6) & 31] ?? 0;
  const shift = from - (nb >> 11);
  return (shift < 0 ? step << -shift : step >> shift) << 2;
}

/** The predictor learns from the difference and says what comes next (§3.6). */
function predict(band: Band, d: number): void {
  const { a, b, r, p } = band;
  band.d[0] = d;
  r[0] = saturate(band.s + d); // RECONS
  p[0] = saturate(band.sz + d); // PARREC
  const second = nextSecondPole(a, p);
  const first = nextFirstPole(a, p, second);
  moveZeros(b, band.d);
  a[1] = first;
  a[2] = second;
  delay(r);
  delay(p);
  delay(band.d);
  const poles = saturate(weigh(a, r, 1) + weigh(a, r, 2)); // FILTEP
  let zeros = 0;
  for (let i = 6; i > 0; i--) zeros += weigh(b, band.d, i); // FILTEZ
  band.sz = saturate(zeros);
  band.s = saturate(poles + band.sz); // PREDIC
}

const weigh = (by: Int32Array, values: Int32Array, at: number): number =>
  ((by[at] ?? 0) * saturate(2 * (values[at] ?? 0))) >> 15;

const delay = (values: Int32Array): void => void values.copyWithin(1, 0, values.length - 1);

const sameSign = (values: Int32Array, i: number, j: number): boolean =>
  (values[i] ?? 0) < 0 === (values[j] ?? 0) < 0;

/** Block UPPOL2. */
function nextSecondPole(a: Int32Array, p: Int32Array): number {
  const four = saturate((a[1] ?? 0) << 2);
  const turned = sameSign(p, 0, 1) ? Math.min(32_767, -four) : four;
  const next = (sameSign(p, 0, 2) ? 128 : -128) + (turned >> 7) + (((a[2] ?? 0) * 32_512) >> 15);
  return Math.max(-12_288, Math.min(12_288, next));
}

/** Block UPPOL1: kept within what the second pole leaves stable. */
function nextFirstPole(a: Int32Array, p: Int32Array, second: number): number {
  const next = saturate((sameSign(p, 0, 1) ? 192 : -192) + (((a[1] ?? 0) * 32_640) >> 15));
  const most = saturate(15_360 - second);
  return Math.max(-most, Math.min(most, next));
}

/** Block UPZERO. */
function moveZeros(b: Int32Array, d: Int32Array): void {
  const step = d[0] === 0 ? 0 : 128;
  for (let i = 1; i < 7; i++)
    b[i] = saturate((sameSign(d, i, 0) ? step : -step) + (((b[i] ?? 0) * 32_640) >> 15));
}
