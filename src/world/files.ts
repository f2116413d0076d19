import type { Result } from "#kit/result.ts";

/** Files by name beneath one folder; `/` parts folders, `..` is refused (`files.badName`). A full disk is `files.full`. */
export interface Files {
  read(name: string): Promise<Result<Uint8Array>>;
  /** Whole or not at all: written beside, synced, renamed. */
  write(name: string, data: Uint8Array): Promise<Result<void>>;
  remove(name: string): Promise<Result<void>>;
  /** Names below `folder`, sorted. */
  list(folder: string): Promise<readonly string[]>;
  /** Opens for writing in place, making it when absent: recordings. */
  open(name: string): Promise<Result<OpenFile>>;
}

/** Calls are carried out in order; the first failure is told by `close`. */
export interface OpenFile {
  /** Writes at an offset in bytes. `data` may be reused when it returns. */
  writeAt(offset: number, data: Uint8Array): void;
  /** Waits until all is written and on the disk. */
  sync(): Promise<Result<void>>;
  close(): Promise<Result<void>>;
}
