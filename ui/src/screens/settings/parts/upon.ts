import { sameValue } from "#kit/sameValue.ts";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

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
