/**
 * What the exchange's own code costs, without sockets: REGISTER dialogues, refused calls and calls
 * handed to it as bytes in this process. Steadier than the measurement beside Kamailio, which
 * counts the kernel's work too; to be watched while the code changes.
 */
import { Exchange } from "#exchange/exchange.ts";
import { openJournal } from "#exchange/journal.ts";
import { openPolicies } from "#exchange/policy/policies.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import { validateExchange } from "#exchange/settings/validate.ts";
import { policyFiles } from "#exchange/store/fileDrawer.ts";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { fail, ok } from "#kit/result.ts";
import { millis } from "#kit/time.ts";
import { digestResponse, digestSecrets } from "#sip/auth/digest.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import { locator } from "#sip/transport/locator.ts";
import { openTransports } from "#sip/transport/transports.ts";
import type { Files } from "#world/files.ts";
import type { Address, Network, UdpSocket } from "#world/network.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { nodeRandom } from "#world/node/nodeRandom.ts";
import { serverKey } from "#world/serverKey.ts";
import { memoryFiles } from "#world/sim/memoryFiles.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { simHttp } from "#world/sim/simHttp.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";
import type { World } from "#world/world.ts";
import { type Figures, quantile } from "./figures.ts";

const domain = "maple.example";
const own = { host: "192.0.2.1", port: 5060 };
const near = { host: "192.0.2.10", port: 5060 };
const far = { host: "192.0.2.20", port: 5060 };
const lines = (...all: readonly string[]): string => [...all, "", ""].join("\r\n");
const userName = (n: number): string => `u${n}`;

/** The exchange with one socket, into which `brings` puts datagrams; what it sends is heard by port. */
interface Desk {
  readonly clock: VirtualClock;
  /** Microseconds spent in the exchange so far. */
  readonly spent: () => number;
  /** Everything that it answers to this, as text, in order. */
  brings(text: string, from: Address): readonly string[];
}

async function desk(users: number): Promise<Desk> {
  const clock = new VirtualClock();
  const sent: Uint8Array[] = [];
  let hear: Parameters<UdpSocket["receive"]>[0] = () => {};
  let spent = 0;
  const socket: UdpSocket = {
    local: own,
    send: (data) => void sent.push(data.slice()),
    join: () => () => {},
    receive: (each) => {
      hear = each;
    },
    close() {},
  };
  const none = async () => fail("network.unreachable", "only one socket here");
  const network: Network = {
    udp: async () => ok(socket),
    ...{ listen: none, connect: none, lookup: none, ownAddress: () => own.host },
  };
  const world: World = {
    ...{ clock, network, http: simHttp(clock), random: nodeRandom },
    ...{ files: memoryFiles(), log: memoryLog(), crypto: nodeCrypto },
  };
  const transports = await openTransports(world, { udp: [own] });
  if (!transports.ok) throw new Error(transports.problem.code);
  const [key] = await serverKey(world);
  const parts = { world, transports: transports.value, locate: locator(world, false), key };
  const bindings = await openJournal<readonly Binding[]>(
    { ...world, files: forgetful(world.files) },
    "bindings.jsonl",
  );
  const policies = await openPolicies(world, policyFiles(world.files));
  const joined = { admits: () => true, has: () => false };
  const signer = nodeCrypto.ed25519Key(new Uint8Array(32));
  new Exchange({ ...parts, signer, settings: settingsFor(users), bindings, policies, joined });
  return {
    clock,
    spent: () => spent,
    brings(text, from) {
      const bytes = utf8(text);
      const began = performance.now();
      hear(bytes, from, clock.now());
      spent += (performance.now() - began) * 1000;
      return sent.splice(0).map(fromUtf8);
    },
  };
}

function settingsFor(count: number): ExchangeSettings {
  const user = (n: number): object => ({
    name: userName(n),
    login: digestSecrets(nodeCrypto, domain, { user: userName(n), password: "secret" }),
  });
  const checked = validateExchange({
    ...{ domains: [domain], country: "CA" },
    users: Array.from({ length: count }, (_, n) => user(n)),
    trunks: [{ id: "bench", server: near.host, channels: 10_000 }],
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked));
  return checked.value;
}

/** Takes what is written in place, and keeps nothing of it. */
const forgetful = (files: Files): Files => ({
  ...files,
  open: async () =>
    ok({ writeAt() {}, sync: async () => ok(undefined), close: async () => ok(undefined) }),
});

/** Each user asks to be registered, is asked for the password, and gives it. */
function registers({ brings }: Desk, n: number): void {
  const user = userName(n);
  const request = (cseq: number, more: readonly string[]): string =>
    lines(
      `REGISTER sip:${domain} SIP/2.0`,
      `Via: SIP/2.0/UDP ${far.host}:${far.port};branch=z9hG4bKr${n}c${cseq}`,
      "Max-Forwards: 70",
      `From: <sip:${user}@${domain}>;tag=r${n}`,
      `To: <sip:${user}@${domain}>`,
      `Call-ID: r${n}@${far.host}`,
      `CSeq: ${cseq} REGISTER`,
      `Contact: <sip:${user}@${far.host}:${far.port}>`,
      "Expires: 3600",
      "User-Agent: bench",
      ...more,
      "Content-Length: 0",
    );
  const [asked = ""] = brings(request(1, []), far);
  const nonce = /WWW-Authenticate: Digest.*nonce="([^"]+)".*/.exec(asked)?.[1] ?? "";
  const response = digestResponse(nodeCrypto, {
    ...{ algorithm: "MD5", method: "REGISTER", uri: `sip:${domain}`, nonce },
    secret: digestSecrets(nodeCrypto, domain, { user, password: "secret" }).md5,
    qop: { name: "auth", count: "00000001", cnonce: "bench" },
  });
  const credentials = `Authorization: Digest username="${user}",realm="${domain}",nonce="${nonce}",uri="sip:${domain}",response="${response}",algorithm=MD5,cnonce="bench",qop=auth,nc=00000001`;
  expects(brings(request(2, [credentials]), far), "200");
}

const sdp = lines(
  "v=0",
  `o=- 1 1 IN IP4 ${near.host}`,
  "s=-",
  `c=IN IP4 ${near.host}`,
  "t=0 0",
).concat(lines("m=audio 40000 RTP/AVP 0 101", "a=rtpmap:101 telephone-event/8000"));

interface Call {
  readonly id: string;
  readonly to: string;
  readonly tag?: string;
  readonly routes?: readonly string[];
}

const request = (method: string, cseq: number, { id, to, tag, routes = [] }: Call): string =>
  lines(
    `${method} sip:${to}@${tag === undefined ? domain : `${far.host}:${far.port}`} SIP/2.0`,
    `Via: SIP/2.0/UDP ${near.host}:${near.port};branch=z9hG4bK${id}${tag ?? ""}${cseq}`,
    ...routes.map((route) => `Route: ${route}`),
    "Max-Forwards: 70",
    `From: <sip:+14165550100@${near.host}>;tag=n${id}`,
    `To: <sip:${to}@${domain}>${tag === undefined ? "" : `;tag=${tag}`}`,
    `Call-ID: ${id}@${near.host}`,
    `CSeq: ${cseq} ${method}`,
    `Contact: <sip:near@${near.host}:${near.port}>`,
    ...(method === "INVITE" ? ["Content-Type: application/sdp"] : []),
    `Content-Length: ${method === "INVITE" ? sdp.length : 0}`,
  ) + (method === "INVITE" ? sdp : "");

/** Nobody of that name is there. */
function isRefused({ brings }: Desk, n: number): void {
  const call = { id: `x${n}`, to: "nobody" };
  const answer = expects(brings(request("INVITE", 1, call), near), "404");
  const tag = /^To:.*;tag=(\S+)/m.exec(answer)?.[1] ?? "";
  const ack = request("ACK", 1, { ...call, tag }).replace(
    /branch=\S+/,
    `branch=z9hG4bK${call.id}1`,
  );
  brings(ack, near);
}

/** Rings, is answered, and is ended by the caller: six requests and answers through the exchange. */
function goesThrough({ brings }: Desk, n: number): void {
  const call = { id: `c${n}`, to: userName(n % 1000) };
  const invite = expects(brings(request("INVITE", 1, call), near), "INVITE");
  const answer = (status: string, to: string): string => {
    const kept = /^(Via|From|Call-ID|CSeq|Record-Route): .*$/gm;
    const contact = `Contact: <sip:far@${far.host}:${far.port}>`;
    const end = ["To: <sip:u@maple.example>;tag=f", contact, "Content-Length: 0"];
    return lines(`SIP/2.0 ${status}`, ...(to.match(kept) ?? []), ...end);
  };
  brings(answer("180 Ringing", invite), far);
  const lifted = expects(brings(answer("200 OK", invite), far), "200");
  const routes = [...lifted.matchAll(/^Record-Route: (.*)$/gm)].map(([, route = ""]) => route);
  const within = { ...call, tag: "f", routes: routes.toReversed() };
  expects(brings(request("ACK", 1, within), near), "ACK");
  const bye = expects(brings(request("BYE", 2, within), near), "BYE");
  expects(brings(answer("200 OK", bye), far), "200");
}

/** That one of what it said which begins so. */
function expects(said: readonly string[], start: string): string {
  const found = said.find((one) => one.startsWith(start) || one.startsWith(`SIP/2.0 ${start}`));
  if (found === undefined) throw new Error(`not ${start}: ${said.join("\n").slice(0, 400)}`);
  return found;
}

/** A tenth of the batches is not disturbed by whatever else the machine does. */
const batch = 50;
const undisturbed = 0.1;

/** µs of each: of the calm batches, with the clock a virtual half millisecond further each time. */
export async function coreCosts(count: number): Promise<Figures> {
  const at = await desk(count);
  const each = (one: (desk: Desk, n: number) => void): number => {
    const costs: number[] = [];
    for (let n = 0; n < count; n += batch) {
      const before = at.spent();
      for (let i = n; i < n + batch; i++) {
        one(at, i);
        at.clock.runs(millis(0.5));
      }
      if (n >= count / 4) costs.push((at.spent() - before) / batch); // else it is still warming up
    }
    return quantile(costs, undisturbed);
  };
  const register = each(registers);
  const refused = each(isRefused);
  return { "µs a REGISTER": register, "µs a 404": refused, "µs a call": each(goesThrough) };
}
