import { tmpdir } from "node:os";
import { type AccountHost, accountHost } from "#server/accounts/accountHost.ts";
import { newUserAgent } from "#sip/agent/newUserAgent.ts";
import type { Destination } from "#sip/agent/transactions.ts";
import type { Session, UserAgent } from "#sip/agent/userAgent.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { Protocol } from "#sip/transport/flow.ts";
import { locator } from "#sip/transport/locator.ts";
import type { Transports } from "#sip/transport/transport.ts";
import { openTransports } from "#sip/transport/transports.ts";
import { account } from "#telephony/settings/telephones.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { serverKey } from "#world/serverKey.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import type { World } from "#world/world.ts";
import { TestCall } from "./call.ts";
import { Ear } from "./ear.ts";
import { WebSocketWay } from "./webSocketWay.ts";

export type { TestCall } from "./call.ts";

/** `wss`: as a page speaks it. */
export const transports = ["udp", "tcp", "tls", "wss"] as const;
export type Transport = (typeof transports)[number];

export interface Where {
  readonly host: string;
  readonly port: number;
  readonly transport: Transport;
}

/** A telephone, or a carrier, in this process and over real sockets. */
export class RealTelephone {
  readonly name: string;
  readonly port: number;
  readonly calls: TestCall[] = [];
  /** How long it rings, in ms; undefined: nobody lifts. */
  lifts: number | undefined = 0;
  readonly #agent: UserAgent;
  readonly #world: World;
  /** Where it registers and calls. */
  server: Where;
  readonly #transports: Transports;
  readonly #account: AccountHost;
  readonly #waits: { readonly number: string; readonly then: (call: TestCall) => void }[] = [];

  private constructor(name: string, server: Where, made: Made) {
    this.name = name;
    this.server = server;
    this.#world = made.world;
    [this.#transports, this.#agent, this.#account] = [made.transports, made.agent, made.account];
    this.port = made.port;
    this.#agent.invites(({ session, request }) => void this.#called(session, request));
  }

  static async open(name: string, server: Where): Promise<RealTelephone> {
    const world = nodeWorld(tmpdir(), memoryLog());
    const { transports, port } = await opened(world, server);
    const locate = locator(world, server.host.includes(":"));
    const agent = newUserAgent({ ...world, transports, locate });
    const [key] = await serverKey(world);
    const account = accountHost({ world, agent, key, product: name });
    return new RealTelephone(name, server, { world, transports, port, agent, account });
  }

  async registers(secret: string): Promise<void> {
    const { host, port, transport } = this.server;
    const at = host.includes(":") ? `[${host}]` : host;
    const isSecure = transport === "tls" || transport === "wss"; // an account knows no WSS: it goes there by itself
    const by = isSecure
      ? ({ transport: "tls", acceptAnyCertificate: true } as const)
      : { transport };
    const words = { id: "me", kind: "carrier", server: `${at}:${port}`, ...by };
    const is = (): boolean => this.#account.status()[0]?.state === "registered";
    const there = new Promise<void>((resolve) => {
      const cancel = this.#account.changes(() => {
        if (!is()) return;
        cancel();
        resolve();
      });
    });
    this.#account.use([account.parse({ ...words, username: this.name, secret })]);
    if (!is()) await there;
  }

  /** `as`: another name than its own. */
  async dials(to: string, { login, as = this.name }: Dialling = {}): Promise<TestCall> {
    const { host, port, transport } = this.server;
    const at = host.includes(":") ? `[${host}]` : host;
    const protocol = transport.toUpperCase() as Protocol;
    const call = await this.#newCall();
    const destination = (): Destination => ({
      to: "hops",
      hops: [{ protocol, remote: { host, port } }],
    });
    call.begins(
      this.#agent.call({
        uri: `sip:${to}@${at}:${port}`,
        from: `<sip:${as}@${at}>`,
        to: `<sip:${to}@${at}:${port}>`,
        destination,
        contactUser: this.name,
        body: call.body(),
        ...(login !== undefined && { login: { user: this.name, password: login } }),
      }),
    );
    return call;
  }

  /** The next call that comes, or that comes for a number that ends like that. */
  isCalled(number = ""): Promise<TestCall> {
    return new Promise((then) => {
      this.#waits.push({ number, then });
    });
  }

  async close(): Promise<void> {
    await this.#account.close();
    this.#agent.close();
    this.#transports.close();
    for (const { ear } of this.calls) ear.close();
  }

  async #newCall(): Promise<TestCall> {
    const call = new TestCall(await Ear.open(this.#world, this.server.host));
    this.calls.push(call);
    return call;
  }

  async #called(session: Session, { uri, body }: SipRequest): Promise<void> {
    const call = await this.#newCall();
    call.begins(session);
    call.offered(new TextDecoder().decode(body));
    session.perform({ do: "progress", status: 180 });
    if (this.lifts !== undefined) setTimeout(() => call.lifts(), this.lifts);
    const called = uri.ok ? (uri.value.user ?? "") : "";
    const found = this.#waits.findIndex(({ number }) => called.endsWith(number));
    if (found >= 0) this.#waits.splice(found, 1)[0]?.then(call);
  }
}

interface Dialling {
  /** The password of its account. */
  readonly login?: string;
  readonly as?: string;
}

interface Made {
  readonly world: World;
  readonly transports: Transports;
  /** 0: it can't be called by who does not know it. */
  readonly port: number;
  readonly agent: UserAgent;
  readonly account: AccountHost;
}

async function opened(world: World, { host, port, transport }: Where) {
  if (transport === "wss") return { transports: new WebSocketWay({ host, port }, world), port: 0 };
  const opened = await openTransports(world, {
    udp: [{ host, port: 0 }],
    trust: () => ({ acceptAnyCertificate: true }),
  });
  if (!opened.ok) throw new Error(opened.problem.detail);
  return { transports: opened.value, port: opened.value.bound[0]?.local.port ?? 0 };
}
