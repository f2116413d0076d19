/** `ringwise setup-link`: a fresh one-time link, for whoever may write the data folder. A running server knows it at once. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sqliteStore } from "#server/store/sqliteStore.ts";
import { newSetupKey } from "#web/auth/setupLink.ts";
import { environment } from "./environment.ts";
import { stop } from "./exit.ts";
import { keptVault } from "./keptVault.ts";

export async function setupLink(args: readonly string[]): Promise<void> {
  const { data, web } = environment(args);
  const store = sqliteStore(join(data, "ringwise.db"));
  if (!store.ok) return stop(1, store.problem.detail);
  const key = await newSetupKey(keptVault(store.value.vault), Date.now());
  await store.value.close();
  const link = `http://localhost:${web.port}/setup#k=${key}`;
  writeFileSync(join(data, "setup-link.txt"), `${link}\n`, { mode: 0o600 });
  console.log(link);
  console.log("Good for an hour, and once; an older link is no longer good.");
}
