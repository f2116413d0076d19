/** `ringwise exchange serve`: opens the exchange, says where it is, follows its settings, closes when told. */
import { parseArgs } from "node:util";
import { openExchange } from "#exchange/openExchange.ts";
import { exchangeControl } from "#exchange/operator/exchangeControl.ts";
import { followSettings } from "#exchange/settingsFollower.ts";
import { jsonLog, type LogLevel } from "#world/node/jsonLog.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { certificates } from "./certificates.ts";
import { folderOf } from "./dataFolder.ts";
import { address, range, told } from "./environment.ts";
import { exchangeFile, makeExchange, readExchange } from "./exchangeFile.ts";
import { placesOf, reachable, writePlace } from "./exchangePlace.ts";
import { greet, operatorSites, usualWeb, usualWebs } from "./exchangeSites.ts";
import { exchangeStore } from "./exchangeStore.ts";
import { stop } from "./exit.ts";
import { keptVault } from "./keptVault.ts";
import { version } from "./package.ts";
import { toldToStop } from "./stopping.ts";

const names = [
  ...["data", "domain", "sip", "sips", "web", "webs", "rtp"],
  ...["advertise", "tls-cert", "tls-key", "token", "log"],
];
const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));

export async function serveExchange(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const said = (name: string): string | undefined =>
    (values[name] as string | undefined) ?? (name === "data" ? undefined : told(name));
  const data = folderOf(said("data"));
  makeExchange(data, said("domain"));
  const [, settings] = readExchange(data);
  const world = nodeWorld(data, jsonLog((said("log") ?? "info") as LogLevel));
  const advertise = said("advertise");
  const tls = await certificates(world, {
    ...{ certificate: said("tls-cert"), key: said("tls-key"), advertise, names: settings.domains },
  });
  const opened = await openExchange({
    ...{ world, settings, identity: tls.identity },
    sip: address(said("sip") ?? "0.0.0.0:5060"),
    sips: address(said("sips") ?? "0.0.0.0:5061"),
    rtp: range(said("rtp") ?? "24576-32767"),
    ...(advertise !== undefined && { advertise }),
  });
  if (!opened.ok) return stop(1, `ringwise exchange: ${opened.problem.detail}`);
  const { exchange, bound, wires, close } = opened.value;
  const store = exchangeStore(data);
  const place = {
    server: reachable(bound, advertise ?? settings.domains[0] ?? ""),
    ...(tls.authority !== undefined && { authority: tls.authority }),
  };
  const desk = exchangeControl({
    ...{ world, exchange, bound, wires, version, place: () => place },
    audit: store.chronicle("audit"),
  });
  const sites = await operatorSites(desk.control, keptVault(store.vault), {
    ...{ data, tls, token: said("token") },
    web: address(said("web") ?? usualWeb),
    webs: address(said("webs") ?? usualWebs),
  });
  if (!sites.ok) return stop(1, `ringwise exchange: ${sites.problem.detail}`);
  const pages = `https://${advertise ?? settings.domains[0]}:${sites.value.securePort}`;
  writePlace(data, { ...place, pages });
  const unfollow = followSettings(world, exchangeFile, (now) => {
    exchange.use(now);
    desk.settingsChanged();
  });
  const { stopped } = toldToStop(5, async (hurry) => {
    await Promise.race([exchange.quiet(), hurry]);
  });
  console.log(`The exchange of ${settings.domains.join(", ")} is at ${placesOf(bound)}`);
  await greet(world, keptVault(store.vault), sites.value);
  await stopped;
  unfollow();
  await sites.value.close();
  desk.close();
  await close();
  await store.close();
  process.exit(0);
}
