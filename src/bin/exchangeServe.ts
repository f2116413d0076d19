/** `ringwise exchange serve`: opens the exchange, says where it is, follows its settings, closes when told. */
import { parseArgs } from "node:util";
import { type OpenedExchange, openExchange } from "#exchange/openExchange.ts";
import { followSettings } from "#exchange/settingsFollower.ts";
import { defaultPort } from "#sip/transport/responsePath.ts";
import type { Address } from "#world/network.ts";
import { jsonLog, type LogLevel } from "#world/node/jsonLog.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { certificates } from "./certificates.ts";
import { folderOf } from "./dataFolder.ts";
import { address, range, told } from "./environment.ts";
import { exchangeFile, makeExchange, readExchange } from "./exchangeFile.ts";
import { writePlace } from "./exchangePlace.ts";
import { stop } from "./exit.ts";
import { toldToStop } from "./stopping.ts";

const names = [
  "data",
  "domain",
  "sip",
  "sips",
  "rtp",
  "advertise",
  "tls-cert",
  "tls-key",
  "log",
] as const;
const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));

export async function serveExchange(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const said = (name: (typeof names)[number]): string | undefined =>
    (values[name] as string | undefined) ?? (name === "data" ? undefined : told(name));
  const data = folderOf(said("data"));
  makeExchange(data, said("domain"));
  const [, settings] = readExchange(data);
  const world = nodeWorld(data, jsonLog((said("log") ?? "info") as LogLevel));
  const advertise = said("advertise");
  const tls = await certificates(world, {
    certificate: said("tls-cert"),
    key: said("tls-key"),
    advertise,
    names: settings.domains,
  });
  const opened = await openExchange({
    world,
    settings,
    sip: address(said("sip") ?? "0.0.0.0:5060"),
    sips: address(said("sips") ?? "0.0.0.0:5061"),
    identity: tls.identity,
    rtp: range(said("rtp") ?? "24576-32767"),
    ...(advertise !== undefined && { advertise }),
  });
  if (!opened.ok) return stop(1, `ringwise exchange: ${opened.problem.detail}`);
  const { exchange, bound, close } = opened.value;
  writePlace(data, {
    server: reachable(bound, advertise ?? settings.domains[0] ?? ""),
    ...(tls.authority !== undefined && { authority: tls.authority }),
  });
  const unfollow = followSettings(world, exchangeFile, (now) => exchange.use(now));
  const { stopped } = toldToStop(5, async (hurry) => {
    await Promise.race([exchange.quiet(), hurry]);
  });
  console.log(
    `The exchange of ${settings.domains.join(", ")} is at ${bound.map(placeOf).join(", ")}`,
  );
  await stopped;
  unfollow();
  await close();
  process.exit(0);
}

/** Over TLS; with its port where that is not the usual one. */
function reachable(bound: OpenedExchange["bound"], host: string): string {
  const port = bound.find(({ protocol }) => protocol === "TLS")?.local.port ?? defaultPort.TLS;
  return port === defaultPort.TLS ? host : `${host}:${port}`;
}

const placeOf = ({ protocol, local }: { protocol: string; local: Address }): string =>
  `${protocol.toLowerCase()}:${local.host}:${local.port}`;
