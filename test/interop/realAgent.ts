import { listeners } from "#kit/listeners.ts";
import { ok } from "#kit/result.ts";
import { newUserAgent, type UserAgentOptions } from "#sip/agent/newUserAgent.ts";
import type { Calling, IncomingInvite, Session, UserAgent } from "#sip/agent/userAgent.ts";
import { topVia, Via } from "#sip/headers/via.ts";
import { edited } from "#sip/message/edit.ts";
import { header, type SipMessage } from "#sip/message/message.ts";
import { withParam } from "#sip/message/params.ts";
import { parseMessage } from "#sip/message/parse.ts";
import type { SessionEvent } from "#sip/session/session.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Arrival, Transports } from "#sip/transport/transport.ts";
import type { Address, UdpSocket } from "#world/network.ts";
import { nodeClock } from "#world/node/nodeClock.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { nodeNetwork } from "#world/node/nodeNetwork.ts";
import { nodeRandom } from "#world/node/nodeRandom.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";

/** A user agent in this process on a UDP port of the loopback. */
export interface RealAgent {
  readonly agent: UserAgent;
  readonly port: number;
  /** Everything that was sent and came, in order: `in INVITE`. */
  readonly ladder: readonly string[];
  calls(port: number, more?: Partial<Calling>): Heard;
  /** The next call in. */
  isCalled(): Promise<Heard & { readonly incoming: IncomingInvite }>;
  close(): void;
}

/** A session and what it tells, to wait for. */
export interface Heard {
  readonly session: Session;
  readonly told: readonly SessionEvent[];
  /** The first event of that kind, past or to come. */
  until<On extends SessionEvent["on"]>(on: On): Promise<SessionEvent & { readonly on: On }>;
}

export async function realAgent(options: Partial<UserAgentOptions> = {}): Promise<RealAgent> {
  const socket = await nodeNetwork.udp({ host: "127.0.0.1", port: 0 });
  if (!socket.ok) throw new Error(socket.problem.detail);
  const agent = newUserAgent({
    transports: udpAlone(socket.value),
    locate: ({ host, port }, then) =>
      then(ok([{ protocol: "UDP", remote: { host, port: port ?? 5060 } }])),
    clock: nodeClock,
    random: nodeRandom,
    crypto: nodeCrypto,
    log: memoryLog(),
    options,
  });
  const ladder: string[] = [];
  agent.traffic(({ direction, text }) => ladder.push(`${direction} ${text}`));
  const coming: ((heard: Heard & { readonly incoming: IncomingInvite }) => void)[] = [];
  agent.invites((incoming) => {
    const heard = heardOf(incoming.session);
    coming.shift()?.({ ...heard, incoming });
  });
  return {
    agent,
    port: socket.value.local.port,
    ladder,
    calls: (port, more = {}) =>
      heardOf(
        agent.call({
          uri: `sip:bea@127.0.0.1:${port}`,
          from: "<sip:ada@127.0.0.1>",
          to: `<sip:bea@127.0.0.1:${port}>`,
          destination: () => ({
            to: "hops",
            hops: [{ protocol: "UDP", remote: { host: "127.0.0.1", port } }],
          }),
          contactUser: "ada",
          ...more,
        }),
      ),
    isCalled: () => new Promise((resolve) => coming.push(resolve)),
    close() {
      agent.close();
      socket.value.close();
    },
  };
}

function heardOf(session: Session): Heard {
  const told: SessionEvent[] = [];
  const waiting: { on: string; then: (event: SessionEvent) => void }[] = [];
  session.events((event) => {
    told.push(event);
    for (const one of [...waiting])
      if (one.on === event.on) {
        waiting.splice(waiting.indexOf(one), 1);
        one.then(event);
      }
  });
  return {
    session,
    told,
    until: (on) =>
      new Promise((resolve) => {
        const then = resolve as (event: SessionEvent) => void;
        const known = told.find((event) => event.on === on);
        if (known === undefined) waiting.push({ on, then });
        else then(known);
      }),
  };
}

/** One UDP socket as all our transports. */
function udpAlone(socket: UdpSocket): Transports {
  const arrivals = listeners<Arrival>();
  const flowTo = (remote: Address): Flow => ({ protocol: "UDP", local: socket.local, remote });
  socket.receive((data, from, at) => {
    const message = parseMessage(data);
    if (message.ok)
      arrivals.tell({ message: received(message.value, from), flow: flowTo(from), at });
  });
  return {
    arrivals: arrivals.listen,
    losses: () => () => undefined,
    flowTo: ({ remote }, then) => then(ok(flowTo(remote))),
    ownAddress: () => socket.local,
    send(bytes, { remote }) {
      socket.send(bytes, remote);
      return true;
    },
    close: () => socket.close(),
  };
}

/** RFC 3581 §4. */
function received(message: SipMessage, from: Address): SipMessage {
  const via = topVia(message);
  if (message.kind === "response" || via === undefined) return message;
  const params = withParam(
    withParam(via.params, "received", from.host),
    "rport",
    String(from.port),
  );
  return edited(message, [{ edit: "replaceFirst", line: header(Via, [{ ...via, params }]) }]);
}
