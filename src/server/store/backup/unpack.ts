/** Unpacks a backup into a folder of its own: nothing else is touched, and nothing in it is believed before it was looked at. */
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { createGunzip } from "node:zlib";
import { fromUtf8 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { Gathered, type Pieces } from "./gathered.ts";
import { type About, aboutName } from "./pack.ts";
import { isSealed, Refused, unsealed } from "./seal.ts";
import { block, type Entry, padding, readTarHeader } from "./tar.ts";
import { through } from "./through.ts";

export interface Unpacking {
  readonly to: string;
  readonly passphrase?: string | undefined;
  /** Bytes of all files together: what the disk can take. */
  readonly most: number;
}

const mostFiles = 200_000;
const longestAbout = 10_000;

/** Problems: `store.noBackup`, `store.sealed`, `store.wrongPassphrase`, `store.backupBroken`, `store.backupTooLarge`. */
export async function unpack(
  pieces: AsyncIterable<Uint8Array>,
  { to, passphrase, most }: Unpacking,
): Promise<Result<About>> {
  try {
    const opened = await openedBy(new Gathered(pieces), passphrase);
    const plain = through(opened, createGunzip());
    return ok(await filesInto(to, new Gathered(plain), most));
  } catch (error) {
    if (error instanceof Refused) return fail(error.code, error.message);
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC") return fail("store.backupTooLarge", "the disk has no room for it");
    return code.startsWith("Z_") || code === "ERR_STREAM_PREMATURE_CLOSE"
      ? fail("store.backupBroken", "the backup is cut, or was changed")
      : fail("store.noBackup", message);
  }
}

async function openedBy(gathered: Gathered, passphrase: string | undefined): Promise<Pieces> {
  const head = await gathered.peek(8);
  if (!isSealed(head)) return gathered.rest();
  if (passphrase === undefined)
    throw new Refused("store.sealed", "the backup is sealed: say its passphrase");
  return unsealed(gathered, passphrase);
}

async function filesInto(to: string, gathered: Gathered, most: number): Promise<About> {
  let left = most;
  let about: About | undefined;
  for (let n = 0; ; n++) {
    const entry = await nextEntry(gathered);
    if (entry === "end") break;
    const { name, size } = entry;
    left -= size;
    if (left < 0 || n >= mostFiles)
      throw new Refused("store.backupTooLarge", "the disk has no room for what is in it");
    if (n === 0) about = await aboutIn(gathered, name, size);
    else await fileInto(join(to, name), gathered, size);
    await gathered.upTo(padding(size));
  }
  if (!about) throw new Refused("store.noBackup", "there is nothing in it");
  while (!(await gathered.isOver())) await gathered.some(1 << 16); // to the end: that it is whole
  return about;
}

async function nextEntry(gathered: Gathered): Promise<Entry | "end"> {
  const data = await gathered.upTo(block);
  if (data.length < block) throw new Refused("store.backupBroken", "the backup is cut");
  const header = readTarHeader(data);
  if (!header.ok) throw new Refused(header.problem.code, header.problem.detail);
  return header.value;
}

async function aboutIn(gathered: Gathered, name: string, size: number): Promise<About> {
  if (name !== aboutName || size > longestAbout)
    throw new Refused("store.noBackup", "this is no backup of Ringwise");
  const about = JSON.parse(fromUtf8(await gathered.upTo(size))) as About;
  if (about.format !== 1) throw new Refused("store.newer", "made by a newer Ringwise");
  return { format: 1, made: Number(about.made), product: String(about.product).slice(0, 60) };
}

async function fileInto(path: string, gathered: Gathered, size: number): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, "wx", 0o600); // twice the same name is nobody's backup
  try {
    for (let left = size; left > 0; ) {
      const piece = await gathered.some(Math.min(left, 1 << 20));
      if (piece.length === 0) throw new Refused("store.backupBroken", "the backup is cut");
      writeSync(file, piece);
      left -= piece.length;
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
