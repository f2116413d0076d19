import assert from "node:assert/strict";
import { serverControl } from "#server/control/serverControl.ts";
import type { Control } from "#server/control.ts";
import { type LadderRow, ladder } from "#world/ladder.ts";
import type { Nat } from "#world/sim/nat.ts";
import { heardWorld, type SentMessage } from "../../exchange/heardWorld.ts";
import { exchangeSettings, type Member, memberSettings, Village } from "../../exchange/village.ts";
import { type Person, serverHost } from "../../phones/person.ts";
import type { Talk } from "../../phones/talk.ts";

/** Of the street's users, and whoever calls from outside. */
export const numbers = {
  ada: "+16135550101",
  ben: "+16135550102",
  cem: "+16135550103",
  caller: "+16135550199",
} as const;

export type Name = Exclude<keyof typeof numbers, "caller">;

/** What people say all the time, in hertz. */
export const tones = { carrier: 1000, ada: 440, ben: 600, cem: 700 } as const;

export const carrierHost = "192.0.2.10";
const hosts: Readonly<Record<Name, string>> = {
  ada: "192.0.2.31",
  ben: "192.0.2.32",
  cem: "192.0.2.33",
};

const quietly = ["REGISTER", "SUBSCRIBE", "NOTIFY", "PUBLISH", "OPTIONS"];

/**
 * The street in which the claims of an exchange are shown, in virtual time: the exchange at
 * maple.example, its members' servers with a telephone each, and a carrier. Every SIP message that
 * a machine sends is a row of its ladder.
 */
export class FamilyHouse {
  readonly town: Village;
  readonly #names = new Map([[serverHost, "exchange"]]);
  readonly #sent: readonly SentMessage[];
  /** Requests that the ladder shows besides those of calls. */
  readonly #shows: readonly string[];
  /** Where the ladder begins. */
  #first = 0;
  #began = 0;

  private constructor(town: Village, sent: SentMessage[], shows: readonly string[]) {
    this.town = town;
    this.#sent = sent;
    this.#shows = shows;
  }

  /** Users and extensions are those of the tests' villages. `shows`: requests besides those of calls. */
  static async open(more: object = {}, shows: readonly string[] = []): Promise<FamilyHouse> {
    const sent: SentMessage[] = [];
    const heard = heardWorld((message) => sent.push(message));
    const town = await Village.open(exchangeSettings(more), undefined, heard);
    return new FamilyHouse(town, sent, shows);
  }

  /** The ladder begins anew here. */
  begins(): void {
    this.#first = this.#sent.length;
    this.#began = this.town.sim.clock.now();
  }

  runs(ms: number): Promise<void> {
    return this.town.runs(ms);
  }

  /** That machine's column in the ladder. */
  named(host: string, name: string): void {
    this.#names.set(host, name);
  }

  /** A feature server, which does that with every call to its number. */
  async member(
    name: Name,
    then: readonly object[],
    more: object = {},
    peerKey?: string,
  ): Promise<Member> {
    this.named(hosts[name], name);
    const settings = memberSettings(name, numbers[name], then, more);
    return this.town.member(name, hosts[name], settings, peerKey === undefined ? {} : { peerKey });
  }

  /** The telephone at a member's. */
  async desk(member: Member): Promise<Person> {
    const desk = await this.town.desk(member, tones[member.name as Name]);
    this.named(desk.host, `${member.name}'s phone`);
    return desk;
  }

  /** A telephone that is itself the user's server. */
  async bare(name: Name, host: string, nat?: Nat): Promise<Person> {
    this.named(host, name);
    return this.town.bare(name, host, tones[name], nat);
  }

  async carrier(): Promise<Person> {
    this.named(carrierHost, "carrier");
    return this.town.person("carrier", carrierHost, tones.carrier);
  }

  /** What the member's owner may see and do, by page and API. */
  control({ server, transports, host }: Member): Control {
    const web = { host, port: 80 };
    return serverControl(server, transports, { version: "0", troubles: () => [], web });
  }

  /** The owner's change, as page and API make it. */
  async changes(member: Member, more: object): Promise<void> {
    const { settings } = this.control(member);
    const { document, etag } = settings.read();
    const written = await settings.replace({ ...(document as object), ...more }, etag, "owner");
    assert.ok(written.ok, JSON.stringify(written));
    await this.runs(500);
  }

  /** Datagrams that went from the exchange to the member, from now on; of no matter what. */
  counting({ packets }: Member): () => number {
    const before = packets.length;
    return () => packets.slice(before).filter(({ from }) => from.host === serverHost).length;
  }

  /** Whether any message went between these two machines, from now on. */
  passing(a: string, b: string): () => boolean {
    const before = this.#sent.length;
    const are = (from: string, to: string) => (one: SentMessage) =>
      one.from.host === from && one.to.host === to;
    return () => this.#sent.slice(before).some((one) => are(a, b)(one) || are(b, a)(one));
  }

  /** What the caller was told of that call, some seconds later; then it is given up. */
  async told(call: Talk, ms = 3000): Promise<readonly string[]> {
    await this.runs(ms);
    if (!call.isOver) call.hangsUp();
    await this.runs(1000);
    return call.told;
  }

  /** Both hear each other. */
  async talk([one, hertz]: Spoken, [other, theirs]: Spoken): Promise<void> {
    for (const { voice } of [one, other]) voice.forget();
    await this.runs(1000);
    assert.ok(one.voice.lately(theirs) > 0.8, `${theirs} Hz is heard at one end`);
    assert.ok(other.voice.lately(hertz) > 0.8, `${hertz} Hz is heard at the other`);
  }

  /** Its server takes its registration back, and is away. */
  async leaves({ server }: Member): Promise<void> {
    const gone = server.accounts.close();
    await this.runs(3000);
    await gone;
  }

  ladder(): string {
    return ladder(this.#sent.slice(this.#first).flatMap((one) => this.#row(one)));
  }

  /** Everybody hangs up, and nothing of all this is left. */
  async ends(): Promise<void> {
    for (const { talks } of this.town.people)
      for (const talk of talks) if (!talk.isOver) talk.hangsUp();
    await this.runs(3000);
    await this.town.mustBeIdle();
  }

  #row({ at, from, to, text }: SentMessage): LadderRow[] {
    const method = /^CSeq: *\d+ +(\w+)/im.exec(text)?.[1] ?? "";
    const isQuiet = quietly.includes(method) && !this.#shows.includes(method);
    if (isQuiet || text.startsWith("SIP/2.0 100 ")) return [];
    const name = ({ host }: { readonly host: string }) => this.#names.get(host) ?? host;
    return [{ ms: at - this.#began, from: name(from), to: name(to), text: labelOf(text) }];
  }
}

type Spoken = readonly [talk: Talk, hertz: number];

/** `180 Ringing`; `INVITE +16135550101`: the number matters most here. */
function labelOf(text: string): string {
  const [line = ""] = text.split("\r\n");
  const [, status] = /^SIP\/2\.0 (\d+ .{0,15}(?= |$))/.exec(line) ?? [];
  if (status !== undefined) return status;
  const [method = "", uri = ""] = line.split(" ");
  const [, number] = /^sips?:(\+?\d{3,})@/.exec(uri) ?? [];
  return method === "INVITE" && number !== undefined ? `${method} ${number}` : method;
}
