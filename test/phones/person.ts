import { type AccountHost, accountHost } from "#server/accounts/accountHost.ts";
import { newUserAgent } from "#sip/agent/newUserAgent.ts";
import type { IncomingInvite, UserAgent } from "#sip/agent/userAgent.ts";
import type { HeaderLine } from "#sip/message/message.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { locator } from "#sip/transport/locator.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import type { Hop } from "#sip/transport/transport.ts";
import { openTransports } from "#sip/transport/transports.ts";
import { account } from "#telephony/settings/telephones.ts";
import type { StreamSocket } from "#world/network.ts";
import { serverKey } from "#world/serverKey.ts";
import type { World } from "#world/world.ts";
import { Talk } from "./talk.ts";
import { Voice } from "./voice.ts";

/** Where a town's server listens. */
export const serverHost = "192.0.2.1";

export interface PersonParts {
  readonly name: string;
  readonly host: string;
  readonly world: World;
  /** The tone that the person says all the time. */
  readonly tone: number;
  /** Where the person registers and calls; a town's server unless said. */
  readonly server?: string;
  /** It can be reached by TCP too. */
  readonly tcp?: true;
  /** How it registers and calls; by TCP it is reached along its own connection alone, unless `tcp` is said. */
  readonly by?: "udp" | "tcp";
  /** Where machines share an address: its own port of SIP, and its server's. Its sound has any. */
  readonly ports?: { readonly own: number; readonly server: number };
}

/** What a person does at once when called. */
export type Manner = "rings" | "nothing" | { readonly refuses: number };

/** How a person calls; `from` a user part. */
export interface Calls {
  readonly offers?: boolean;
  readonly from?: string;
  readonly name?: string;
  readonly extra?: readonly HeaderLine[];
  readonly maxForwards?: number;
  /** Offers G.722 first. */
  readonly wide?: boolean;
  /** The host of its own address; that of the server, or its machine's, unless said. */
  readonly domain?: string;
  /** The machine that it calls; its server unless said. */
  readonly at?: string;
  /** The flow that it calls along, in place of a machine. */
  readonly along?: Flow;
}

/** Somebody on a machine of their own, with a SIP telephone. */
export class Person {
  readonly name: string;
  readonly host: string;
  readonly agent: UserAgent;
  /** All calls, oldest first. */
  readonly talks: Talk[] = [];
  manner: Manner = "rings";
  /** In its calls from now on it speaks to where the other's sound comes from (its SDP may name a private address). */
  follows = false;
  /** For 401 and 407, as a caller. */
  login: { readonly user: string; readonly password: string } | undefined;
  readonly #world: World;
  readonly #tone: number;
  readonly #server: string;
  readonly #by: "udp" | "tcp";
  readonly #transports: OpenTransports;
  readonly #account: AccountHost;
  readonly #streams: ReadonlySet<StreamSocket>;
  readonly #serverPort: number;
  /** Of the next call's sound; 0: any. */
  #ports: number;

  private constructor(
    { name, host, world, tone, server = serverHost, by = "udp", ports }: PersonParts,
    transports: OpenTransports,
    hosted: {
      readonly agent: UserAgent;
      readonly account: AccountHost;
      readonly streams: ReadonlySet<StreamSocket>;
    },
  ) {
    this.name = name;
    this.host = host;
    this.agent = hosted.agent;
    this.#account = hosted.account;
    this.#streams = hosted.streams;
    this.#world = world;
    this.#tone = tone;
    this.#server = server;
    this.#by = by;
    this.#serverPort = ports?.server ?? 5060;
    this.#ports = ports ? 0 : 4000;
    this.#transports = transports;
    this.agent.invites((incoming) => void this.#called(incoming));
  }

  static async open(parts: PersonParts): Promise<Person> {
    const { host, name, tcp } = parts;
    const { world, streams } = breakable(parts.world);
    const local = { host, port: parts.ports?.own ?? 5060 };
    const opened = await openTransports(world, { udp: [local], ...(tcp && { tcp: [local] }) });
    if (!opened.ok) throw new Error(opened.problem.detail);
    const agent = newUserAgent({
      ...world,
      transports: opened.value,
      locate: locator(world, false),
      options: { product: name },
    });
    const [key] = await serverKey(world);
    const account = accountHost({ world, agent, key, product: name });
    return new Person(parts, opened.value, { agent, account, streams });
  }

  /** At the server, with that password; the person's name is the user name. */
  registers(secret: string): void {
    this.login = { user: this.name, password: secret };
    const port = this.#serverPort === 5060 ? "" : `:${this.#serverPort}`;
    const server = `${this.#server}${port}`;
    const words = { id: "me", kind: "carrier", server, transport: this.#by };
    this.#account.use([account.parse({ ...words, username: this.name, secret })]);
  }

  /** It is switched off, and says nothing. */
  vanishes(): void {
    this.#transports.close();
  }

  /** Its connections break, and it hears of that. */
  isCutOff(): void {
    for (const stream of this.#streams) stream.close();
  }

  get isRegistered(): boolean {
    return this.#account.status()[0]?.state === "registered";
  }

  /** `to`: user part at the server, or a whole URI. */
  async calls(to: string, how: Calls = {}): Promise<Talk> {
    const { offers = true, from = this.name, name = "", extra = [], maxForwards } = how;
    const { domain = this.login ? this.#server : this.host, at = this.#server } = how;
    const talk = await this.#talk();
    talk.isWide = how.wide ?? false;
    const uri = to.includes(":") ? to : `sip:${to}@${this.#server}`;
    talk.begins(
      this.agent.call({
        uri,
        from: `${name && `"${name}" `}<sip:${from}@${domain}>`,
        to: `<${uri}>`,
        destination: () =>
          how.along ? { to: "flow", flow: how.along } : { to: "hops", hops: [this.#hop(at)] },
        contactUser: this.name,
        extra,
        ...(maxForwards !== undefined && { maxForwards }),
        ...(offers && { body: talk.offer() }),
        ...(this.login && { login: this.login }),
      }),
    );
    return talk;
  }

  #hop(host: string): Hop {
    const remote = { host, port: this.#serverPort };
    return { protocol: this.#by === "tcp" ? "TCP" : "UDP", remote };
  }

  /** The newest call. */
  get talk(): Talk {
    const newest = this.talks.at(-1);
    if (!newest) throw new Error(`${this.name} is in no call`);
    return newest;
  }

  async close(): Promise<void> {
    await this.#account.close();
    this.agent.close();
    this.#transports.close();
    for (const talk of this.talks) talk.close();
  }

  async #talk(): Promise<Talk> {
    const local = { host: this.host, port: this.#ports };
    if (this.#ports > 0) this.#ports += 2;
    const voice = await Voice.open(this.#world, local, this.#tone);
    voice.follows = this.follows;
    const talk = new Talk(voice);
    this.talks.push(talk);
    return talk;
  }

  async #called(incoming: IncomingInvite): Promise<void> {
    const talk = await this.#talk();
    talk.arrives(incoming);
    if (typeof this.manner === "object") talk.refuses(this.manner.refuses);
    else if (this.manner === "rings") talk.rings();
  }
}

/** The same world, whose connections can be broken. */
function breakable(world: World) {
  const streams = new Set<StreamSocket>();
  const { network } = world;
  const connect: World["network"]["connect"] = async (...to) => {
    const opened = await network.connect(...to);
    if (opened.ok) streams.add(opened.value);
    return opened;
  };
  return { streams, world: { ...world, network: { ...network, connect } } };
}
