import assert from "node:assert/strict";
import { attendantName } from "#exchange/attendant/attendantUser.ts";
import type { Exchange } from "#exchange/exchange.ts";
import { type OpenedExchange, openExchange } from "#exchange/openExchange.ts";
import { validateExchange } from "#exchange/settings/validate.ts";
import { millis, wallTime } from "#kit/time.ts";
import { digestSecrets } from "#sip/auth/digest.ts";
import type { Network } from "#world/network.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import type { Nat } from "#world/sim/nat.ts";
import { type SimHost, type SimWorld, simWorld } from "#world/sim/simWorld.ts";
import { type TracedPacket, traced } from "#world/trace.ts";
import { Person, serverHost } from "../phones/person.ts";
import { type OpenedServer, openServer } from "../phones/town.ts";

/* An exchange, feature servers as its members, and people around them, on one virtual clock. */

export const domain = "maple.example";
const password = (name: string): string => `password-of-${name}`;

/** A user as settings have one, with the password that the tests use. */
export const user = (name: string, more: object = {}): object => ({
  name,
  login: digestSecrets(nodeCrypto, domain, { user: name, password: password(name) }),
  ...more,
});

/** Of Ada and Ben, who are users unless it is said otherwise. */
export const numbers = { ada: "+16135550101", ben: "+16135550102" };

export const exchangeSettings = (more: object = {}): object => ({
  domains: [domain],
  country: "CA",
  users: [
    user("ada", { numbers: [numbers.ada], extension: "201" }),
    user("ben", { numbers: [numbers.ben], extension: "202" }),
  ],
  trunks: [{ id: "carrier", server: "192.0.2.10" }],
  tiers: [{ id: "standard", calls: "usual" }],
  ...more,
});

/** What becomes of every call to that member's number. */
export const memberSettings = (
  name: string,
  number: string,
  then: readonly object[],
  more: object = {},
): object => ({
  version: 1,
  owner: { name, timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number }],
  devices: [{ id: "desk", kind: "sip", secret: "a-long-secret" }],
  accounts: [
    {
      id: "maple",
      kind: "exchange",
      server: serverHost,
      transport: "udp",
      username: name,
      secret: password(name),
    },
  ],
  rules: [{ id: "all", when: { is: "always" }, then }],
  ...more,
});

export const ring = [{ do: "ring", targets: [{ device: "desk" }], for: 20 }];

export interface Member extends OpenedServer {
  readonly name: string;
  readonly host: string;
  readonly packets: readonly TracedPacket[];
  /** The router that it and its telephones are behind. */
  readonly nat: Nat | undefined;
}

interface Household {
  readonly nat?: Nat | undefined;
  /** The network as this member has it. */
  readonly within?: (network: Network) => Network;
  /** It takes other members' calls by TLS, and its key has this name. */
  readonly peerKey?: string;
}

interface Ports {
  readonly from: number;
  readonly to: number;
}

interface Whereabouts {
  readonly server?: string;
  readonly nat?: Nat;
}

export class Village {
  readonly sim: SimWorld;
  exchange: Exchange;
  opened: OpenedExchange;
  readonly people: Person[] = [];
  readonly members: Member[] = [];
  /** Other exchanges: above it, below it, or a carrier's. */
  readonly neighbours: OpenedExchange[] = [];
  /** The exchange's machine. */
  readonly host: SimHost;
  /** Takes a stream that comes from within the exchange's own process. */
  readonly admit: OpenedExchange["admit"];
  #close: () => Promise<void>;

  private constructor(sim: SimWorld, host: SimHost, opened: OpenedExchange) {
    this.sim = sim;
    this.host = host;
    this.opened = opened;
    this.exchange = opened.exchange;
    this.admit = opened.admit;
    this.#close = () => opened.close();
  }

  /** `rtp`: the exchange's media ports. `heard`: the world with whoever listens in. */
  static async open(
    settings: object,
    rtp?: Ports,
    heard = (world: SimWorld): SimWorld => world,
  ): Promise<Village> {
    const began = wallTime(Date.parse("2026-11-27T12:00:00-05:00"));
    const sim = heard(simWorld({ seed: 1, began }));
    const host = sim.host(serverHost);
    return new Village(sim, host, await exchangeAt(host, serverHost, settings, rtp));
  }

  /** The exchange is gone. */
  async goes(): Promise<void> {
    const closing = this.#close();
    await this.runs(3000);
    await closing;
    this.#close = () => Promise.resolve();
  }

  /** The exchange ends, and begins anew on the same machine. */
  async restarts(settings: object): Promise<void> {
    const closing = this.#close();
    await this.runs(100);
    await closing;
    const opened = await exchangeAt(this.host, serverHost, settings);
    this.opened = opened;
    this.exchange = opened.exchange;
    this.#close = () => opened.close();
  }

  /** Another exchange, on a machine of its own. */
  async neighbour(host: string, settings: object): Promise<OpenedExchange> {
    const opened = await exchangeAt(this.sim.host(host), host, settings);
    this.neighbours.push(opened);
    return opened;
  }

  /** A feature server, registered as that user when its settings have the account. */
  async member(
    name: string,
    host: string,
    settings: object,
    { nat, within = (network) => network, peerKey }: Household = {},
  ): Promise<Member> {
    const plain = this.sim.host(host, nat);
    const network = traced(plain.network, this.sim.clock);
    const house = { ...plain, network: within(network) };
    const opened = await openServer(house, settings, { host, peerKey });
    const member = { name, host, packets: network.packets, nat, ...opened };
    this.members.push(member);
    await this.runs(1000);
    return member;
  }

  /** Nothing of it is heard or said any more. */
  async breaks(member: Member): Promise<void> {
    member.transports.close();
    await this.runs(1000);
  }

  /** Somebody with a SIP telephone of their own; calls go to `server`. */
  async person(
    name: string,
    host: string,
    tone: number,
    { server = serverHost, nat }: Whereabouts = {},
  ): Promise<Person> {
    const person = await Person.open({ name, host, world: this.sim.host(host, nat), tone, server });
    this.people.push(person);
    return person;
  }

  /** The telephone on a member's desk. */
  async desk(member: Member, tone: number): Promise<Person> {
    const phone = await this.person("desk", `${member.host.replace(/\.(\d+)$/, ".1$1")}`, tone, {
      server: member.host,
      ...(member.nat && { nat: member.nat }),
    });
    phone.registers("a-long-secret");
    await this.runs(1000);
    assert.ok(phone.isRegistered, `${member.name}'s desk telephone is registered`);
    return phone;
  }

  /** A telephone that is itself the user's server. */
  async bare(name: string, host: string, tone: number, nat?: Nat): Promise<Person> {
    const phone = await this.person(name, host, tone, nat && { nat });
    phone.registers(password(name));
    await this.runs(1000);
    assert.ok(phone.isRegistered, `${name} is registered`);
    return phone;
  }

  /** The operator has changed the exchange's settings. */
  uses(settings: object): void {
    const read = validateExchange(settings);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    this.exchange.use(read.value);
  }

  runs(ms: number): Promise<void> {
    return this.sim.runs(millis(ms));
  }

  /** Nothing is left of any call. */
  async mustBeIdle(): Promise<void> {
    await this.runs(45_000);
    for (const { name, talks, agent } of this.people) {
      assert.deepEqual([name, talks.filter((talk) => !talk.isOver)], [name, []]);
      // an OPTIONS that keeps a router's door open is remembered for five seconds (timer K)
      if (!agent.idle()) await this.runs(6000);
      assert.ok(agent.idle(), `${name}'s user agent is idle`);
    }
    for (const { name, server } of this.members) {
      assert.equal(server.calls.size, 0, `no call is left at ${name}'s`);
      assert.ok(server.parts.agent.idle(), `no transaction is left at ${name}'s`);
    }
    for (const { idle, domains } of [this.exchange, ...this.neighbours.map((one) => one.exchange)])
      assert.ok(idle, `no transaction is left at the exchange of ${domains()}`);
    await this.#closes();
  }

  async #closes(): Promise<void> {
    const closing = Promise.all([
      ...this.members.map(({ server }) => server.close()),
      ...this.people.map((person) => person.close()),
      ...this.neighbours.map((one) => one.close()),
    ]);
    await this.runs(5000);
    await closing;
    for (const { engine, server, transports } of this.members) {
      await engine.close();
      server.parts.callAgent?.close();
      server.parts.agent.close();
      transports.close();
    }
    await this.#close();
    await this.runs(1000); // connections say goodbye
    assert.deepEqual(this.sim.leftovers(), []);
    assert.deepEqual(this.host.log.find(/threw|Error:/), []);
  }
}

/** An exchange on a machine of the simulated network. */
export async function exchangeAt(
  world: SimHost,
  host: string,
  settings: object,
  rtp = { from: 30_000, to: 30_063 },
) {
  const read = validateExchange(settings);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  const sip = { host, port: 5060 };
  const sips = { host, port: 5061 };
  const identity = { certificate: "", key: "" }; // the simulated network asks for none
  const attendant = password(attendantName);
  const given = { world, settings: read.value, sip, sips, identity, rtp, attendant };
  const opened = await openExchange(given);
  if (!opened.ok) throw new Error(opened.problem.detail);
  return opened.value;
}
