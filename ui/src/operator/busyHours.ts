/** What a line of hours comes to: for who reads it instead of seeing it. */
export interface Busy {
  readonly all: number;
  /** Of the busiest hour, and how many hours ago that began; 0 is the present one. */
  readonly most: number;
  readonly ago: number;
}

export function busyIn(hours: readonly number[]): Busy {
  const most = Math.max(0, ...hours);
  const all = hours.reduce((sum, n) => sum + n, 0);
  return { all, most, ago: Math.max(0, hours.length - 1 - hours.lastIndexOf(most)) };
}

/** The line as points of a box so wide and so high: an hour a step, the busiest at its top. */
export function lineOf(hours: readonly number[], width: number, height: number): string {
  const { most } = busyIn(hours);
  const step = width / Math.max(1, hours.length - 1);
  const rise = (n: number): number => height - 1 - (most === 0 ? 0 : (n / most) * (height - 2));
  return hours.map((n, i) => `${(i * step).toFixed(1)},${rise(n).toFixed(1)}`).join(" ");
}
