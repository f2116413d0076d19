/** A backup as a file: written whole or not at all, and unpacked beside the household that it would replace. */
import { createReadStream, createWriteStream, renameSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Result } from "#kit/result.ts";
import type { BackupContents } from "#server/control/backupControl.ts";
import { contentsOf } from "./contents.ts";
import { stagedName } from "./swap.ts";
import { unpack } from "./unpack.ts";

/** Bytes that stay free whatever comes. */
const spared = 64 << 20;

/** Bytes that the disk of that folder can still take. */
export function roomIn(data: string): number {
  const { bavail, bsize } = statfsSync(data);
  return Math.max(0, bavail * bsize - spared);
}

/** Under another name until all of it is on the disk. Throws what the disk, or whoever gives the bytes, throws. */
export async function writeWhole(file: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const part = `${file}.part`;
  try {
    const to = createWriteStream(part, { mode: 0o600, flush: true });
    await pipeline(Readable.from(bytes), to);
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}

export const fileBytes = (file: string): AsyncIterable<Uint8Array> => createReadStream(file);

/** Unpacked and looked at, in the place from where `applyStaged` takes it. Of one that is none nothing stays. */
export async function stage(
  file: string,
  data: string,
  passphrase: string | undefined,
): Promise<Result<BackupContents>> {
  unstage(data);
  const to = join(data, stagedName);
  const about = await unpack(fileBytes(file), { to, passphrase, most: roomIn(data) });
  const contents = about.ok ? contentsOf(to, about.value) : about;
  if (!contents.ok) unstage(data);
  return contents;
}

export const unstage = (data: string): void =>
  rmSync(join(data, stagedName), { recursive: true, force: true });
