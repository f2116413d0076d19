/** `ringwise serve`: opens the house, says where it is, and closes it when told. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { utf8 } from "#kit/bytes.ts";
import { type SettingsStore, settingsStore } from "#server/store/settingsStore.ts";
import { sqliteStore } from "#server/store/sqliteStore.ts";
import { newSetupKey } from "#web/auth/setupLink.ts";
import type { Vault } from "#web/auth/vault.ts";
import { certificateName } from "#world/node/certificateEnd.ts";
import { jsonLog } from "#world/node/jsonLog.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import type { World } from "#world/world.ts";
import { certificates } from "./certificates.ts";
import { type Environment, environment } from "./environment.ts";
import { stop } from "./exit.ts";
import { openHouse } from "./house.ts";
import { keptVault } from "./keptVault.ts";
import { problemLines, readDocument, readSettings } from "./settingsFile.ts";
import { openSites } from "./sites.ts";
import { toldToStop } from "./stopping.ts";

export async function serve(args: readonly string[]): Promise<void> {
  const env = environment(args);
  mkdirSync(env.data, { recursive: true, mode: 0o700 });
  const world = nodeWorld(env.data, jsonLog(env.log));
  const opened = sqliteStore(join(env.data, "ringwise.db"));
  if (!opened.ok) return stop(1, `ringwise: ${opened.problem.detail}`);
  const store = opened.value;
  const kept = settingsStore(store.settings, () => Date.now());
  if (!kept.ok) return stop(2, ...problemLines(kept.problem));
  for (const { code, path, detail } of kept.value.doubts)
    world.log.warn(`settings${path} ${detail}; would not be accepted today`, { code });
  await applyFile(kept.value, env);
  const tls = await certificates(world, env);
  const house = await openHouse({ world, env, store, settings: kept.value, tls });
  if (!house.ok) return stop(1, `ringwise: ${house.problem.detail}`);
  const vault = keptVault(store.vault);
  const sites = await openSites(house.value.control, vault, { env, tls });
  if (!sites.ok) return stop(1, `ringwise: ${sites.problem.detail}`);
  const name = tls.authority === undefined ? certificateName(tls.identity.certificate) : undefined;
  const web = { port: sites.value.port, securePort: sites.value.securePort };
  house.value.control.provisioning.servedAt({
    web: { ...web, ...(name !== undefined && { name }) },
  });
  const stopped = toldToStop(env.drain, (hurry) => house.value.drain(hurry));
  await greet(world, vault, sites.value); // whoever reads it may stop us at once
  await stopped;
  await sites.value.close();
  await house.value.close();
  await store.close();
  process.exit(0);
}

/** When the folder has no settings yet; with the lock at every start. */
async function applyFile(settings: SettingsStore, { settings: file, lock }: Environment) {
  if (file === undefined || (settings.version() > 0 && !lock)) return;
  const checked = await readSettings(file);
  if (!checked.ok) stop(2, ...problemLines(checked.problem));
  const document = await readDocument(file);
  const { mode, services } = settings.current();
  const fresh = settings.version() === 0;
  const next = fresh || !document.ok ? checked.value : { ...checked.value, mode, services };
  const outcome = await settings.change(() => next, `file ${file}`);
  if (!outcome.ok) stop(2, ...problemLines(outcome.problem));
}

async function greet(
  world: World,
  vault: Vault,
  { port, securePort }: { port: number; securePort: number },
) {
  console.log(`Ringwise is at http://localhost:${port} and https://localhost:${securePort}`);
  if (vault.owner() !== undefined) return;
  const key = await newSetupKey(vault, Date.now());
  const link = `http://localhost:${port}/setup#k=${key}`;
  await world.files.write("setup-link.txt", utf8(`${link}\n`));
  console.log(`Set it up (once, within the hour): ${link}`);
}
