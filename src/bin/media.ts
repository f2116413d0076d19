/**
 * `ringwise media`, begun by `ringwise supervise`: the sound of its house, and nothing else. Servers
 * come and go; it ends with its supervisor. Words to it: "serve"; from it: "waits", "beat".
 */
import { hex } from "#kit/bytes.ts";
import { EngineHost } from "#media/process/engineHost.ts";
import { longestFrame } from "#media/process/words.ts";
import { jsonLog, namedLog } from "#world/node/jsonLog.ts";
import { listenLocally } from "#world/node/localLinks.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { environment } from "./environment.ts";
import { stop } from "./exit.ts";
import { beats } from "./heart.ts";
import { houseCodecs, insideMedia } from "./insideMedia.ts";
import { mediaSocket } from "./mediaSocket.ts";
import { ownAddressOf } from "./ownAddress.ts";
import { version } from "./package.ts";
import { turn } from "./spare.ts";

export async function media(args: readonly string[]): Promise<void> {
  const env = environment(args);
  const socket = mediaSocket();
  if (socket === undefined || process.send === undefined)
    return stop(2, "ringwise media: it is begun by ringwise supervise");
  const codecs = houseCodecs();
  for (const name of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(name, () => undefined); // calls end first
  await turn(async () => []);
  const world = nodeWorld(env.data, namedLog(jsonLog(env.log), "media"));
  const { clock, log } = world;
  const over = Promise.withResolvers<string>();
  const engine = insideMedia(world, env, { codecs, ownAddress: ownAddressOf(env, world) });
  const host = new EngineHost({
    ...{ engine, clock, log, version, name: hex(world.random(8)), over: over.resolve },
  });
  const listening = await listenLocally(socket, longestFrame, (link) => host.serves(link));
  if (!listening.ok) return stop(1, `ringwise: ${listening.problem.detail}`);
  beats();
  log.info(`it ends: ${await over.promise}`);
  await Promise.race([host.close(), new Promise((resolve) => setTimeout(resolve, toSave))]);
  process.exit(0);
}

/** ms: what is being recorded gets so long. */
const toSave = 1000;
