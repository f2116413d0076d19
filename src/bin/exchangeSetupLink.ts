/** `ringwise exchange setup-link`: a fresh one-time link, for whoever may write the data folder. A running exchange knows it at once. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { newSetupKey } from "#web/auth/setupLink.ts";
import { folderOf } from "./dataFolder.ts";
import { address, told } from "./environment.ts";
import { readExchange } from "./exchangeFile.ts";
import { usualWeb } from "./exchangePlace.ts";
import { linkFile } from "./exchangeSites.ts";
import { exchangeStore } from "./exchangeStore.ts";
import { keptVault } from "./keptVault.ts";

const text = { type: "string" } as const;

export async function setupLink(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { data: text, web: text } });
  const data = folderOf(values.data);
  readExchange(data);
  const store = exchangeStore(data);
  const key = await newSetupKey(keptVault(store.vault), Date.now());
  await store.close();
  const { port } = address(values.web ?? told("web") ?? usualWeb);
  const link = `http://localhost:${port}/setup#k=${key}`;
  writeFileSync(join(data, linkFile), `${link}\n`, { mode: 0o600 });
  console.log(link);
  console.log("Good for an hour, and once; an older link is no longer good.");
}
