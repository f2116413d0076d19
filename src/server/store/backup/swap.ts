/**
 * A restored household takes the place of the one that is there, whenever the power may go: what is
 * there is moved aside, then what was staged is moved in, and the next start goes on where this ended.
 *
 *   restore.staged, restore.apply ──(all else → before-restore-…)──► restore.moving ──(in)──► done
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

export const stagedName = "restore.staged";
const [apply, moving] = ["restore.apply", "restore.moving"];

/** What stays where it is: other backups, what was there before earlier ones, and where a supervisor is asked. */
const stays = (name: string): boolean =>
  /^(backups$|restore\.|before-restore-|supervise\.sock$)/.test(name);

/** Sorts as it was made: `20261124T033000`. `at`: ms since 1970. */
export const stampOf = (at: number): string =>
  new Date(at).toISOString().replaceAll(/[-:]|\..*/g, "");

/** The next start begins with what was staged. `at`: ms since 1970. */
export function applyNext(data: string, at: number): void {
  writeFileSync(join(data, apply), `before-restore-${stampOf(at)}`, { flush: true });
}

/** Before anything of the folder is opened. True: it is another household now. */
export function applyStaged(data: string): boolean {
  const at = (name: string): string => join(data, name);
  if (existsSync(at(apply)) && existsSync(at(stagedName))) {
    const aside = at(asideName(readFileSync(at(apply), "utf8")));
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(data)) if (!stays(name)) renameSync(at(name), join(aside, name));
    renameSync(at(stagedName), at(moving));
  }
  const isOther = existsSync(at(moving));
  if (isOther) {
    for (const name of readdirSync(at(moving))) renameSync(join(at(moving), name), at(name));
    rmdirSync(at(moving));
  }
  rmSync(at(apply), { force: true });
  return isOther;
}

const asideName = (text: string): string =>
  /^before-restore-\w{1,40}$/.test(text) ? text : "before-restore-unknown";
