import { fail, ok, type Result } from "#kit/result.ts";
import { badName, type Files, type OpenFile } from "#world/files.ts";

/** Files in a Map, on a disk that can be full. */
export interface MemoryFiles extends Files {
  /** While true, whatever would grow fails with `files.full`, and nothing is half-written. */
  full: boolean;
}

export function memoryFiles(): MemoryFiles {
  const all = new Map<string, Kept>();
  const at = (name: string, act: () => Result<unknown>): Promise<Result<never>> =>
    Promise.resolve((badName(name) ?? act()) as Result<never>);
  const files: MemoryFiles = {
    full: false,
    read: (name) =>
      at(name, () => {
        const data = all.get(name);
        return data ? ok(data.room.slice(0, data.length)) : missing(name);
      }),
    write: (name, data) =>
      at(name, () => (files.full ? full(name) : ok(void all.set(name, keptOf(data))))),
    remove: (name) => at(name, () => (all.delete(name) ? ok(undefined) : missing(name))),
    list: (folder) =>
      Promise.resolve(
        [...all.keys()].filter((name) => folder === "" || name.startsWith(`${folder}/`)).sort(),
      ),
    open: (name) =>
      at(name, () => {
        if (!all.has(name) && files.full) return full(name);
        if (!all.has(name)) all.set(name, keptOf(new Uint8Array()));
        return ok(openFile(files, all, name));
      }),
  };
  return files;
}

/** A file's octets, and room behind them to grow into: a recording is written in thousands of pieces. */
interface Kept {
  room: Uint8Array;
  length: number;
}

const keptOf = (data: Uint8Array): Kept => ({ room: data.slice(), length: data.length });

function grow(file: Kept, length: number): void {
  if (length <= file.length) return;
  if (length > file.room.length) {
    const room = new Uint8Array(Math.max(length, 2 * file.room.length));
    room.set(file.room.subarray(0, file.length));
    file.room = room;
  }
  file.length = length;
}

const full = (name: string): Result<never> => fail("files.full", name);
const missing = (name: string): Result<never> => fail("files.missing", name);

function openFile(disk: MemoryFiles, all: Map<string, Kept>, name: string): OpenFile {
  let trouble: Result<void> = ok(undefined);
  const told = (): Promise<Result<void>> => Promise.resolve(trouble);
  return {
    writeAt(offset, data) {
      const file = all.get(name) ?? keptOf(new Uint8Array());
      const end = offset + data.length;
      if (disk.full && end > file.length) trouble = full(name);
      if (!trouble.ok) return;
      all.set(name, file);
      grow(file, end);
      file.room.set(data, offset);
    },
    sync: told,
    close: told,
  };
}
