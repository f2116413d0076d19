/** Makes a backup: the database as it is at one moment, then all files beside it, in one stream. */
import { createReadStream, type Dirent, readdirSync, rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { createGzip } from "node:zlib";
import { utf8 } from "#kit/bytes.ts";
import type { Store } from "#server/store/store.ts";
import type { Pieces } from "./gathered.ts";
import { Refused, sealed } from "./seal.ts";
import { block, type Entry, isKeepable, padding, tarHeader } from "./tar.ts";
import { through } from "./through.ts";

/** The first file of each backup. */
export interface About {
  readonly format: 1;
  /** Ms since 1970. */
  readonly made: number;
  readonly product: string;
}

export const aboutName = "about.json";
export const databaseName = "ringwise.db";

export interface Packing {
  readonly data: string;
  readonly store: Pick<Store, "backup">;
  readonly about: About;
  readonly passphrase?: string | undefined;
}

/** What is made anew, kept elsewhere, or not whole. */
const isLeftOut = (name: string): boolean =>
  /^(ringwise\.db|live\.db|setup-link\.txt$|backups\/|restore\.|before-restore|damaged-|crash\/)/.test(
    name,
  ) || name.endsWith(".part");

export function packed(packing: Packing): AsyncIterable<Uint8Array> {
  const pieces = through(files(packing), createGzip({ level: 4 }));
  return packing.passphrase === undefined ? pieces : sealed(pieces, packing.passphrase);
}

async function* files({ data, store, about }: Packing): Pieces {
  const at = Math.floor(about.made / 1000);
  const words = utf8(JSON.stringify(about));
  yield* head({ name: aboutName, size: words.length }, at);
  yield words;
  yield new Uint8Array(padding(words.length));
  const copy = join(data, `restore.copy-${process.pid}-${about.made}.part`);
  try {
    const done = await store.backup(copy);
    if (!done.ok) throw new Refused(done.problem.code, done.problem.detail);
    yield* file(copy, databaseName, at);
  } finally {
    rmSync(copy, { force: true });
  }
  for (const name of namesIn(data)) yield* file(join(data, name), name, at);
  yield new Uint8Array(2 * block);
}

function namesIn(data: string): readonly string[] {
  const all = readdirSync(data, { recursive: true, withFileTypes: true });
  const name = (one: Dirent): string => relative(data, join(one.parentPath, one.name));
  return all
    .filter((one) => one.isFile())
    .map(name)
    .filter((one) => isKeepable(one) && !isLeftOut(one))
    .sort();
}

/** One that is gone meanwhile is left out; one that grows has the length that it had. */
async function* file(path: string, name: string, at: number): Pieces {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return;
  yield* head({ name, size }, at);
  let left = size;
  if (size > 0)
    for await (const piece of createReadStream(path, { end: size - 1 }) as AsyncIterable<Buffer>) {
      left -= piece.length;
      yield piece;
    }
  yield new Uint8Array(left + padding(size));
}

function* head(entry: Entry, at: number): Generator<Uint8Array> {
  const made = tarHeader(entry, at);
  if (!made)
    throw new Refused("store.badName", `${entry.name} is too large, or has too long a name`);
  yield made;
}
