import type { Brand } from "#kit/brand.ts";

/** A length of time, in milliseconds. */
export type Millis = Brand<number, "Millis">;
/** A moment on the world's own monotonic clock, in milliseconds since it started. */
export type Instant = Brand<number, "Instant">;
/** Milliseconds since 1970 UTC: for people and for deadlines that outlive the process, never for timers. */
export type WallTime = Brand<number, "WallTime">;

export const millis = (n: number): Millis => n as Millis;
export const seconds = (n: number): Millis => millis(n * 1000);
export const minutes = (n: number): Millis => millis(n * 60_000);
export const hours = (n: number): Millis => millis(n * 3_600_000);
export const wallTime = (n: number): WallTime => n as WallTime;
export const after = (instant: Instant, wait: Millis): Instant => (instant + wait) as Instant;
/** From `earlier` to `later`; negative when they are the other way round. */
export const between = (earlier: Instant, later: Instant): Millis => millis(later - earlier);
/** A length of time in seconds, as people write it; `seconds()` makes it Millis. */
export type Seconds = Brand<number, "Seconds">;
