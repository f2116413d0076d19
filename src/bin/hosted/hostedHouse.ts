/** One feature server in the exchange's process: a data folder like any other, and a way to the exchange that takes no wire. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Hosted as HostedAt } from "#exchange/settings/settings.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Site } from "#server/control.ts";
import { applyStaged } from "#server/store/backup/swap.ts";
import { openStore } from "#server/store/openStore.ts";
import { settingsStore } from "#server/store/settingsStore.ts";
import type { Store } from "#server/store/store.ts";
import type { WriterThread } from "#server/store/writer.ts";
import type { Reader } from "#server/subscriptions/readings.ts";
import type { SettingsProblem } from "#telephony/settings/problems.ts";
import { type Door, inward } from "#world/inward.ts";
import type { Log } from "#world/log.ts";
import { nodeHttp } from "#world/node/nodeHttp.ts";
import { nodeNetwork } from "#world/node/nodeNetwork.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { outwardHttp } from "#world/outward.ts";
import type { Certificates } from "../certificates.ts";
import { databaseOf } from "../dataFolder.ts";
import type { Environment } from "../environment.ts";
import { type House, type HouseParts, openHouse } from "../house.ts";
import { keptVault } from "../keptVault.ts";
import { problemLines } from "../settingsFile.ts";
import { baseOf, HostedSite } from "./hostedSite.ts";

/** What all of them have in common. */
export interface HostingMeans {
  /** The exchange's own data folder. */
  readonly data: string;
  readonly log: Log;
  readonly door: Door;
  /** The local address of their sockets, and how the machine is known outside. */
  readonly host: string;
  readonly advertise: string | undefined;
  readonly tls: Certificates;
  /** The exchange's own web ports; undefined while it has none. */
  readonly web: Site["web"] | undefined;
  readonly rtp: Environment["rtp"];
  readonly writers: WriterThread;
  readonly reader: Reader;
}

export interface HostedMember {
  readonly name: string;
  readonly hosted: HostedAt;
  /** Of a house of the exchange's own: written into it at each opening. */
  readonly settings?: object;
}

export interface HostedHouse {
  readonly house: House;
  readonly site: HostedSite;
  close(): Promise<void>;
}

export const folderIn = (data: string, { folder }: Pick<HostedAt, "folder">): string =>
  join(data, "hosted", folder);

/** How it is run: the operator sees to that it stands apart from the others (see `Hosting`). */
export interface Running {
  readonly perform: (act: () => void) => void;
  readonly restart: () => void;
}

/** A folder without a database, or one that cannot be read, is said; nothing is made in its place. */
export async function openHosted(
  { name, hosted, settings }: HostedMember,
  means: HostingMeans,
  { perform, restart }: Running,
): Promise<Result<HostedHouse>> {
  const folder = folderIn(means.data, hosted);
  const file = databaseOf(folder);
  if (settings) mkdirSync(folder, { recursive: true, mode: 0o700 });
  else if (!existsSync(file)) return fail("hosted.noFolder", `${folder} is no data folder`);
  applyStaged(folder);
  const stored = await openStore(file, {
    ...{ now: Date.now(), neverEmpty: true },
    newWriter: (path) => means.writers.writer(path),
  });
  if (!stored.ok) return stored;
  const { store, trouble } = stored.value;
  if (trouble) means.log.warn(trouble.detail, { code: trouble.code, member: name });
  const opened = await onStore(store, {
    env: environmentOf(folder, hosted, means),
    world: {
      ...nodeWorld(folder, named(means.log, name)),
      http: outwardHttp(nodeHttp),
      network: inward(nodeNetwork, means.door, { host: sourceOf(hosted), perform }),
    },
    ...{ name, perform, restart, trouble, hosted: means },
    written: settings,
  });
  if (!opened.ok) await store.close();
  return opened;
}

interface StoredHouse extends Omit<HouseParts, "store" | "settings"> {
  readonly name: string;
  readonly hosted: HostingMeans;
  readonly written: object | undefined;
  readonly perform: Running["perform"];
}

async function onStore(
  store: Store,
  { name, perform, written, ...parts }: StoredHouse,
): Promise<Result<HostedHouse>> {
  const settings = settingsStore(store.settings, () => Date.now());
  if (!settings.ok) return badSettings(settings.problem);
  const done = written && (await settings.value.change(() => written, "exchange"));
  if (done && !done.ok) return badSettings(done.problem);
  const house = await openHouse({ ...parts, store, settings: settings.value });
  if (!house.ok) return house;
  const { control } = house.value;
  const { web, tls } = parts.hosted;
  if (web) control.provisioning.servedAt({ web: { ...web, base: baseOf(name) } });
  const site = new HostedSite({
    ...{ name, perform, control, vault: keptVault(store.vault), folder: parts.env.data },
    ...{ authority: tls.authority, securePort: web?.securePort },
  });
  return ok({
    house: house.value,
    site,
    async close() {
      await site.close();
      await house.value.close().catch(() => undefined); // what has failed may not close well
      await store.close();
    },
  });
}

const badSettings = (problems: readonly SettingsProblem[]) =>
  fail("hosted.badSettings", problemLines(problems).join("; "));

/** Of the loopback network, one a member: no two have one port. */
const sourceOf = ({ port }: HostedAt): string => `127.77.${port >> 8}.${port & 255}`;

function environmentOf(
  data: string,
  { port }: HostedAt,
  { host, rtp, advertise }: HostingMeans,
): Environment {
  const unused = { host, port: 0 };
  return {
    data,
    settings: undefined,
    lock: false,
    web: unused,
    webs: unused,
    certificate: undefined,
    key: undefined,
    sip: { host, port },
    sips: unused,
    mgcp: { host: "127.0.0.1", port: 0 },
    rtp,
    advertise,
    token: undefined,
    log: "info",
    drain: 0,
  };
}

/** Each line says whose it is. */
function named({ debug, info, warn }: Log, member: string): Log {
  return {
    ...(debug && { debug: (what, about) => debug(what, { ...about, member }) }),
    info: (what, about) => info(what, { ...about, member }),
    warn: (what, about) => warn(what, { ...about, member }),
  };
}
