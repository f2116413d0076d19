import { tmpdir } from "node:os";
import { utf8 } from "#kit/bytes.ts";
import { ok } from "#kit/result.ts";
import { seconds } from "#kit/time.ts";
import { type KeptRegistered, keptRegistered } from "#sip/agent/keptRegistered.ts";
import { newUserAgent } from "#sip/agent/newUserAgent.ts";
import type { IncomingInvite, UserAgent } from "#sip/agent/userAgent.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { HeaderLine, SipResponse } from "#sip/message/message.ts";
import { type SipUri, sipUri } from "#sip/message/uri.ts";
import { locator } from "#sip/transport/locator.ts";
import { openTransports } from "#sip/transport/transports.ts";
import type { Network } from "#world/network.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { token } from "#world/random.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import type { World } from "#world/world.ts";
import { offer, offerWith } from "../phones/offer.ts";
import { inPatience } from "../phones/patience.ts";
import { freePort } from "./freePort.ts";
import { type Heard, heardOf } from "./realAgent.ts";

/** The name that leads to all nodes. */
export const domain = "maple.test";

export const held = offerWith("a=sendonly");

export interface NodePhoneOptions {
  readonly user: string;
  readonly password: string;
  readonly port: number;
  /** The addresses of the nodes, in the order in which this telephone is told them. */
  readonly nodes: readonly string[];
  readonly protocol?: "UDP" | "TCP";
}

/** A telephone in this process that finds the nodes as RFC 3263 has it, and the next one when one does not answer. */
export interface NodePhone {
  readonly agent: UserAgent;
  /** Resolves when it is. */
  registers(): Promise<void>;
  /** Registered anew, from now on. */
  isBack(): Promise<void>;
  calls(user: string): Heard;
  /** The next call in, which rings. */
  isCalled(): Promise<Heard & { readonly incoming: IncomingInvite }>;
  asks(asked: Asked): Promise<SipResponse>;
  close(): Promise<void>;
}

export async function nodePhone(of: NodePhoneOptions): Promise<NodePhone> {
  const plain = nodeWorld(tmpdir(), memoryLog());
  const world = { ...plain, network: named(plain.network, of.nodes) };
  const here = [{ host: "127.0.0.1", port: await freePort() }];
  const opened = await openTransports(world, { udp: here, tcp: here });
  if (!opened.ok) throw new Error(opened.problem.detail);
  const agent = newUserAgent({ ...world, transports: opened.value, locate: locator(world, false) });
  const coming: ((heard: Heard & { readonly incoming: IncomingInvite }) => void)[] = [];
  agent.invites((incoming) => {
    incoming.session.perform({ do: "progress", status: 180 });
    coming.shift()?.({ ...heardOf(incoming.session), incoming });
  });
  const { user, password } = of;
  const login = { user, password };
  const nextHop = wayOf(of);
  const registration = registering(of, { world, agent });
  const { registers, isBack } = registration;
  return {
    ...{ agent, registers, isBack },
    calls: (name) =>
      heardOf(
        agent.call({
          ...{ uri: at(name), from: `<${at(user)}>`, to: `<${at(name)}>`, login, body: offer },
          destination: () => ({ to: "uri", uri: nextHop }),
          contactUser: user,
        }),
      ),
    isCalled: () =>
      inPatience(
        () => `a call for ${user}`,
        (done) => coming.push(done),
      ),
    asks: (asked) => answerTo(asked, { world, agent, of }),
    async close() {
      registration.close();
      agent.close();
      opened.value.close();
    },
  };
}

const at = (name: string): string => `sip:${name}@${domain}`;

const wayOf = ({ port, protocol = "TCP" }: NodePhoneOptions): SipUri =>
  sipUri({ host: domain, port, params: new Map([["transport", protocol.toLowerCase()]]) });

interface Means {
  readonly world: World;
  readonly agent: UserAgent;
}

function registering(of: NodePhoneOptions, { world, agent }: Means) {
  const { user, password } = of;
  let kept: KeptRegistered | undefined;
  const registers = new Set<string>();
  const waiting = new Set<() => void>();
  const ears = [
    agent.losses((flow) => kept?.flowLost(flow)),
    agent.traffic(({ direction, text, callId }) => {
      if (direction === "out" && text === "REGISTER") registers.add(callId);
      if (direction === "in" && text === "200 OK" && registers.has(callId))
        for (const one of waiting) one();
    }),
  ];
  /** From now on. */
  const isBack = (): Promise<void> =>
    inPatience(
      () => `${user} to be registered`,
      (done) => {
        const then = (): void => {
          waiting.delete(then);
          done(undefined);
        };
        waiting.add(then);
      },
    );
  return {
    isBack,
    registers(): Promise<void> {
      const there = isBack();
      const login = { user, password };
      kept = keptRegistered(
        {
          ...{ name: `account/${user}`, nextHop: wayOf(of), contactUser: user },
          account: (contact) => ({
            ...{ aor: at(user), registrar: `sip:${domain}`, login, contact },
            expires: seconds(600),
          }),
          ...{ learn: () => undefined, told: () => undefined },
        },
        { world, agent },
      );
      return there;
    },
    close(): void {
      for (const ear of ears) ear();
      void kept?.leave();
    },
  };
}

/** A request outside of calls. */
export interface Asked {
  readonly method: string;
  readonly user: string;
  readonly lines?: readonly HeaderLine[];
  readonly body?: string;
}

function answerTo(
  { method, user: to, lines = [], body = "" }: Asked,
  { world, agent, of }: Means & { readonly of: NodePhoneOptions },
): Promise<SipResponse> {
  const [tag, callId] = [token(world.random), token(world.random)];
  const { user, password } = of;
  let cseq = 0;
  return inPatience(
    () => `an answer to ${method}`,
    (done) =>
      agent.ask(
        {
          ...{ destination: { to: "uri", uri: wayOf(of) }, login: { user, password } },
          make: ({ own }, credentials) =>
            makeRequest({
              ...{ method, uri: sipUri({ host: domain, user: to }) },
              headers: [
                { name: "From", text: `<${at(user)}>;tag=${tag}` },
                { name: "To", text: `<${at(to)}>` },
                { name: "Call-ID", text: callId },
                { name: "CSeq", text: `${++cseq} ${method}` },
                { name: "Contact", text: `<sip:${user}@${own.host}:${own.port}>` },
                ...lines,
                ...credentials,
              ],
              body: utf8(body),
            }),
        },
        (answer) => {
          if (answer.on === "response") done(answer.response);
          else throw new Error(`no answer to ${method}: ${answer.why}`);
        },
      ),
  );
}

/** The network with a DNS that knows our one name. */
const named = (network: Network, nodes: readonly string[]): Network => ({
  ...network,
  lookup: async (host, kind) =>
    host === domain
      ? ok(kind === "A" ? nodes.map((address) => ({ kind, data: [address], ttl: seconds(1) })) : [])
      : network.lookup(host, kind),
});
