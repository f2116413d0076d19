import { type Instant, millis } from "#kit/time.ts";

/**
 * How much of what is new must be turned away so that the rest is served in time (RFC 5390 §4, RFC
 * 7339 for the idea of a share): a share that grows while the server has no rest and shrinks when it
 * has. Turning away at once costs a tenth of serving late, and whoever is turned away is told when
 * to come again.
 */
export interface Overload {
  /** The share that is turned away, 0 to `most`. */
  readonly share: number;
  readonly measured: Instant;
  /** Measurements in a row without any rest. */
  readonly restless: number;
  /** What has been turned away too little so far; whole ones are due. */
  readonly owed: number;
}

/** Long enough to tell work from a pause, short enough to stop a queue from growing. */
export const measureEvery = millis(100);

/** Busier than this it has no time for more; calmer than that it takes more again. */
const full = 0.97;
const calm = 0.93;
const more = 0.04;
/** For each `measureEvery` that has passed, for where little comes little is measured. */
const less = 0.02;
/** A start, a backup or one long answer is no overload: the share grows after a second without rest. */
const patience = 10;
/** Somebody always gets in, else nobody would see that there is room again. */
const most = 0.95;

export const noOverload = (now: Instant): Overload => ({
  share: 0,
  measured: now,
  restless: 0,
  owed: 0,
});

/** After a measurement: `busy` is the share of the time since the last one that was work. */
export function measured(before: Overload, busy: number, now: Instant): Overload {
  const restless = busy > full ? before.restless + 1 : 0;
  const rest = less * ((now - before.measured) / measureEvery);
  const change = restless > patience ? more : busy < calm ? -rest : 0;
  const share = Math.min(most, Math.max(0, before.share + change));
  return { share, measured: now, restless, owed: share === 0 ? 0 : before.owed };
}

/** Whether this one is turned away: evenly spread, so that nobody is unlucky for long. */
export function turnsAway(before: Overload): readonly [boolean, Overload] {
  if (before.share === 0) return [false, before];
  const owed = before.owed + before.share;
  return owed >= 1 ? [true, { ...before, owed: owed - 1 }] : [false, { ...before, owed }];
}
