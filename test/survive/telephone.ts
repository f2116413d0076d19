import { tmpdir } from "node:os";
import { utf8 } from "#kit/bytes.ts";
import { type AccountHost, accountHost } from "#server/accounts/accountHost.ts";
import { newUserAgent } from "#sip/agent/newUserAgent.ts";
import type { Destination } from "#sip/agent/transactions.ts";
import type { Session, UserAgent } from "#sip/agent/userAgent.ts";
import { type Body, type SessionEvent, sdpBody } from "#sip/session/session.ts";
import type { Protocol } from "#sip/transport/flow.ts";
import { locator } from "#sip/transport/locator.ts";
import { type OpenTransports, openTransports } from "#sip/transport/transports.ts";
import { account } from "#telephony/settings/telephones.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { serverKey } from "#world/serverKey.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import type { World } from "#world/world.ts";
import { Ear } from "./ear.ts";

export type Transport = "udp" | "tcp" | "tls";

export interface Where {
  readonly host: string;
  readonly port: number;
  readonly transport: Transport;
}

/** One call of a telephone, and what was told of it. */
export class TestCall {
  readonly told: SessionEvent[] = [];
  readonly ear: Ear;
  session!: Session;
  #direction = "sendrecv";
  #version = 1;
  readonly #waits = new Set<() => void>();

  constructor(ear: Ear) {
    this.ear = ear;
  }

  begins(session: Session): void {
    this.session = session;
    session.events((event) => this.#hears(event));
  }

  has(on: SessionEvent["on"]): boolean {
    return this.told.some((event) => event.on === on);
  }

  /** False: it did not happen in that time, in ms. */
  until(so: () => boolean, atMost = 15_000): Promise<boolean> {
    if (so()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const look = (): void => {
        if (so()) end(true);
      };
      const end = (is: boolean): void => {
        clearTimeout(alarm);
        this.#waits.delete(look);
        resolve(is);
      };
      const alarm = setTimeout(() => end(false), atMost);
      this.#waits.add(look);
    });
  }

  /** The same of what its ear gets. */
  async hears(so: () => boolean): Promise<boolean> {
    const look = (): void => {
      for (const each of [...this.#waits]) each();
    };
    const cancel = this.ear.arrivals(look);
    return this.until(so).finally(cancel);
  }

  lifts(): void {
    this.session.perform({ do: "accept", body: this.body() });
  }

  /** True: it was agreed. */
  async offers(direction: "sendrecv" | "sendonly"): Promise<boolean> {
    const before = this.#count("answered");
    this.#direction = direction;
    this.session.perform({ do: "offer", body: this.body() });
    return this.until(() => this.#count("answered") > before);
  }

  /** Its hook is flashed, as telephones say it. True: it was understood. */
  async flashes(): Promise<boolean> {
    const before = this.#count("replied");
    const body: Body = { type: "application/hook-flash", content: utf8("signal=hf\r\n") };
    this.session.perform({ do: "request", method: "INFO", body });
    await this.until(() => this.#count("replied") > before);
    const [last] = this.told.filter((event) => event.on === "replied").slice(-1);
    return last?.on === "replied" && last.status === 200;
  }

  /** True: both sides know. */
  async hangsUp(other: TestCall): Promise<boolean> {
    this.session.perform({ do: "end" });
    return other.until(() => other.has("over"));
  }

  body(): Body {
    const { host, port } = this.ear.local;
    const family = host.includes(":") ? "IP6" : "IP4";
    const lines = [
      "v=0",
      `o=- 7 ${this.#version++} IN ${family} ${host}`,
      "s=-",
      `c=IN ${family} ${host}`,
      "t=0 0",
      `m=audio ${port} RTP/AVP 0`,
      `a=${this.#direction}`,
      "",
    ];
    return sdpBody(utf8(lines.join("\r\n")));
  }

  #count(on: SessionEvent["on"]): number {
    return this.told.filter((event) => event.on === on).length;
  }

  #hears(event: SessionEvent): void {
    this.told.push(event);
    if ("body" in event && event.body) this.#agrees(new TextDecoder().decode(event.body.content));
    if (event.on === "offered") this.session.perform({ do: "answer", body: this.body() });
    if (event.on === "over") this.ear.close();
    for (const look of [...this.#waits]) look();
  }

  /** What the INVITE that began it said. */
  offered(text: string): void {
    this.#agrees(text);
  }

  #agrees(text: string): void {
    const host = /^c=IN IP[46] (\S+)/m.exec(text)?.[1];
    const port = Number(/^m=audio (\d+)/m.exec(text)?.[1] ?? 0);
    if (host !== undefined && port > 0) this.ear.to = { host, port };
  }
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
  readonly #transports: OpenTransports;
  readonly #account: AccountHost;
  #waits: ((call: TestCall) => void)[] = [];

  private constructor(
    name: string,
    server: Where,
    world: World,
    made: { transports: OpenTransports; agent: UserAgent; account: AccountHost },
  ) {
    this.name = name;
    this.server = server;
    this.#world = world;
    [this.#transports, this.#agent, this.#account] = [made.transports, made.agent, made.account];
    this.port = made.transports.bound[0]?.local.port ?? 0;
    this.#agent.invites(({ session, request }) => void this.#called(session, request.body));
  }

  static async open(name: string, server: Where): Promise<RealTelephone> {
    const world = nodeWorld(tmpdir(), memoryLog());
    const local = { host: server.host, port: 0 };
    const opened = await openTransports(world, {
      udp: [local],
      trust: () => ({ acceptAnyCertificate: true }),
    });
    if (!opened.ok) throw new Error(opened.problem.detail);
    const transports = opened.value;
    const locate = locator(world, server.host.includes(":"));
    const agent = newUserAgent({ ...world, transports, locate });
    const [key] = await serverKey(world);
    return new RealTelephone(name, server, world, {
      ...{ transports, agent },
      account: accountHost({ world, agent, key, product: name }),
    });
  }

  async registers(secret: string): Promise<void> {
    const { host, port, transport } = this.server;
    const at = host.includes(":") ? `[${host}]` : host;
    const words = { id: "me", kind: "carrier", server: `${at}:${port}`, transport };
    const more = transport === "tls" ? { acceptAnyCertificate: true } : {};
    const is = (): boolean => this.#account.status()[0]?.state === "registered";
    const there = new Promise<void>((resolve) => {
      const cancel = this.#account.changes(() => {
        if (!is()) return;
        cancel();
        resolve();
      });
    });
    this.#account.use([account.parse({ ...words, username: this.name, secret, ...more })]);
    if (!is()) await there;
  }

  async dials(to: string, login?: string): Promise<TestCall> {
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
        from: `<sip:${this.name}@${at}>`,
        to: `<sip:${to}@${at}:${port}>`,
        destination,
        contactUser: this.name,
        body: call.body(),
        ...(login !== undefined && { login: { user: this.name, password: login } }),
      }),
    );
    return call;
  }

  /** The next call that comes. */
  isCalled(): Promise<TestCall> {
    return new Promise((resolve) => {
      this.#waits.push(resolve);
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

  async #called(session: Session, offer: Uint8Array): Promise<void> {
    const call = await this.#newCall();
    call.begins(session);
    call.offered(new TextDecoder().decode(offer));
    session.perform({ do: "progress", status: 180 });
    if (this.lifts !== undefined) setTimeout(() => call.lifts(), this.lifts);
    for (const wait of this.#waits.splice(0)) wait(call);
  }
}
