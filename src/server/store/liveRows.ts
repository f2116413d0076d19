import type { Result } from "#kit/result.ts";

/**
 * Where the journal keeps what lives: one text a call. It is there after the process was killed; it
 * need not be there after a power cut, which no call survives.
 */
export interface LiveRows {
  /** What is put is there when `put` returns. */
  readonly isImmediate: boolean;
  all(): readonly { readonly key: string; readonly text: string }[];
  /** Undefined: it is there already. */
  put(key: string, text: string): Promise<Result<void>> | undefined;
  remove(key: string): void;
  close(): Promise<void>;
}

/** For tests in virtual time: what one server leaves, the next one finds. */
export function memoryRows(): LiveRows {
  const rows = new Map<string, string>();
  return {
    isImmediate: true,
    all: () => [...rows].map(([key, text]) => ({ key, text })),
    put: (key, text) => void rows.set(key, text),
    remove: (key) => void rows.delete(key),
    close: () => Promise.resolve(),
  };
}
