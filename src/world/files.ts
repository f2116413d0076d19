import { fail, type Result } from "#kit/result.ts";

/** Files by name beneath one folder; `/` parts folders, `..` is refused (`files.badName`). A full disk is `files.full`. */
export interface Files {
  read(name: string): Promise<Result<Uint8Array>>;
  /** Whole or not at all: written beside, synced, renamed. */
  write(name: string, data: Uint8Array): Promise<Result<void>>;
  remove(name: string): Promise<Result<void>>;
  /** The whole names of all files below `folder`, however deep, sorted. */
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

/** Why a name cannot be beneath the folder; undefined for a good one. Every implementation asks here. */
export function badName(name: string): Result<never> | undefined {
  const parts = name.split("/");
  const isGood =
    name.length <= 400 &&
    parts.every((part) => part !== "" && part !== "." && part !== ".." && !/[\\\0]/.test(part));
  return isGood ? undefined : fail("files.badName", JSON.stringify(name.slice(0, 100)));
}
