/** The delay stays between these, in ms; the lowest is one frame. */
const [LEAST, MOST] = [20, 200];
/** How it begins, before enough packets have told how late they come. */
const [FIRST, ENOUGH] = [40, 25];
/** The last 5 s of 20 ms packets. */
const REMEMBERED = 256;
const PERCENTILE = 0.95;
/** Every so many packets is often enough to look for a lower delay. */
const LOOK_EVERY = 10;

/**
 * How late packets come: arrival minus timestamp, in ms, of which only differences mean anything.
 * The best of the last five seconds is the path's own time (so a sender's slow or fast clock is
 * followed); how much later the others come is what the buffer must wait for.
 */
export interface Arrivals {
  add(transit: number): void;
  /** Too far from the last one to be the same sender's clock. */
  isJump(transit: number, most: number): boolean;
  /** When to play, as a transit time: the best one and the delay. */
  readonly wanted: number;
  readonly delay: number;
}

export function arrivals(): Arrivals {
  const transits = new Float64Array(REMEMBERED);
  const sorted = new Float64Array(REMEMBERED);
  let count = 0;
  let [best, delay, last] = [0, FIRST, 0];
  const look = (): void => {
    const known = Math.min(count, REMEMBERED);
    sorted.set(transits);
    const order = sorted.subarray(0, known).sort();
    best = order[0] ?? 0;
    const late = (order[Math.floor(known * PERCENTILE)] ?? best) - best;
    const least = count < ENOUGH ? FIRST : LEAST;
    delay = Math.min(MOST, Math.max(least, late));
  };
  return {
    add(transit) {
      transits[count++ % REMEMBERED] = transit;
      last = transit;
      if (transit > best + delay || transit < best || count % LOOK_EVERY === 1) look();
    },
    isJump: (transit, most) => count > 0 && Math.abs(transit - last) > most,
    get wanted() {
      return best + delay;
    },
    get delay() {
      return delay;
    },
  };
}
