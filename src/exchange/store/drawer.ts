import type { Listen } from "#kit/listeners.ts";
import type { Result } from "#kit/result.ts";

/**
 * exchange/store: what an exchange keeps, and where. Of one machine that is files; of several it is
 * PostgreSQL, and Redis for what changes with every minute. The drivers are imported here alone.
 * This file: texts of one kind by their keys, each kept whole or not at all.
 *
 * Trouble: `store.away` for a store that does not answer, what `Files` says of files.
 */
export interface Drawer {
  /** All that is there; of one that cannot be read, why. */
  all(): Promise<Result<ReadonlyMap<string, Result<string>>>>;
  /** Undefined: there is none. */
  get(key: string): Promise<Result<string | undefined>>;
  put(key: string, text: string): Promise<Result<void>>;
  /** `store.conflict` where something else stands than `was` (undefined: nothing). */
  swap(key: string, text: string, was: string | undefined): Promise<Result<void>>;
  remove(key: string): Promise<Result<void>>;
  /** Of that key something else may stand there than before; undefined: of any key. */
  readonly changes: Listen<string | undefined>;
}
