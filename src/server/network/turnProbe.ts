/** Whether the owner's TURN server passes sound on: we come in, somebody writes to us through it, and we write back (RFC 8656). */
import { millis, seconds } from "#kit/time.ts";
import type { Turn } from "#telephony/settings/network.ts";
import type { Address, UdpSocket } from "#world/network.ts";
import type { World } from "#world/world.ts";
import { type Datagrams, datagrams } from "./datagrams.ts";
import type { TurnSeen } from "./facts.ts";
import { type IceServer, iceServers } from "./iceServers.ts";
import { formatStun, isSame, type StunAttribute } from "./stunCodec.ts";
import { placeOf } from "./stunProbe.ts";
import { streamSocket } from "./stunStream.ts";
import {
  type Login,
  loginOf,
  readDataIndication,
  readTurnAnswer,
  sendIndication,
  type TurnAnswer,
  type TurnMethod,
  turnRequest,
  wants,
} from "./turnMessage.ts";

const answersWithin = seconds(3);
/** Nobody waits for the goodbye. */
const goodbyeWithin = millis(250);
const pingBytes = 32;
const unauthorized = 401;
const staleNonce = 438;
const binding = 0x0001;

type Means = Pick<World, "clock" | "crypto" | "network" | "random">;

interface Door {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly by: "udp" | "tcp" | "tls";
}

/** Each of its addresses, as a browser would use it. */
export async function probeTurn(turn: Turn | null, world: Means): Promise<readonly TurnSeen[]> {
  const [login] = iceServers(turn, {
    who: "check",
    now: world.clock.wallTime(),
    crypto: world.crypto,
  });
  if (!login) return [];
  return Promise.all(login.urls.map((url) => probeOne(url, login, world)));
}

/** RFC 7065: `turn:host:port?transport=tcp`; 5349 is the port over TLS. */
function doorOf(url: string): Door | undefined {
  const [, scheme, host = "", port, transport] =
    /^(turns?):(\[[^\]]*\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/.exec(url) ?? [];
  if (scheme === undefined) return undefined;
  const isTls = scheme === "turns";
  if (isTls && transport === "udp") return undefined; // DTLS is not spoken here
  return {
    url,
    host,
    port: Number(port ?? (isTls ? 5349 : 3478)),
    by: isTls ? "tls" : ((transport as "udp" | "tcp" | undefined) ?? "udp"),
  };
}

async function probeOne(url: string, login: IceServer, world: Means): Promise<TurnSeen> {
  const door = doorOf(url);
  if (!door) return { url, is: "untried" };
  const to = await placeOf(`${door.host}:${door.port}`, world.network);
  if (!to) return { url, is: "lost" };
  const socket = await socketTo(door, to, world);
  if (!socket) return { url, is: "silent" };
  const talk = datagrams(socket, world.clock);
  try {
    return { url, ...(await comeIn({ talk, to, isStream: door.by !== "udp", world }, login)) };
  } finally {
    talk.close();
  }
}

async function socketTo(
  { by, host }: Door,
  to: Address,
  { clock, network }: Means,
): Promise<UdpSocket | undefined> {
  if (by === "udp") {
    const socket = await network.udp(anyPort(to));
    return socket.ok ? socket.value : undefined;
  }
  const stream = await network.connect(to, by === "tls" ? { serverName: host } : undefined);
  return stream.ok ? streamSocket(stream.value, clock) : undefined;
}

const anyPort = ({ host }: Address): Address => ({
  host: host.includes(":") ? "::" : "0.0.0.0",
  port: 0,
});

interface Inside {
  readonly talk: Datagrams;
  readonly to: Address;
  readonly isStream: boolean;
  readonly world: Means;
}
type Seen = Omit<TurnSeen, "url">;
type Wished = (id: Uint8Array) => readonly StunAttribute[];

/** One request; undefined when nobody answers. What is sent over a stream is not sent again. */
async function request(
  { talk, to, isStream, world }: Inside,
  method: TurnMethod,
  wished: Wished,
  login?: Login,
): Promise<TurnAnswer | undefined> {
  const id = world.random(12);
  const answer = await talk.ask({
    data: turnRequest(method, id, wished(id), login),
    to,
    within: method === "refresh" ? goodbyeWithin : answersWithin,
    once: isStream,
    read: (data) => readTurnAnswer(data, method, id),
  });
  return answer?.value;
}

async function comeIn(inside: Inside, server: IceServer): Promise<Seen> {
  const allocation: Wished = () => wants.allocation(inside.to.host.includes(":"));
  let answer = await request(inside, "allocate", allocation);
  let login: Login | undefined;
  const named = { username: server.username, password: server.credential };
  for (const code of [unauthorized, staleNonce]) {
    if (answer?.is !== "refused" || answer.code !== code || !answer.challenge) continue;
    login = loginOf(named, answer.challenge, inside.world.crypto);
    answer = await request(inside, "allocate", allocation, login);
  }
  if (!answer) return { is: "silent" };
  if (answer.is === "refused") return refusedBy(answer);
  const { relayed, mapped } = answer;
  if (!relayed || !mapped) return { is: "silent" };
  try {
    const allowed = await request(inside, "permission", (id) => wants.peer(mapped, id), login);
    if (!allowed) return { is: "silent" };
    if (allowed.is === "refused") return { ...refusedBy(allowed), is: "shut" };
    return await echo(inside, relayed);
  } finally {
    await request(inside, "refresh", wants.nothingMore, login);
  }
}

const refusedBy = ({ code, reason }: Extract<TurnAnswer, { is: "refused" }>): Seen => ({
  is: code === unauthorized ? "denied" : "refused",
  code,
  reason,
});

/** Another socket of ours is the other party: it writes to the relay, which lets it in by our permission, and hears what we write back. */
async function echo({ talk, to, isStream, world }: Inside, relayed: Address): Promise<Seen> {
  const other = await world.network.udp(anyPort(relayed));
  if (!other.ok) return { is: "deaf" };
  const peer = datagrams(other.value, world.clock);
  const [ping, pong] = [world.random(pingBytes), world.random(pingBytes)];
  const back = peer.ask({
    data: ping,
    to: relayed,
    within: answersWithin,
    read: (data) => isSame(data, pong) || undefined,
  });
  const came = talk.ask({
    data: formatStun(binding, world.random(12)), // anything that it may answer
    to,
    within: answersWithin,
    once: isStream,
    read(data) {
      const said = readDataIndication(data);
      return said && isSame(said.data, ping) ? said.peer : undefined;
    },
  });
  void came.then((heard) => {
    const data = heard && sendIndication(world.random(12), heard.value, pong);
    if (data)
      void talk.ask({ data, to, within: answersWithin, once: isStream, read: () => undefined });
  });
  const answer = await back;
  peer.close();
  return answer ? { is: "works", roundTrip: answer.after } : { is: "deaf" };
}
