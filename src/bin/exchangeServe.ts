/** `ringwise exchange serve`: opens the exchange, says where it is, follows its settings, closes when told. */
import { parseArgs } from "node:util";
import { openExchange } from "#exchange/openExchange.ts";
import { exchangeControl } from "#exchange/operator/exchangeControl.ts";
import { followSettings } from "#exchange/settingsFollower.ts";
import { jsonLog, type LogLevel, namedLog } from "#world/node/jsonLog.ts";
import { busyNetwork } from "#world/node/nodeNetwork.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { token } from "#world/random.ts";
import { certificates } from "./certificates.ts";
import { folderOf } from "./dataFolder.ts";
import { address, range, told } from "./environment.ts";
import { exchangeFile, makeExchange } from "./exchangeFile.ts";
import { deskKeeps, followWhere, nodeFlags, nodeStoresOf, startSettings } from "./exchangeNode.ts";
import { placeOf, placesOf, usualWeb, usualWebs, writePlace } from "./exchangePlace.ts";
import { greet, operatorSites } from "./exchangeSites.ts";
import { openExchangeStore } from "./exchangeStore.ts";
import { stop } from "./exit.ts";
import { hostsIn } from "./hosted/hostedUsers.ts";
import { hostingOf } from "./hosted/opening.ts";
import { keptVault } from "./keptVault.ts";
import { version } from "./package.ts";
import { servedAt } from "./sites.ts";
import { toldToStop } from "./stopping.ts";
import { tellUdpWay } from "./udpWay.ts";
import { supervise } from "./workers/supervise.ts";
import { crewOf, type WorkerPlace, workerPlace } from "./workers/workerPlace.ts";

const names = [
  ...["data", "domain", "sip", "sips", "web", "webs", "rtp", "hosted-rtp", "workers"],
  ...["advertise", "tls-cert", "tls-key", "token", "log", ...nodeFlags],
];
const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));

const usual: Readonly<Record<string, string>> = {
  ...{ sip: "0.0.0.0:5060", sips: "0.0.0.0:5061", web: usualWeb, webs: usualWebs },
  ...{ rtp: "24576-32767", "hosted-rtp": "16384-24575", log: "info", workers: "1" },
};

/** What the process was told. */
interface Told {
  /** As it was said, if it was. */
  readonly said: (name: string) => string | undefined;
  readonly set: (name: string) => string;
}

function toldBy(args: readonly string[]): Told {
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const said = (name: string): string | undefined =>
    (values[name] as string | undefined) ?? (name === "data" ? undefined : told(name));
  return { said, set: (name) => said(name) ?? usual[name] ?? "" };
}

export async function serveExchange(args: readonly string[]): Promise<void> {
  const of = toldBy(args);
  const place = workerPlace();
  const count = workers(of.set("workers"));
  if (count > 1 && of.said("node") !== undefined)
    stop(2, "ringwise exchange: a node is one process; leave out --workers");
  if (place === undefined && count > 1) {
    const at = (name: string) => address(of.set(name));
    const wanted = { sip: at("sip"), sips: at("sips"), web: at("web"), webs: at("webs") };
    return supervise({ args, count, wanted, log: jsonLog(of.set("log") as LogLevel) });
  }
  const started = await start(of, place);
  if (place !== undefined && place.own > 0) return serveFurther(started);
  return serveFirst(of, started);
}

/** A number of processes. */
function workers(words: string): number {
  if (/^([1-9]|[1-5]\d|6[0-4])$/.test(words)) return Number(words);
  throw new Error(`--workers ${words} is no number from 1 to 64`);
}

/** The exchange, up to where its processes differ. */
async function start({ said, set }: Told, place: WorkerPlace | undefined) {
  const data = folderOf(said("data"));
  makeExchange(data, said("domain"));
  const log = jsonLog(set("log") as LogLevel);
  const named = place === undefined ? log : namedLog(log, `worker/${place.own}`);
  const world = { ...nodeWorld(data, named), network: busyNetwork };
  const stores = await nodeStoresOf(said, world);
  const settings = await startSettings(data, stores);
  const advertise = said("advertise");
  const tls = await certificates(world, {
    ...{ certificate: said("tls-cert"), key: said("tls-key"), advertise, names: settings.domains },
  });
  const attendant = place?.attendant ?? token(world.random, 128); // of this run alone: nobody else needs it
  const opened = await openExchange({
    ...{ world, settings, stores, identity: tls.identity, ...(stores ? {} : { attendant }) },
    ...{ sip: address(set("sip")), sips: address(set("sips")), rtp: range(set("rtp")) },
    ...(advertise !== undefined && { advertise }),
    ...(place && { crew: await crewOf(place) }),
  });
  if (!opened.ok) return stop(1, `ringwise exchange: ${opened.problem.detail}`);
  tellUdpWay(named, "batch");
  return { data, settings, world, stores, advertise, tls, attendant, opened: opened.value };
}

type Started = Awaited<ReturnType<typeof start>>;

/** A worker beside the first one: it has no pages, no hosted members and writes nothing. */
async function serveFurther({ world, opened: { exchange, close } }: Started): Promise<void> {
  const unfollow = followSettings(world, exchangeFile, (now) => exchange.use(now));
  const { stopped } = toldToStop(5, async (hurry) => {
    await Promise.race([exchange.quiet(), hurry]);
  });
  process.send?.("ready");
  await stopped;
  unfollow();
  await close();
  process.exit(0);
}

async function serveFirst({ said, set }: Told, started: Started): Promise<void> {
  const { data, settings, world, stores, advertise, tls, attendant, opened } = started;
  const { exchange, bound, wires, admit, close } = opened;
  const hosting = hostingOf({
    ...{ data, bound, admit, advertise, attendant, tls, log: world.log, names: exchange.domains },
    ...{ host: address(set("sip")).host, rtp: range(set("hosted-rtp")) },
  });
  const { store, troubles } = await openExchangeStore(data, world.log);
  const place = placeOf(bound, advertise ?? settings.domains[0] ?? "", tls);
  const desk = exchangeControl({
    ...{ world, exchange, bound, wires, version, troubles, place: () => place },
    ...deskKeeps(world, store, stores),
    ...(stores ? {} : { hosts: hostsIn(data, hosting) }),
  });
  const sites = await operatorSites(desk.control, keptVault(store.vault), {
    ...{ data, tls, token: said("token"), mounts: hosting.mounts },
    ...{ web: address(set("web")), webs: address(set("webs")) },
  });
  if (!sites.ok) return stop(1, `ringwise exchange: ${sites.problem.detail}`);
  const pages = `https://${advertise ?? settings.domains[0]}:${sites.value.securePort}`;
  writePlace(data, { ...place, pages });
  if (stores === undefined) hosting.open(settings, servedAt(sites.value, tls));
  const unfollow = followWhere(world, stores, (now) => {
    exchange.use(now, stores !== undefined);
    if (stores === undefined) hosting.use(now);
    desk.settingsChanged();
  });
  const { stopped } = toldToStop(5, async (hurry) => {
    await Promise.race([exchange.quiet(), hurry]);
  });
  console.log(`The exchange of ${settings.domains.join(", ")} is at ${placesOf(bound)}`);
  await greet(world, keptVault(store.vault), sites.value);
  process.send?.("ready");
  await stopped;
  unfollow();
  await sites.value.close();
  desk.close();
  for (const one of [hosting, { close }, store, stores]) await one?.close();
  process.exit(0);
}
