/** The backups of a data folder: made, kept, taken in, looked at, restored; one at a time. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { fail, failWith, ok, type Result } from "#kit/result.ts";
import type { BackupContents, BackupControl, BackupView } from "#server/control/backupControl.ts";
import type { Store } from "#server/store/store.ts";
import { fileBytes, roomIn, stage, unstage, writeWhole } from "./backupFile.ts";
import { packed } from "./pack.ts";
import { isSealed, Refused } from "./seal.ts";
import { applyNext, stampOf } from "./swap.ts";

export interface BackupDeskMeans {
  readonly data: string;
  readonly store: Pick<Store, "backup">;
  readonly product: string;
  readonly now: () => number;
  /** The process begins anew with what was staged. */
  readonly restart: () => void;
}

const isName = (name: string): boolean => /^[A-Za-z0-9][\w.-]{0,99}\.backup$/.test(name);

export class BackupDesk implements BackupControl {
  readonly #means: BackupDeskMeans;
  readonly #folder: string;
  #isBusy = false;

  constructor(means: BackupDeskMeans) {
    this.#means = means;
    this.#folder = join(means.data, "backups");
  }

  list(): readonly BackupView[] {
    return backupsIn(this.#folder);
  }

  make(passphrase?: string): Promise<Result<BackupView>> {
    return this.makeAs("ringwise", passphrase);
  }

  /** Under a name of its own kind: `nightly-…`. */
  makeAs(kind: string, passphrase: string | undefined): Promise<Result<BackupView>> {
    return this.#alone(() => {
      const made = this.#means.now();
      const about = { format: 1, made, product: this.#means.product } as const;
      const bytes = packed({ ...this.#means, about, passphrase });
      return this.#keep(`${kind}-${stampOf(made)}.backup`, bytes);
    });
  }

  put(name: string, bytes: AsyncIterable<Uint8Array>): Promise<Result<BackupView>> {
    return isName(name) && !existsSync(this.#place(name))
      ? this.#alone(() => this.#keep(name, bytes))
      : Promise.resolve(fail("store.badName", "a backup is named NAME.backup, and once"));
  }

  read(name: string): ReturnType<BackupControl["read"]> {
    const there = this.#known(name);
    if (!there.ok) return there;
    const file = this.#place(name);
    return ok({ size: statSync(file).size, bytes: fileBytes(file) });
  }

  remove(name: string): Result<void> {
    const there = this.#known(name);
    if (!there.ok) return there;
    try {
      return ok(rmSync(this.#place(name)));
    } catch (error) {
      return failWith(troubleOf(error));
    }
  }

  async inspect(name: string, passphrase?: string): Promise<Result<BackupContents>> {
    return this.#alone(async () => {
      const contents = await this.#staged(name, passphrase);
      unstage(this.#means.data);
      return contents;
    });
  }

  async restore(
    name: string,
    passphrase: string | undefined,
    answered: Promise<unknown>,
  ): Promise<Result<BackupContents>> {
    return this.#alone(async () => {
      const contents = await this.#staged(name, passphrase);
      if (!contents.ok) return contents;
      applyNext(this.#means.data, this.#means.now());
      void answered.then(this.#means.restart);
      return contents;
    });
  }

  #place(name: string): string {
    return join(this.#folder, name);
  }

  #known(name: string): Result<void> {
    return isName(name) && existsSync(this.#place(name))
      ? ok(undefined)
      : fail("store.noSuchBackup", "there is no backup of that name");
  }

  async #alone<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (this.#isBusy) return fail("store.busy", "another backup is being made or looked at");
    this.#isBusy = true;
    try {
      return await work();
    } catch (error) {
      return failWith(troubleOf(error)); // of the disk, or of whoever gives the bytes
    } finally {
      this.#isBusy = false;
    }
  }

  async #keep(name: string, bytes: AsyncIterable<Uint8Array>): Promise<Result<BackupView>> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const room = roomIn(this.#means.data);
    await writeWhole(this.#place(name), bounded(bytes, room));
    return ok(viewOf(this.#folder, name));
  }

  async #staged(name: string, passphrase: string | undefined): Promise<Result<BackupContents>> {
    const there = this.#known(name);
    return there.ok ? stage(this.#place(name), this.#means.data, passphrase) : there;
  }
}

/** Those in that folder, newest first. */
export function backupsIn(folder: string): readonly BackupView[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter(isName);
  return names.map((name) => viewOf(folder, name)).sort((a, b) => b.made - a.made);
}

function viewOf(folder: string, name: string): BackupView {
  const { size, mtimeMs } = statSync(join(folder, name));
  const head = new Uint8Array(8);
  const file = openSync(join(folder, name), "r");
  readSync(file, head);
  closeSync(file);
  return { name, size, made: Math.round(mtimeMs), sealed: isSealed(head) };
}

async function* bounded(bytes: AsyncIterable<Uint8Array>, most: number) {
  let left = most;
  for await (const piece of bytes) {
    left -= piece.length;
    if (left < 0) throw new Refused("store.backupTooLarge", "the disk has no room for it");
    yield piece;
  }
}

function troubleOf(error: unknown) {
  if (error instanceof Refused) return { code: error.code, detail: error.message };
  return { code: "store.cannotKeep", detail: (error as Error).message };
}
