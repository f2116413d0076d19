/** `ringwise backup NAME.backup` and `ringwise restore NAME.backup`: a whole household in one file. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { stage, unstage, writeWhole } from "#server/store/backup/backupFile.ts";
import { packed } from "#server/store/backup/pack.ts";
import { applyNext, applyStaged } from "#server/store/backup/swap.ts";
import { databaseOf, openFolder } from "./dataFolder.ts";
import { told } from "./environment.ts";
import { stop } from "./exit.ts";
import { version } from "./package.ts";

export const isBackupFile = (name: string): boolean => name.endsWith(".backup");

/** Sealed when RINGWISE_PASSPHRASE says with what. Also while the server runs. */
export async function backupInto(file: string, data: string): Promise<void> {
  if (existsSync(file)) stop(2, `${file} is there already`);
  const store = openFolder(data);
  const passphrase = told("passphrase");
  const about = { format: 1, made: Date.now(), product: `Ringwise/${version}` } as const;
  try {
    await writeWhole(file, packed({ data, store, about, passphrase }));
  } catch (error) {
    stop(1, (error as Error).message);
  }
  await store.close();
  console.log(`${data} is kept in ${file}${passphrase === undefined ? "" : ", sealed"}`);
}

/** `isDry`: says what would come back, and changes nothing. */
export async function restoreFrom(file: string, data: string, isDry: boolean): Promise<void> {
  if (!existsSync(file)) stop(2, `${file} is no backup`);
  if (!isDry && existsSync(databaseOf(data)))
    stop(2, `${data} has a database already: move it away, or say --data FOLDER`);
  const wasThere = existsSync(data);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const found = await stage(file, data, told("passphrase"));
  if (isDry) unstage(data);
  if (!wasThere && (isDry || !found.ok)) rmSync(data, { recursive: true });
  if (!found.ok) return stop(1, `${file}: ${found.problem.detail}`);
  const { made, owner, product: _, ...counts } = found.value;
  const whose = owner === "" ? "" : ` of ${owner}`;
  console.log(`${file}: a household${whose}, kept on ${new Date(made).toISOString()}`);
  for (const [what, n] of Object.entries(counts)) console.log(`  ${n} ${what}`);
  if (isDry) return;
  applyNext(data, Date.now());
  applyStaged(data);
  await openFolder(data).close(); // brought up to date, or its trouble told
  console.log(`${data} is as it was then`);
}
