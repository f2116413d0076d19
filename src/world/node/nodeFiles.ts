import { constants } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ok, type Result } from "#kit/result.ts";
import { badName, type Files } from "#world/files.ts";
import { fileTrouble } from "#world/node/fileTrouble.ts";
import { openFile } from "#world/node/openFile.ts";

/** Files beneath one folder of the disk, readable by their owner only. */
export function nodeFiles(folder: string): Files {
  const at = async <T>(name: string, act: (path: string) => Promise<T>): Promise<Result<T>> => {
    const bad = badName(name);
    if (bad) return bad;
    try {
      return ok(await act(join(folder, name)));
    } catch (error) {
      return fileTrouble(error, name);
    }
  };
  return {
    read: (name) =>
      at(name, async (path) => {
        const bytes = await readFile(path);
        return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
      }),
    write: (name, data) => at(name, (path) => writeWhole(path, data)),
    remove: (name) => at(name, (path) => rm(path)),
    list: (below) =>
      below !== "" && badName(below) ? Promise.resolve([]) : namesBelow(folder, below),
    open: (name) =>
      at(name, async (path) => {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        return openFile(await open(path, constants.O_RDWR | constants.O_CREAT, 0o600), name);
      }),
  };
}

/** What ends so is not yet a file: a crash left it, and nobody lists it. */
const unfinished = ".part";
let made = 0;

async function writeWhole(path: string, data: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${process.pid}-${made++}${unfinished}`;
  try {
    const file = await open(beside, "wx", 0o600);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** The new name is on the disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}

async function namesBelow(root: string, below: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, below), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(unfinished))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, "/").length))
    .sort();
}
