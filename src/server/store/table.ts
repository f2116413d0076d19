import type { Result } from "#kit/result.ts";

/**
 * server/store: what must survive. A change is acknowledged when it would survive a power cut;
 * the writing happens on a thread of its own, so that no disk ever delays a sound. Reads are from
 * memory, but for the calls, of which there may be many.
 */

/** Few things, each by its key, all of them in memory too. */
export interface Table<T> {
  get(key: string): T | undefined;
  /** As it is where it is kept: another process may have written meanwhile. */
  reread(key: string): T | undefined;
  /** In the order in which their keys first came. */
  all(): readonly T[];
  /** Seen by `get` at once; resolves when it is safe. On failure (`store.full` …) the old value is back. */
  put(key: string, value: T): Promise<Result<void>>;
  remove(key: string): Promise<Result<void>>;
}

/** Many things, each with its moment, newest first. */
export interface Chronicle<T> {
  /** A new one, or a new state of one that is there. */
  put(id: string, at: number, value: T): Promise<Result<void>>;
  get(id: string): T | undefined;
  /** Those before the cursor, at most `limit`; `next` is the cursor for the page after. */
  page(
    cursor: string | undefined,
    limit: number,
  ): { readonly items: readonly T[]; readonly next?: string };
  /** Forgets all older than that moment. */
  trim(olderThan: number): Promise<Result<void>>;
}
