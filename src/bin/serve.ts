/** `ringwise serve`: opens the house, says where it is, and closes it when told. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { utf8 } from "#kit/bytes.ts";
import { applyStaged } from "#server/store/backup/swap.ts";
import { openStore } from "#server/store/openStore.ts";
import { sqliteRows } from "#server/store/sqliteRows.ts";
import { openWriterThread, type WriterThread } from "#server/store/writer.ts";
import { newSetupKey } from "#web/auth/setupLink.ts";
import type { Vault } from "#web/auth/vault.ts";
import { type HeldNetwork, heldNetwork } from "#world/node/heldNetwork.ts";
import { jsonLog } from "#world/node/jsonLog.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import type { World } from "#world/world.ts";
import { certificates } from "./certificates.ts";
import { databaseOf } from "./dataFolder.ts";
import { type Environment, environment } from "./environment.ts";
import { stop } from "./exit.ts";
import { again, beats } from "./heart.ts";
import { atPlaces, givenPlaces, type HeldPlace } from "./held.ts";
import { type House, openHouse } from "./house.ts";
import { keptVault } from "./keptVault.ts";
import { openingTrouble } from "./openingTrouble.ts";
import { openSites, samePlaces, servedAt } from "./sites.ts";
import { hears, turn } from "./spare.ts";
import { startSettings } from "./startSettings.ts";
import { toldToStop } from "./stopping.ts";
import { tellUdpWay } from "./udpWay.ts";

export async function serve(args: readonly string[]): Promise<void> {
  const given = givenPlaces();
  const env = atPlaces(environment(args), given);
  const writers = openWriterThread(); // the first call of a busy machine must not wait until it has loaded
  await turn(() => openingTrouble(env));
  mkdirSync(env.data, { recursive: true, mode: 0o700 });
  for (let at: Environment | undefined = env; at; ) {
    at = await live(at, given, writers);
    if (at && given.length > 0) process.exit(again); // a given socket is given once
  }
  process.exit(0);
}

/** From the opening to the closing. Where to open again, when a backup takes the place of what was there. */
async function live(
  env: Environment,
  given: readonly HeldPlace[],
  writers: WriterThread,
): Promise<Environment | undefined> {
  const outside = nodeWorld(env.data, jsonLog(env.log));
  tellUdpWay(outside.log, "node");
  const held = heldNetwork(outside.network, given);
  const world = { ...outside, network: held.network };
  if (applyStaged(env.data)) world.log.info("a backup was restored; what was there is kept aside");
  const opened = await openStore(databaseOf(env.data), { now: Date.now() });
  if (!opened.ok) return stop(1, `ringwise: ${opened.problem.detail}`);
  const { store, trouble } = opened.value;
  if (trouble) world.log.warn(trouble.detail, { code: trouble.code });
  const settings = await startSettings(store, env, world);
  const tls = await certificates(world, env);
  const restarts = Promise.withResolvers<"again">();
  const restart = (): void => restarts.resolve("again");
  const rows = sqliteRows(join(env.data, "live.db"), writers);
  const house = await openHouse({ world, env, store, settings, tls, restart, rows, trouble });
  if (!house.ok) return stop(1, `ringwise: ${house.problem.detail}`);
  const vault = keptVault(store.vault);
  const sites = await openSites(house.value.control, vault, { env, tls, given });
  if (!sites.ok) return stop(1, `ringwise: ${sites.problem.detail}`);
  house.value.control.provisioning.servedAt({ web: servedAt(sites.value, tls) });
  void hears("yield").then(() => yields(held, house.value, [rows, store]));
  beats();
  const told = toldToStop(env.drain, (hurry) => house.value.drain(hurry));
  const there = samePlaces(env, house.value.control.status(), sites.value);
  await greet(world, vault, sites.value); // whoever reads it may stop us at once
  const then = await Promise.race([told.stopped.then(() => "over" as const), restarts.promise]);
  if (then === "again") told.forget(); // else deaf to further signals until it has said goodbye
  await sites.value.close();
  await house.value.close();
  await rows.close();
  await store.close();
  return then === "again" ? there : undefined;
}

/** Another one takes over: what we know is written down, and nobody is told that we go. */
async function yields(
  held: HeldNetwork,
  house: House,
  kept: readonly { close(): Promise<void> }[],
): Promise<never> {
  held.rests();
  await house.written();
  for (const one of kept) await one.close();
  return process.exit(0);
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
