/** The media engine of one house: in this process, or in one of its own that our supervisor has begun. */
import { hex } from "#kit/bytes.ts";
import type { MediaEngine } from "#media/engine/mediaEngine.ts";
import { RemoteEngine } from "#media/process/remoteEngine.ts";
import { longestFrame } from "#media/process/words.ts";
import { connectLocally } from "#world/node/localLinks.ts";
import type { World } from "#world/world.ts";
import type { Environment } from "./environment.ts";
import { mediaSocket } from "./mediaSocket.ts";
import { version } from "./package.ts";

export interface HouseMediaMeans {
  readonly ownAddress: (peer?: string) => string;
  /** One of many in an exchange's process. */
  readonly isHosted: boolean;
}

export async function houseMedia(
  world: World,
  env: Environment,
  { ownAddress, isHosted }: HouseMediaMeans,
): Promise<MediaEngine> {
  const socket = isHosted ? undefined : mediaSocket();
  if (socket !== undefined) return apart(world, socket);
  const { insideMedia } = await import("./insideMedia.ts"); // with codecs that else nobody needs
  return insideMedia(world, env, { ownAddress, ...(isHosted && { portsAhead: 0 }) });
}

/** Where it is not there in time calls are refused until it is. */
async function apart({ clock, log, random }: World, socket: string): Promise<MediaEngine> {
  const connect = () => connectLocally(socket, longestFrame);
  const engine = new RemoteEngine({ clock, log, version, name: hex(random(8)), connect });
  await engine.greeted;
  return engine;
}
