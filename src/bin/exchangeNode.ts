/** An exchange that is one of several nodes: what its operator says of that, and where its settings are. */

import { type NodeStores, openNodeStores } from "#exchange/nodes/nodeStores.ts";
import { settingsKey } from "#exchange/operator/settingsDesk.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import { checkedSettings, followSettings, followShared } from "#exchange/settingsFollower.ts";
import { settingsFiles } from "#exchange/store/fileDrawer.ts";
import type { Cancel } from "#kit/listeners.ts";
import type { SqliteStore } from "#server/store/sqliteStore.ts";
import type { World } from "#world/world.ts";
import { exchangeFile, markNode, readExchange } from "./exchangeFile.ts";
import { auditShelf } from "./exchangeStore.ts";
import { stop } from "./exit.ts";
import { problemLines } from "./settingsFile.ts";

export const nodeFlags = ["node", "database", "redis", "shared-name"];

type Said = (name: string) => string | undefined;

/** Undefined: it is alone. Half a node ends with 2: it would not know what the others do. */
export async function nodeStoresOf(said: Said, world: World): Promise<NodeStores | undefined> {
  const [name, database, redis] = [said("node"), said("database"), said("redis")];
  if (name === undefined && database === undefined && redis === undefined) return undefined;
  if (name === undefined || database === undefined || redis === undefined)
    return stop(2, "ringwise exchange: --node, --database and --redis go together");
  if (!/^[a-z0-9-]{1,32}$/.test(name))
    return stop(2, "ringwise exchange: a node's name is of a-z, 0-9 and -");
  if (!/^postgres(ql)?:\/\//.test(database))
    return stop(2, "ringwise exchange: --database is postgres://USER:PASSWORD@HOST/NAME");
  if (!/^rediss?:\/\//.test(redis))
    return stop(2, "ringwise exchange: --redis is redis://HOST or rediss://HOST");
  for (const flag of ["database", "redis"])
    if (process.argv.some((arg) => arg.startsWith(`--${flag}`)) && hasPassword(said(flag)))
      world.log.warn(
        `a password in --${flag} can be seen by all on this machine; say it by the environment`,
        {},
      );
  const sharedName = said("shared-name");
  const opened = await openNodeStores({ name, database, redis, sharedName }, world);
  return opened.ok
    ? opened.value
    : stop(1, `ringwise exchange: the database: ${opened.problem.detail}`);
}

const hasPassword = (url = ""): boolean => /^[a-z]+:\/\/[^/@]*:[^/@]+@/.test(url);

/** Those of the database. The first node of all puts there what stands in its data folder. */
export async function startSettings(
  data: string,
  stores: NodeStores | undefined,
): Promise<ExchangeSettings> {
  const [written, own] = readExchange(data);
  markNode(data, stores?.options.name);
  if (stores === undefined) return own;
  await stores.settings.swap(settingsKey, `${JSON.stringify(written, null, 2)}\n`, undefined);
  const found = await stores.settings.get(settingsKey);
  if (!found.ok) return stop(1, `ringwise exchange: the database: ${found.problem.detail}`);
  const checked = checkedSettings(found.value ?? "");
  return checked.ok ? checked.value : stop(2, ...problemLines(checked.problem));
}

/** Where the operator's acts are noted, and the settings written. */
export const deskKeeps = (world: World, store: SqliteStore, stores: NodeStores | undefined) => ({
  audit: stores?.audit ?? auditShelf(store.chronicle("audit")),
  kept: stores?.settings ?? settingsFiles(world.files),
});

export const followWhere = (
  world: World,
  stores: NodeStores | undefined,
  use: (settings: ExchangeSettings) => void,
): Cancel =>
  stores === undefined
    ? followSettings(world, exchangeFile, use)
    : followShared(world, stores.settings, use);
