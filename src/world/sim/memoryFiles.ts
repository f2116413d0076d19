import { fail, ok, type Result } from "#kit/result.ts";
import { badName, type Files, type OpenFile } from "#world/files.ts";

/** Files in a Map, on a disk that can be full. */
export interface MemoryFiles extends Files {
  /** While true, whatever would grow fails with `files.full`, and nothing is half-written. */
  full: boolean;
}

export function memoryFiles(): MemoryFiles {
  const all = new Map<string, Uint8Array>();
  const at = (name: string, act: () => Result<unknown>): Promise<Result<never>> =>
    Promise.resolve((badName(name) ?? act()) as Result<never>);
  const files: MemoryFiles = {
    full: false,
    read: (name) =>
      at(name, () => {
        const data = all.get(name);
        return data ? ok(data.slice()) : missing(name);
      }),
    write: (name, data) =>
      at(name, () => (files.full ? full(name) : ok(void all.set(name, data.slice())))),
    remove: (name) => at(name, () => (all.delete(name) ? ok(undefined) : missing(name))),
    list: (folder) =>
      Promise.resolve(
        [...all.keys()].filter((name) => folder === "" || name.startsWith(`${folder}/`)).sort(),
      ),
    open: (name) =>
      at(name, () => {
        if (!all.has(name) && files.full) return full(name);
        if (!all.has(name)) all.set(name, new Uint8Array());
        return ok(openFile(files, all, name));
      }),
  };
  return files;
}

const full = (name: string): Result<never> => fail("files.full", name);
const missing = (name: string): Result<never> => fail("files.missing", name);

function openFile(disk: MemoryFiles, all: Map<string, Uint8Array>, name: string): OpenFile {
  let trouble: Result<void> = ok(undefined);
  const told = (): Promise<Result<void>> => Promise.resolve(trouble);
  return {
    writeAt(offset, data) {
      const before = all.get(name) ?? new Uint8Array();
      const length = Math.max(before.length, offset + data.length);
      if (disk.full && length > before.length) trouble = full(name);
      if (!trouble.ok) return;
      const after = new Uint8Array(length);
      after.set(before);
      after.set(data, offset);
      all.set(name, after);
    },
    sync: told,
    close: told,
  };
}
