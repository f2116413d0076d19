import { sameValue } from "#kit/sameValue.ts";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Emptied is as good as not there. */
const said = (value: unknown): unknown => (value === "" || value === null ? undefined : value);

const bothChanged = (start: unknown, written: unknown, now: unknown): boolean => {
  const [before, mine, theirs] = [said(start), said(written), said(now)];
  return !(sameValue(before, mine) || sameValue(before, theirs) || sameValue(mine, theirs));
};

/** Somebody else was faster with the same: which of the two it shall be. */
export interface Clash {
  /** It is there no more. */
  readonly isGone?: boolean;
  /** What is told at no field. */
  readonly besides: readonly string[];
  /** Not where there is nothing to put it into again. */
  readonly keepMine?: () => void;
  readonly takeTheirs: () => void;
}

/** Another was faster, and the page had not heard of it yet. */
export class Overtaken<T> extends Error {
  readonly now: T;
  constructor(now: T) {
    super("changed meanwhile");
    this.now = now;
  }
}

/** Of a part that is one value, and no record of several. */
export const wholePart = "";

/** Where somebody else has written too since, and something else: the keys of a part, or all of it. */
export function clashes<T>(start: T, written: T, now: T | undefined): readonly string[] {
  if (now === undefined) return [];
  if (!isRecord(start) || !isRecord(written) || !isRecord(now))
    return bothChanged(start, written, now) ? [wholePart] : [];
  const keys = new Set([...Object.keys(start), ...Object.keys(written), ...Object.keys(now)]);
  return [...keys].filter((key) => bothChanged(start[key], written[key], now[key]));
}

/** Theirs at those places; elsewhere what was written stays. */
export function withTheirs<T>(clash: readonly string[], written: T, now: T): T {
  if (!isRecord(written) || !isRecord(now)) return now;
  const theirs = Object.fromEntries(clash.map((key) => [key, now[key]]));
  return { ...written, ...theirs } as T;
}

/** What was changed of a part, put upon what it is by now: what others have changed beside it stays. */
export function upon<T>(start: T, written: T, now: T | undefined): T {
  if (!isRecord(start) || !isRecord(written) || !isRecord(now)) return written;
  const merged: Record<string, unknown> = { ...now };
  for (const key of new Set([...Object.keys(start), ...Object.keys(written)])) {
    if (sameValue(start[key], written[key])) continue;
    if (key in written) merged[key] = written[key];
    else delete merged[key];
  }
  return merged as T;
}
