/** Has the router open a port for a moment, and a server elsewhere come in by it where there is one that can. */
import type { Address } from "#world/network.ts";
import type { World } from "#world/world.ts";
import { datagrams } from "./datagrams.ts";
import type { MappingSeen } from "./facts.ts";
import type { Asked } from "./mapped.ts";
import { mapPort, type RouterPlaces } from "./portMapper.ts";
import { bind } from "./stunProbe.ts";

export interface MappingProbe {
  /** Our address in the house. */
  readonly own: string;
  readonly places: RouterPlaces;
  /** Comes back from another address when asked to, if it can (RFC 5780). */
  readonly stun?: Address;
}

/** Long enough for the probe, should we end before we have taken it away. */
const lifetime = 120;

export async function probeMapping(
  { own, places, stun }: MappingProbe,
  world: World,
): Promise<MappingSeen> {
  const socket = await world.network.udp({ host: own, port: 0 });
  if (!socket.ok) return { is: "refused", detail: socket.problem.detail };
  const talk = datagrams(socket.value, world.clock);
  const { port } = socket.value.local;
  const asked: Asked = { protocol: "udp", client: own, port, outer: port, lifetime };
  const mapping = { ...asked, nonce: world.random(12) };
  try {
    const answer = await mapPort(mapping, places, world);
    if (!answer.ok)
      return answer.problem.code === "network.noRouter"
        ? { is: "noRouter" }
        : { is: "refused", detail: answer.problem.detail };
    const means = { talk, world };
    const other = stun && (await bind(stun, means))?.other;
    const cameIn = other && stun && (await bind(stun, means, { address: true, port: true }));
    await mapPort({ ...mapping, outer: answer.value.outer.port, lifetime: 0 }, places, world);
    const isTried = other !== undefined;
    return {
      is: "granted",
      mapped: answer.value,
      ...(isTried && { cameIn: cameIn !== undefined }),
    };
  } finally {
    talk.close();
  }
}
