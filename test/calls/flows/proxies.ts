import assert from "node:assert/strict";
import { fromUtf8 } from "#kit/bytes.ts";
import { type Instant, millis, wallTime } from "#kit/time.ts";
import { type LadderRow, ladder } from "#world/ladder.ts";
import { type SimHost, type SimWorld, simWorld } from "#world/sim/simWorld.ts";
import { type TracedPacket, traced } from "#world/trace.ts";
import { exchangeAt } from "../../exchange/village.ts";
import { Person, type PersonParts } from "../../phones/person.ts";
import { type OpenedServer, openServer } from "../../phones/town.ts";

type Opened = Awaited<ReturnType<typeof exchangeAt>>;

interface ExchangeWishes {
  readonly domains: readonly string[];
  readonly [key: string]: unknown;
}

/** Exchanges, feature servers and people on one virtual clock; whatever the product sends or gets is in the ladder. */
export class Proxies {
  readonly sim: SimWorld;
  readonly people: Person[] = [];
  readonly #names = new Map<string, string>();
  /** Of the product's machines, by host. */
  readonly #packets = new Map<string, readonly TracedPacket[]>();
  readonly #exchanges: Opened[] = [];
  readonly #members: OpenedServer[] = [];
  #began: Instant;

  constructor() {
    const began = wallTime(Date.parse("2026-11-27T12:00:00-05:00"));
    this.sim = simWorld({ seed: 1, began });
    this.#began = this.sim.clock.now();
  }

  /** An exchange, found by its domain. */
  async exchange(name: string, host: string, settings: ExchangeWishes) {
    const [domain = ""] = settings.domains;
    this.sim.network.record(domain, "A", [host]);
    this.#exchanges.push(await exchangeAt(this.#traced(name, host), host, settings));
  }

  async member(name: string, host: string, settings: object): Promise<void> {
    this.#members.push(await openServer(this.#traced(name, host), settings, { host }));
    await this.runs(1000);
  }

  async person(parts: Omit<PersonParts, "world">): Promise<Person> {
    const person = await Person.open({ ...parts, world: this.sim.host(parts.host) });
    this.people.push(person);
    this.named(parts.name, parts.host);
    return person;
  }

  /** Whoever is at that address is called so in the ladder. */
  named(name: string, host: string): void {
    this.#names.set(host, name);
  }

  runs(ms: number): Promise<void> {
    return this.sim.runs(millis(ms));
  }

  /** The ladder begins anew here. */
  begins(): void {
    this.#began = this.sim.clock.now();
  }

  get rows(): readonly LadderRow[] {
    return [...this.#packets]
      .flatMap(([host, packets]) => packets.filter((packet) => this.#counts(packet, host)))
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, from, to, data }) => ({
        ms: at - this.#began,
        from: this.#nameOf(from.host),
        to: this.#nameOf(to.host),
        text: labelOf(data),
      }));
  }

  ladder(): string {
    return ladder(this.rows);
  }

  async mustBeIdle(): Promise<void> {
    await this.runs(45_000);
    for (const { name, talks, agent } of this.people) {
      assert.deepEqual([name, talks.filter((talk) => !talk.isOver)], [name, []]);
      assert.ok(agent.idle(), `${name}'s user agent is idle`);
    }
    for (const { server } of this.#members) assert.equal(server.calls.size, 0, "no call is left");
    for (const { exchange } of this.#exchanges) assert.ok(exchange.idle, "no transaction is left");
    const closing = Promise.all([
      ...this.#members.map(({ server }) => server.close()),
      ...this.people.map((person) => person.close()),
    ]);
    await this.runs(5000);
    await closing;
    for (const { engine, server, transports } of this.#members) {
      await engine.close();
      server.parts.callAgent?.close();
      server.parts.agent.close();
      transports.close();
    }
    for (const opened of this.#exchanges) await opened.close();
    await this.runs(1000);
    assert.deepEqual(this.sim.leftovers(), []);
  }

  /** Each message once: as it leaves the product, or as it comes to it from people. */
  #counts({ at, from, to, data }: TracedPacket, host: string): boolean {
    if (at < this.#began || from.port === 0 || !isSip(data)) return false;
    return from.host === host || (to.host === host && !this.#packets.has(from.host));
  }

  #nameOf(host: string): string {
    return this.#names.get(host) ?? host;
  }

  #traced(name: string, host: string): SimHost {
    const plain = this.sim.host(host);
    const network = traced(plain.network, this.sim.clock);
    this.#packets.set(host, network.packets);
    this.named(name, host);
    return { ...plain, network };
  }
}

const firstLine = (data: Uint8Array): string =>
  fromUtf8(data.subarray(0, 200)).split("\r\n")[0] ?? "";
const isSip = (data: Uint8Array): boolean => firstLine(data).includes("SIP/2.0");

/** `INVITE`, `180 Ringing`. */
function labelOf(data: Uint8Array): string {
  const line = firstLine(data);
  return line.startsWith("SIP/2.0 ") ? line.slice(8) : (line.split(" ")[0] ?? "");
}
