/** Asks the STUN servers of the settings from a port that sound goes by: where we are, what the NAT does, whether packets come back. */
import { after, type Millis, millis, seconds } from "#kit/time.ts";
import { hostPort } from "#sip/message/uri.ts";
import type { Address, UdpSocket } from "#world/network.ts";
import type { World } from "#world/world.ts";
import { type Datagrams, datagrams } from "./datagrams.ts";
import type { NatSeen, StunSeen } from "./facts.ts";
import { bindingRequest, type Change, readBindingAnswer } from "./stunMessage.ts";

/** Sent anew in this time (datagrams.ts); who is silent for so long does not answer. */
const answersWithin: Millis = seconds(3);
const usualPort = 3478;
const soundPackets = 20;
const packetEvery = 20;
/** What is a second late is of no use to a conversation. */
const soundWithin: Millis = seconds(1);

type Bound = Extract<NonNullable<ReturnType<typeof readBindingAnswer>>, { is: "bound" }>;

export interface Talk {
  readonly talk: Datagrams;
  readonly world: Pick<World, "clock" | "random">;
}

/** `servers`: resolved. The socket is closed behind it. */
export async function probeStun(
  servers: readonly Address[],
  socket: UdpSocket,
  world: Pick<World, "clock" | "random">,
): Promise<StunSeen> {
  const talk = datagrams(socket, world.clock);
  const means = { talk, world };
  try {
    const answers = await Promise.all(servers.map((server) => bind(server, means)));
    const bound = answers.filter((one) => one !== undefined);
    const at = answers.findIndex((one) => one !== undefined);
    const server = servers[at];
    const seen = { asked: servers.length, mapped: bound.map(({ mapped }) => mapped) };
    if (!server) return { ...seen, nat: {} };
    const nat = await natOf(server, bound, means);
    return { ...seen, nat, sound: await soundBy(server, means) };
  } finally {
    talk.close();
  }
}

/** One binding; undefined when nobody answers, or refuses. */
export async function bind(
  server: Address,
  { talk, world }: Talk,
  change?: Change,
): Promise<Bound | undefined> {
  const id = world.random(12);
  const answer = await talk.ask({
    data: bindingRequest(id, change),
    to: server,
    within: answersWithin,
    anySource: change !== undefined,
    read: (data, from) => {
      const read = readBindingAnswer(data, id);
      const isFromThere = from.host === server.host && from.port === server.port;
      return change && read?.is === "bound" && isFromThere ? undefined : read; // RFC 5780: it ignored the wish
    },
  });
  return answer?.value.is === "bound" ? answer.value : undefined;
}

/** RFC 5780 §4.3, §4.4, with two servers or with the two addresses of one: whom we have not written to yet may come in or not. */
async function natOf(server: Address, bound: readonly Bound[], means: Talk): Promise<NatSeen> {
  const other = bound.find((one) => one.other)?.other;
  const filtering = other && (await filteringOf(server, means));
  const further = other && bound.length < 2 ? await bind(other, means) : undefined;
  const mapped = [...bound, ...(further ? [further] : [])].map((one) => one.mapped);
  const ports = new Set(mapped.map(({ host, port }) => `${host} ${port}`));
  const mapping = ports.size > 1 ? "dependent" : "endpointIndependent";
  return { ...(mapped.length > 1 && { mapping }), ...(filtering && { filtering }) };
}

async function filteringOf(
  server: Address,
  means: Talk,
): Promise<NonNullable<NatSeen["filtering"]>> {
  if (await bind(server, means, { address: true, port: true })) return "endpointIndependent";
  const port = await bind(server, means, { address: false, port: true });
  return port ? "addressDependent" : "addressAndPortDependent";
}

/** As many packets as 0.4 s of sound has, at its pace. */
async function soundBy(
  server: Address,
  { talk, world: { clock, random } }: Talk,
): Promise<NonNullable<StunSeen["sound"]>> {
  const began = clock.now();
  const one = async (n: number) => {
    const at = after(began, millis(n * packetEvery));
    await new Promise<void>((resolve) => void clock.at(at, resolve));
    const id = random(12);
    const read = (data: Uint8Array) => readBindingAnswer(data, id);
    const question = {
      data: bindingRequest(id),
      to: server,
      within: soundWithin,
      read,
      once: true,
    };
    return talk.ask(question);
  };
  const all = await Promise.all(Array.from({ length: soundPackets }, (_, n) => one(n)));
  const came = all.filter((answer) => answer !== undefined);
  const sum = came.reduce((total, answer) => total + answer.after, 0);
  return { sent: soundPackets, came: came.length, roundTrip: came.length ? sum / came.length : 0 };
}

/** Of `host` or `host:port`, the first address; IPv4 before IPv6. Undefined: there is none, or no such port. */
export async function placeOf(
  text: string,
  network: World["network"],
  port = usualPort,
): Promise<Address | undefined> {
  const said = hostPort(text);
  if (!said) return undefined;
  for (const kind of ["A", "AAAA"] as const) {
    const found = await network.lookup(said.host, kind);
    const host = found.ok ? found.value[0]?.data[0] : undefined;
    if (host !== undefined) return { host, port: said.port ?? port };
  }
  return undefined;
}
