/**
 * A rotary dial as a mechanism: where its holes are, how far one is turned, and how long it takes to
 * run back, which is when it counts. Angles in degrees, clockwise from the top; times in milliseconds.
 */

/** Against the clock from the finger stop: 1 first, 0 last. */
export const holes = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"] as const;
export type Hole = (typeof holes)[number];

export const apart = 30;
/** The finger stop. */
export const stop = 120;
const first = 60;

/** Where a hole is while the dial rests. */
export const angleOf = (hole: Hole): number => first - apart * holes.indexOf(hole);
/** From there to the stop: 60° for 1, 330° for 0. */
export const sweepOf = (hole: Hole): number => stop - angleOf(hole);

/** Ten pulses a second: a pulse for each hole that passes, and one pitch before the first. */
const backPerMs = apart / 100;
/** A finger that is in practice. */
const windPerMs = 0.6;
/** So near the stop is at it. */
const reach = 8;

/** One turn: wound from there to there, then it runs back by itself. */
export interface Turn {
  /** What it dials; undefined when the stop was not reached. */
  readonly hole: Hole | undefined;
  readonly from: number;
  readonly to: number;
}

/** By key or touch: wound all the way. */
export const wound = (hole: Hole): Turn => ({ hole, from: 0, to: sweepOf(hole) });

/** Let go of at that angle. */
export const letGo = (hole: Hole, at: number): Turn => ({
  hole: at >= sweepOf(hole) - reach ? hole : undefined,
  from: at,
  to: at,
});

const winds = ({ from, to }: Turn): number => (to - from) / windPerMs;
export const lasts = (turn: Turn): number => winds(turn) + turn.to / backPerMs;

/** How far the dial is turned so long after it began. */
export function turnedAt(turn: Turn, ms: number): number {
  const back = ms - winds(turn);
  return Math.max(0, back < 0 ? turn.from + ms * windPerMs : turn.to - back * backPerMs);
}

/** How many pulses it has sent by then: none while it is wound. */
export const pulsesAt = (turn: Turn, ms: number): number =>
  Math.max(0, Math.floor(((ms - winds(turn)) * backPerMs) / apart));

/** A finger that moved from one angle to another, the shorter way round; the dial turns only as far as the stop. */
export function dragged(hole: Hole, turned: number, from: number, to: number): number {
  const step = ((((to - from) % 360) + 540) % 360) - 180;
  return Math.max(0, Math.min(sweepOf(hole), turned + step));
}
