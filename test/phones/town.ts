import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fail, ok } from "#kit/result.ts";
import { type Instant, millis, wallTime } from "#kit/time.ts";
import { pcma } from "#media/codec/alaw.ts";
import { g722 } from "#media/codec/g722.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import { codecTable } from "#media/codec/table.ts";
import type { MediaEngine } from "#media/engine/mediaEngine.ts";
import { newMediaEngine } from "#media/engine/newMediaEngine.ts";
import type { LoopDriver } from "#media/loop/loop.ts";
import { serverControl } from "#server/control/serverControl.ts";
import type { Control } from "#server/control.ts";
import { isHelpInvite } from "#server/emergency/helpInvite.ts";
import { FeatureServer } from "#server/featureServer.ts";
import { CallAgent } from "#server/mgcp/callAgent.ts";
import { soundFiles } from "#server/soundFiles.ts";
import { type LiveRows, memoryRows } from "#server/store/liveRows.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { type SettingsStore, settingsStore } from "#server/store/settingsStore.ts";
import type { KeptCall, Store } from "#server/store/store.ts";
import { readText } from "#server/subscriptions/readText.ts";
import { behindJournal } from "#server/survival/behindJournal.ts";
import { Journal } from "#server/survival/journal.ts";
import { newUserAgent } from "#sip/agent/newUserAgent.ts";
import { locator } from "#sip/transport/locator.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import { openTransports } from "#sip/transport/transports.ts";
import type { Commands } from "#world/commands.ts";
import type { Files } from "#world/files.ts";
import { type LadderRow, ladder } from "#world/ladder.ts";
import type { Load } from "#world/load.ts";
import { serverKey } from "#world/serverKey.ts";
import type { Nat } from "#world/sim/nat.ts";
import { simIdentity } from "#world/sim/simStreams.ts";
import { type SimHost, type SimWorld, simWorld } from "#world/sim/simWorld.ts";
import { type TracedPacket, traced } from "#world/trace.ts";
import { ApartMedia, type MakesEngine } from "./apartMedia.ts";
import { type Mortal, mortal } from "./mortal.ts";
import { Person, type PersonParts, serverHost } from "./person.ts";
import type { Steps } from "./steps.ts";
import type { HandsetPage } from "./web/handsetPage.ts";
import { wiredEngine } from "./wiredEngine.ts";

/** By which way a person speaks, and is reached. */
export interface Wayfarer extends Pick<PersonParts, "by" | "tcp"> {
  /** The one that it is behind. */
  readonly router?: Nat | undefined;
}

type Loops = Readonly<Record<string, LoopDriver>>;

export interface TownOptions {
  readonly seed?: number;
  /** What clocks show at the beginning; a Friday noon in Toronto unless said. */
  readonly began?: string;
  /** Remembers the packets of the server: see `packets`. */
  readonly traced?: boolean;
  /** What is out in the world before the server begins: names and web services. */
  readonly internet?: (sim: SimWorld) => void;
  /** What is at the other end of the household's analogue lines, by the telephone's id. */
  readonly loops?: Loops;
  /** The handset page of the household: its browser's sound. */
  readonly page?: HandsetPage;
  /** Programs of the server's machine. */
  readonly commands?: Commands;
  /** How busy the server's thread is. */
  readonly load?: Load;
  /** The server listens at whatever addresses its machine has. */
  readonly anywhere?: true;
  /** Its sound is a process of its own. */
  readonly apart?: true;
  /** The house is behind a router with that public address. */
  readonly router?: string;
  /** Its journal takes its time, and it can be killed at each of its steps. */
  readonly steps?: Steps;
}

/** The server of one household and people around it, on one virtual clock: whole calls in no time. */
export class Town {
  readonly sim: SimWorld;
  server: FeatureServer;
  readonly people: Person[] = [];
  /** What went over the network of the server, when it is traced. */
  readonly packets: readonly TracedPacket[];
  /** The router that the house is behind, if any. */
  readonly router: Nat | undefined;
  readonly #house: SimHost;
  #transports: OpenTransports;
  #engine: MediaEngine;
  readonly #reopens: Reopens;
  /** Ports of analogue lines: they are held as long as the server runs. */
  readonly #lines: number;
  readonly #rows: LadderRow[] = [];
  readonly #media: ApartMedia | undefined;
  #began: Instant;

  private constructor(sim: SimWorld, house: SimHost, parts: TownParts) {
    this.sim = sim;
    this.#house = house;
    this.#transports = parts.transports;
    this.#engine = parts.engine;
    this.packets = parts.packets;
    this.#lines = this.mediaPorts;
    this.server = parts.server;
    this.#reopens = parts.reopens;
    this.#media = parts.media;
    this.router = parts.nat;
    this.#began = sim.clock.now();
    this.#watch();
  }

  #watch(): void {
    this.server.parts.agent.traffic(({ direction, text, flow }) => {
      const peer = this.#nameOf(flow.remote.host);
      const [from, to] = direction === "in" ? [peer, "server"] : ["server", peer];
      this.#rows.push({ ms: this.sim.clock.now() - this.#began, from, to, text });
    });
  }

  /** The server is killed, and another process takes its place so many milliseconds later. */
  async isKilled(away = 500): Promise<void> {
    this.#reopens.dies();
    await this.runs(away);
    const { server, transports, engine } = await this.#reopens.again();
    Object.assign(this, { server });
    [this.#transports, this.#engine] = [transports, engine];
    this.#watch();
  }

  /** The media process is killed; another one is there so many milliseconds later. */
  async mediaIsKilled(away = 100): Promise<void> {
    this.#media?.dies();
    await this.runs(away);
    this.#media?.begins();
  }

  static async open(settings: object, options: TownOptions = {}): Promise<Town> {
    const { seed = 1, began, traced: isTraced, loops = {} } = options;
    const { page, commands, internet, anywhere, steps } = options;
    const busy = options.load ? { load: options.load } : {};
    const start = wallTime(Date.parse(began ?? "2026-11-27T12:00:00-05:00"));
    const sim = simWorld({ seed, began: start });
    internet?.(sim);
    const nat = options.router === undefined ? undefined : sim.network.nat(options.router);
    const plain = { ...sim.host(serverHost, nat), ...busy };
    const network = traced(plain.network, sim.clock);
    const watched = isTraced ? { ...plain, network } : plain;
    const house = steps ? { ...watched, network: steps.network(watched.network) } : watched;
    const memory = { store: memoryStore(house.files), rows: memoryRows() };
    let apart: ApartMedia | undefined;
    const media = options.apart && {
      media(makes: MakesEngine): ApartMedia {
        apart ??= new ApartMedia(house, makes);
        return apart;
      },
    };
    const means = { loops, page, commands, memory, ...(anywhere && { anywhere }), ...media };
    const begin = (): { readonly opened: Promise<OpenedServer>; readonly life: Mortal } => {
      const life = mortal(house);
      const rows = steps?.rows(life.host.clock) ?? memory.rows;
      const how = { ...means, memory: { ...memory, rows } };
      return { life, opened: openServer(life.host, settings, how) };
    };
    let now = begin();
    const again = (): Promise<OpenedServer> => {
      now = begin();
      return now.opened;
    };
    const dies = (): void => {
      now.life.dies();
      apart?.controlDies();
    };
    steps?.kills(dies);
    const opened = await now.opened;
    await sim.settles(); // its lines are there
    const { packets } = network;
    return new Town(sim, house, {
      ...opened,
      nat,
      packets,
      reopens: { dies, again },
      media: apart,
    });
  }

  /** Somebody new in town, who says this tone in every call. */
  async person(name: string, host: string, tone: number, way: Wayfarer = {}): Promise<Person> {
    const world = this.sim.host(host, way.router);
    const person = await Person.open({ name, host, world, tone, ...way });
    this.people.push(person);
    return person;
  }

  /** A telephone of the household, registered. */
  async phone(name: string, tone: number, way: Wayfarer = {}): Promise<Person> {
    const host = `192.0.2.${20 + this.people.length}`;
    const phone = await this.person(name, host, tone, { router: this.router, ...way });
    phone.registers("a-long-secret");
    await this.runs(1000);
    assert.ok(phone.isRegistered, `${name} is registered`);
    return phone;
  }

  /** The disk of the server. */
  get disk(): SimHost["files"] {
    return this.#house.files;
  }

  /** Lets that many milliseconds pass. */
  runs(ms: number): Promise<void> {
    return this.sim.runs(millis(ms));
  }

  /** The ladder begins anew here. */
  begins(): void {
    this.#rows.splice(0);
    this.#began = this.sim.clock.now();
  }

  /** What the server said and was told since it began, a row a message. */
  get rows(): readonly LadderRow[] {
    return this.#rows;
  }

  /** The same, one column a person. */
  ladder(): string {
    return ladder(this.#rows);
  }

  /** What the web and the command line may ask of the server. */
  get control(): Control {
    const web = { host: serverHost, port: 80 };
    return serverControl(this.server, this.#transports, { version: "0", troubles: () => [], web });
  }

  calls(): readonly KeptCall[] {
    return this.server.parts.store.calls.page(undefined, 50).items;
  }

  /** Ports that the media engine holds for calls. */
  get mediaPorts(): number {
    let count = -1;
    const cancel = this.#engine.events((event) => {
      if (event.on === "listed") count = event.ports.length;
    });
    this.#engine.perform({ do: "list" });
    cancel();
    return count;
  }

  /** After every call: nothing of it is left, when the last resends are over. */
  async mustBeIdle(): Promise<void> {
    await this.runs(45_000);
    for (const { name, talks, agent } of this.people) {
      assert.deepEqual([name, talks.filter((talk) => !talk.isOver)], [name, []]);
      assert.ok(agent.idle(), `${name}'s user agent is idle`);
    }
    assert.equal(this.server.calls.size, 0, "no call is left");
    assert.ok(this.server.parts.agent.idle(), "no session or transaction is left");
    assert.equal(this.mediaPorts, this.#lines, "no media port is left but those of lines");
    await this.#closes();
  }

  async #closes(): Promise<void> {
    const closing = Promise.all([
      this.server.close(),
      ...this.people.map((person) => person.close()),
    ]);
    await this.runs(5000);
    await closing;
    assert.ok(this.#engine.idle(), "the media engine is idle");
    await this.#engine.close();
    this.server.parts.callAgent?.close();
    this.server.parts.agent.close();
    this.#transports.close();
    assert.deepEqual(this.sim.leftovers(), []);
    assert.deepEqual(this.#house.log.find(/threw|Error:/), []);
  }

  #nameOf(host: string): string {
    return this.people.find((person) => person.host === host)?.name ?? host;
  }
}

/** Kills the server's process, and begins another. */
interface Reopens {
  dies(): void;
  again(): Promise<OpenedServer>;
}

interface TownParts extends OpenedServer {
  readonly media: ApartMedia | undefined;
  readonly nat: Nat | undefined;
  readonly reopens: Reopens;
  readonly packets: readonly TracedPacket[];
}

export interface OpenedServer {
  readonly transports: OpenTransports;
  readonly engine: MediaEngine;
  readonly server: FeatureServer;
}

interface ServerOptions {
  readonly host?: string;
  readonly loops?: Loops;
  readonly page?: HandsetPage | undefined;
  readonly commands?: Commands | undefined;
  /** What is kept when it dies. */
  readonly memory?: { readonly store: Store; readonly rows: LiveRows } | undefined;
  /** Other members of its exchanges may call it by TLS; the name of its key. */
  readonly peerKey?: string | undefined;
  readonly anywhere?: true;
  /** The media process, where it is not the server's own; made with what the first server asks for. */
  readonly media?: ((makes: MakesEngine) => ApartMedia) | undefined;
}

async function inForce(settings: object, store: Store, { clock }: SimHost): Promise<SettingsStore> {
  const kept = settingsStore(store.settings, () => clock.wallTime());
  if (!kept.ok) throw new Error(JSON.stringify(kept.problem));
  const changed = await kept.value.change(() => settings, "test");
  if (!changed.ok) throw new Error(JSON.stringify(changed.problem));
  return kept.value;
}

interface EngineOptions extends Pick<ServerOptions, "loops" | "page"> {
  readonly host: string;
  readonly ownAddress: (peer?: string) => string;
}

const engines =
  ({ host, ownAddress, loops = {}, page }: EngineOptions): MakesEngine =>
  (house) =>
    newMediaEngine({
      world: house,
      codecs: codecTable([pcmu, pcma, g722]),
      ports: { from: 20_000, to: 20_199 },
      host,
      ownAddress,
      sounds: fromDisk,
      ...(page && { openWebRtc: page.opens(house.clock) }),
      openLoop: (name) => {
        const loop = loops[name];
        return loop ? ok(loop) : fail("media.noLoop", name);
      },
    });

/** In the server's own process, as the program has it; `npm test -- --wired`: as if it were in another. */
const usualEngine = process.env["RINGWISE_TEST_WIRED"]
  ? wiredEngine
  : (engine: MediaEngine) => engine;

/** A feature server on a machine of the simulated network. */
export async function openServer(
  house: SimHost,
  settings: object,
  options: ServerOptions = {},
): Promise<OpenedServer> {
  const { host: own = serverHost, commands, peerKey, memory, media } = options;
  const host = options.anywhere ? "0.0.0.0" : own;
  const ownAddress = (peer?: string): string =>
    options.anywhere ? house.network.ownAddress(peer) : own;
  const opened = await openTransports(house, {
    ...{ udp: [{ host, port: 5060 }], tcp: [{ host, port: 5060 }] },
    ...(peerKey !== undefined && {
      tls: [{ host, port: 5061 }],
      identity: simIdentity([own], "nobody", peerKey),
      asksForKeys: true,
    }),
  });
  if (!opened.ok) throw new Error(opened.problem.detail);
  const store = memory?.store ?? memoryStore(house.files);
  const journal = new Journal(memory?.rows ?? memoryRows(), house);
  const kept = await inForce(settings, store, house);
  const [key] = await serverKey(house);
  const makes = engines({ ...options, host, ownAddress });
  const engine = await (media?.(makes).commandedBy(house) ?? usualEngine(makes(house), house));
  const agent = newUserAgent({
    ...house,
    transports: behindJournal(opened.value, journal),
    locate: locator(house, false),
    spares: (request) => isHelpInvite(request, kept.current()),
    options: { product: "Ringwise" },
  });
  const callAgent = new CallAgent({ world: house, local: { host, port: 2727 } });
  const server = new FeatureServer({
    world: house,
    callAgent,
    agent,
    engine,
    codecs: ["PCMU", "PCMA", "G722"],
    store,
    journal,
    settings: kept,
    key,
    sounds: soundFiles(() => undefined, fromDisk),
    reader: { read: async (kind, job) => ok(readText(kind, job)) },
    ownAddress,
    product: "Ringwise",
    ...(peerKey !== undefined && { peerPlace: () => ({ at: `${own}:5061`, key: peerKey }) }),
    ...(commands && { commands }),
  });
  return { transports: opened.value, engine, server };
}

/** The recordings that come with the program, read at once: a real disk would be out of step with a virtual clock. */
const fromDisk: Files = {
  read: (name) => Promise.resolve(ok(new Uint8Array(readFileSync(name)))),
  write: (name) => Promise.resolve(fail("files.full", name)),
  remove: (name) => Promise.resolve(fail("files.missing", name)),
  list: () => Promise.resolve([]),
  open: (name) => Promise.resolve(fail("files.full", name)),
};
