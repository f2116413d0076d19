/** The media engine of one house, in this process: every codec, the sounds of the package, and ports as the environment says. */
import { pcma } from "#media/codec/alaw.ts";
import { g722 } from "#media/codec/g722.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import { opusCodec } from "#media/codec/opus.ts";
import { codecTable } from "#media/codec/table.ts";
import { newMediaEngine } from "#media/engine/newMediaEngine.ts";
import { webRtc } from "#media/webrtc/openWebRtc.ts";
import { nodeFiles } from "#world/node/nodeFiles.ts";
import type { World } from "#world/world.ts";
import type { Environment } from "./environment.ts";
import { packageFolder } from "./package.ts";
import { portRanges } from "./portRanges.ts";

type MediaMeans = Parameters<typeof newMediaEngine>[0];

export const houseCodecs = () => codecTable([pcmu, pcma, g722, opusCodec()]);

export interface InsideMeans extends Pick<MediaMeans, "ownAddress" | "portsAhead"> {
  readonly codecs?: MediaMeans["codecs"];
}

export function insideMedia(
  world: World,
  env: Environment,
  { ownAddress, portsAhead, codecs = houseCodecs() }: InsideMeans,
) {
  const ports = portRanges(env.rtp);
  return newMediaEngine({
    world,
    codecs,
    ports: ports.plain,
    ...(portsAhead !== undefined && { portsAhead }),
    host: env.sip.host,
    ownAddress,
    openWebRtc: webRtc({ now: () => world.clock.now(), ports: ports.browser }),
    sounds: nodeFiles(packageFolder),
  });
}
