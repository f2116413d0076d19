/** Which sockets a supervisor holds for its servers, and how they are told (docs/adr/0021). */
import { isIP } from "node:net";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Address } from "#world/network.ts";
import type { GivenSocket } from "#world/node/heldNetwork.ts";
import { type HeldSocket, holdTcp, holdUdp } from "#world/node/holding.ts";
import type { Environment } from "./environment.ts";

/** As the flags name them; `sip` is one of UDP and one of TCP. */
export interface HeldPlace extends GivenSocket {
  readonly name: "sip" | "sips" | "web" | "webs";
}

type Tried = readonly [HeldPlace["name"], Result<HeldSocket>];

const variable = "RINGWISE_HELD";
const receiveBuffer = 4 << 20;
/** A port that was free for UDP need not be for TCP; a telephone is told one number. */
const mostTries = 20;

/** All of them, or the trouble of one that somebody else has; `say` hears of what cannot be held. */
export function holdPlaces(
  env: Environment,
  say: (what: string) => void,
): Result<readonly HeldPlace[]> {
  const rest = (["sips", "web", "webs"] as const).map((name): Tried => [name, tcpAt(env[name])]);
  const held: HeldPlace[] = [];
  for (const [name, one] of [...sipAt(env.sip, mostTries), ...rest])
    if (one.ok) held.push({ name, ...one.value });
    else if (one.problem.code === "network.inUse") return one;
    else say(`${name} is not held: ${one.problem.detail}`);
  return ok(held);
}

function sipAt(at: Address, tries: number): readonly Tried[] {
  const udp = udpAt(at);
  const tcp = tcpAt(udp.ok ? udp.value.local : at);
  const isTaken = !tcp.ok && tcp.problem.code === "network.inUse";
  if (!udp.ok || !isTaken || at.port !== 0 || tries === 0)
    return [
      ["sip", udp],
      ["sip", tcp],
    ];
  udp.value.close();
  return sipAt(at, tries - 1);
}

function udpAt(at: Address): Result<HeldSocket> {
  if (process.env["RINGWISE_UDP"] === "batch")
    return fail("network.cannotHold", "UDP in batches opens its sockets itself");
  return isIP(at.host) === 0 ? named(at) : holdUdp(at, receiveBuffer);
}

const tcpAt = (at: Address): Result<HeldSocket> => (isIP(at.host) === 0 ? named(at) : holdTcp(at));

const named = ({ host }: Address): Result<never> =>
  fail("network.cannotHold", `${host} is a name, and may be several addresses`);

/** For the environment of a process that has them from that number on. */
export const toldOf = (held: readonly HeldPlace[], from: number): Record<string, string> => ({
  [variable]: JSON.stringify(
    held.map(({ name, protocol, local }, i) => ({ name, protocol, local, fd: from + i })),
  ),
});

/** What our supervisor holds for us; nothing without one. */
export const givenPlaces = (): readonly HeldPlace[] =>
  JSON.parse(process.env[variable] ?? "[]") as HeldPlace[];

/** With the ports that they have, where any was good. */
export function atPlaces(env: Environment, given: readonly HeldPlace[]): Environment {
  const places = given.map(({ name, local }) => [name, local] as const);
  return { ...env, ...(Object.fromEntries(places) as Partial<Environment>) };
}
