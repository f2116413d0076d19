/** What the supervisor makes of its child: when it is hung, and how soon another one begins. All in ms. */

/** The child says that often that it is alive. */
export const beatEvery = 500;
/** So long without a word, and it is hung. */
const patience = 4000;
/** Before its first word it has data to read, and perhaps to bring up to date. */
const opening = 120_000;
/** Who has served for so long has not failed at its beginning: the next one comes at once again. */
const settled = 2000;

/** Of one child, by one monotonic clock. */
export interface Pulse {
  readonly began: number;
  /** Undefined: it has said nothing yet. */
  readonly beat: number | undefined;
  /** When we last looked ourselves: where we were frozen (a machine that slept), so was the child. */
  readonly looked: number;
}

export function isHung({ began, beat, looked }: Pulse, now: number): boolean {
  if (now - looked > 2 * beatEvery) return false;
  return beat === undefined ? now - began > opening : now - beat > patience;
}

/** How long to wait for the next one, when so many in a row did not settle. The first comes at once. */
export const backOff = (failures: number): number =>
  failures === 0 ? 0 : Math.min(10_000, 100 * 2 ** failures);

/** How many in a row have failed, one more having served for so long. */
export const failuresAfter = (before: number, served: number): number =>
  served >= settled ? 0 : before + 1;
