import { tmpdir } from "node:os";
import type { UserAgentOptions } from "#sip/agent/layeredAgent.ts";
import { newUserAgent } from "#sip/agent/newUserAgent.ts";
import type { Calling, IncomingInvite, Session, UserAgent } from "#sip/agent/userAgent.ts";
import type { SessionEvent } from "#sip/session/session.ts";
import type { Protocol } from "#sip/transport/flow.ts";
import { locator } from "#sip/transport/locator.ts";
import { openTransports } from "#sip/transport/transports.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { freePort } from "./freePort.ts";

/** A user agent in this process, by UDP and TCP on one port of the loopback. */
export interface RealAgent {
  readonly agent: UserAgent;
  readonly port: number;
  /** Everything that was sent and came, in order: `in INVITE`. */
  readonly ladder: readonly string[];
  calls(port: number, more?: Partial<Calling>, protocol?: Protocol): Heard;
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
  const world = nodeWorld(tmpdir(), memoryLog());
  const here = [{ host: "127.0.0.1", port: await freePort() }];
  const transports = await openTransports(world, { udp: here, tcp: here });
  if (!transports.ok) throw new Error(transports.problem.detail);
  const parts = { ...world, transports: transports.value, locate: locator(world, false), options };
  const agent = newUserAgent(parts);
  const ladder: string[] = [];
  agent.traffic(({ direction, text }) => ladder.push(`${direction} ${text}`));
  const coming: ((heard: Heard & { readonly incoming: IncomingInvite }) => void)[] = [];
  agent.invites((incoming) => {
    const heard = heardOf(incoming.session);
    coming.shift()?.({ ...heard, incoming });
  });
  return {
    agent,
    port: here[0]?.port ?? 0,
    ladder,
    calls: (port, more = {}, protocol = "UDP") =>
      heardOf(
        agent.call({
          uri: `sip:bea@127.0.0.1:${port}`,
          from: "<sip:ada@127.0.0.1>",
          to: `<sip:bea@127.0.0.1:${port}>`,
          destination: () => ({
            to: "hops",
            hops: [{ protocol, remote: { host: "127.0.0.1", port } }],
          }),
          contactUser: "ada",
          ...more,
        }),
      ),
    isCalled: () => new Promise((resolve) => coming.push(resolve)),
    close() {
      agent.close();
      transports.value.close();
    },
  };
}

export function heardOf(session: Session): Heard {
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
