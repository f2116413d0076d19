/** `ringwise backup NAME.backup` and `restore NAME.backup` (backupFile.ts); `ringwise backup FOLDER` and `ringwise restore FOLDER`: a whole data folder, as it was at one moment. */
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { backupInto, isBackupFile, restoreFrom } from "./backupFile.ts";
import { databaseOf, folderOf, openFolder } from "./dataFolder.ts";
import { stop } from "./exit.ts";

/** Also while the server runs. What is there under that name is whole: it is made under another. */
export async function backup(args: readonly string[]): Promise<void> {
  const { folder: to, data } = asked("backup", args);
  if (isBackupFile(to)) return backupInto(to, data);
  if (existsSync(to)) stop(2, `${to} is there already: name a folder that is to be made`);
  if (!relative(data, to).startsWith("..")) stop(2, `${to} is in the data folder itself`);
  const store = openFolder(data);
  const part = `${to}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true, mode: 0o700 });
  const done = await store.backup(databaseOf(part)); // before the sounds that it names
  await store.close();
  if (!done.ok) stop(1, done.problem.detail);
  cpSync(data, part, { recursive: true, filter: (one) => isBesides(relative(data, one)) });
  renameSync(part, to);
  console.log(`${data} is kept in ${to}`);
}

/** Keys, sounds and messages; not the database, its journals and its earlier shapes, nor a link that ends within the hour. */
const isBesides = (name: string): boolean =>
  !/^(ringwise\.db|setup-link\.txt$|restore\.)/.test(name);

/** Into a data folder that is new; nothing is ever overwritten. */
export async function restore(args: readonly string[]): Promise<void> {
  const { folder: from, data, isDry } = asked("restore", args);
  if (isBackupFile(from)) return restoreFrom(from, data, isDry);
  if (!existsSync(databaseOf(from))) stop(2, `${from} is no backup`);
  if (existsSync(databaseOf(data)))
    stop(2, `${data} has a database already: move it away, or say --data FOLDER`);
  cpSync(from, data, { recursive: true });
  chmodSync(data, 0o700);
  await openFolder(data).close(); // brought up to date, or its trouble told
  console.log(`${data} is as ${from} was`);
}

function asked(command: string, args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { data: { type: "string" }, "dry-run": { type: "boolean" } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (folder === undefined)
    stop(2, `usage: ringwise ${command} NAME.backup | FOLDER [--data FOLDER]`);
  return {
    folder: resolve(folder),
    data: resolve(folderOf(values.data)),
    isDry: values["dry-run"] === true,
  };
}
