import type { TestCall } from "./call.ts";
import { nameOf, numberOf, type Place, password, places } from "./house.ts";
import type { Random } from "./luck.ts";
import { RealTelephone, type Where } from "./telephone.ts";

/** What came of one kill at one seat. Times in ms. */
export interface Told {
  readonly calls: number;
  readonly lost: number;
  /** What was told of those that were lost. */
  readonly gone: readonly string[];
  /** Per direction of a call that was talked in: the longest time without a packet. */
  readonly gaps: readonly number[];
  /** The longest time that a telephone of ours did not speak: what the measuring itself was late. */
  readonly pauses: readonly number[];
  /** What is missing by the count of others' programs. */
  readonly missed: readonly number[];
  /** What was tried afterwards, and what of it did not go well. */
  readonly tried: number;
  readonly failed: readonly string[];
  /** From the kill until a telephone rang again. */
  readonly rings: number;
}

export const stages = ["ringing", "talking", "held"] as const;

/** When the kill comes: so many ms after all telephones ring, after all talk, or after one begins to hold the other. */
export interface Moment {
  readonly in: (typeof stages)[number];
  readonly after: number;
}

const latest = { ringing: 600, talking: 1000, held: 600 } as const;

export const momentOf = (stage: Moment["in"], luck: Random): Moment => ({
  in: stage,
  after: luck(latest[stage]),
});

export interface SeatPlace {
  readonly nth: number;
  readonly where: Where;
  readonly carrier: RealTelephone;
  /** Where SIPp is called. */
  readonly sippPort: number;
  /** Ten digits that nobody else has: of who calls here, or is called, by the carrier or by SIPp. */
  readonly newNumber: (by?: "carrier" | "sipp") => string;
  readonly luck: Random;
}

type Pair = readonly [TestCall, TestCall];

const patience = 60_000;
const tick = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A call that is placed at the kill, and given up when it rings: so many ms later. */
export async function ringsAgain(
  { carrier, newNumber, nth }: SeatPlace,
  killed: number,
): Promise<number> {
  const call = await carrier.dials(numberOf("hall", nth), { as: `+1${newNumber()}` });
  await call.until(() => call.has("progress") || call.has("over"), 40_000);
  const took = performance.now() - killed;
  call.session.perform({ do: "end" });
  return call.has("progress") ? took : Number.POSITIVE_INFINITY;
}

/** Undefined: not in so many ms. Nobody waits for the alarm behind it. */
async function within<T>(ms: number, what: Promise<T> | undefined): Promise<T | undefined> {
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    alarm = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([what, late]).finally(() => clearTimeout(alarm));
}

/**
 * Three telephones that are new and have been told nothing of earlier kills, as one that has been
 * registered for long; a call in, and a call out.
 */
export class Seat {
  readonly #place: SeatPlace;
  readonly #phones: Readonly<Record<Place, RealTelephone>>;
  #calls: readonly TestCall[] = [];
  #partners: readonly Promise<TestCall>[] = [];
  #pairs: readonly Pair[] = [];
  #stage: Moment["in"] = "talking";
  /** Who had begun to hold the other at the kill. */
  readonly #holds = new Map<Pair, { readonly by: TestCall; readonly done: Promise<boolean> }>();

  private constructor(place: SeatPlace, phones: Readonly<Record<Place, RealTelephone>>) {
    this.#place = place;
    this.#phones = phones;
  }

  static async open(place: SeatPlace): Promise<Seat> {
    const one = async (of: Place): Promise<RealTelephone> => {
      const phone = await RealTelephone.open(nameOf(of, place.nth), place.where);
      phone.lifts = undefined;
      await phone.registers(password);
      return phone;
    };
    const [kitchen, study, hall] = await Promise.all(places.map(one));
    if (!kitchen || !study || !hall) throw new Error("no telephones");
    return new Seat(place, { kitchen, study, hall });
  }

  /** Both calls are where the moment wants them. */
  async begins({ in: stage }: Moment): Promise<void> {
    const { carrier, newNumber, nth, luck } = this.#place;
    const { kitchen, study } = this.#phones;
    const called = newNumber();
    this.#stage = stage;
    kitchen.lifts = stage === "ringing" ? 700 + luck(1500) : luck(300);
    this.#partners = [kitchen.isCalled(), carrier.isCalled(called)];
    this.#calls = await Promise.all([
      carrier.dials(numberOf("kitchen", nth), { as: `+1${newNumber()}` }),
      study.dials(called, { login: password }),
    ]);
    const is = stage === "ringing" ? "progress" : "accepted";
    const are = await Promise.all(
      this.#calls.map((call) => call.until(() => call.has(is), patience)),
    );
    if (!are.every((so) => so)) throw new Error(`no call is ${is}`);
    if (stage === "ringing") return;
    await this.#finds();
    for (const { ear } of this.#pairs.flat()) ear.listens();
    const hear = this.#pairs.flat().map((one) => one.hears(() => one.ear.packets > 5));
    if (!(await Promise.all(hear)).every((so) => so)) throw new Error("they don't hear each other");
    if (stage === "held")
      for (const pair of this.#pairs) {
        const by = pair[luck(2)] ?? pair[0];
        this.#holds.set(pair, { by, done: by.offers("sendonly") });
      }
  }

  /** From now on gaps count. */
  listens(): void {
    for (const { ear } of this.#pairs.flat()) ear.listens();
  }

  /** Everything that people do after the kill at that time (`performance.now`); `back`: those killed have followers. */
  async tells(killed: number, back: Promise<unknown>): Promise<Told> {
    const talked = this.#stage === "talking" ? this.#pairs : [];
    const rings = await ringsAgain(this.#place, killed);
    await back;
    await this.#finds();
    const up = this.#pairs.filter((pair) => pair.every((call) => !call.has("over")));
    await tick(300);
    const ears = talked
      .filter((pair) => up.includes(pair))
      .flatMap((pair) => pair.map(({ ear }) => ear));
    const [gaps, pauses] = [ears.map(({ silence }) => silence), ears.map(({ pause }) => pause)];
    const done = await Promise.all(up.map((pair) => this.#afterwards(pair)));
    return {
      ...{ calls: 2, lost: 2 - up.length, gone: await this.#goneBut(up), gaps, pauses, rings },
      missed: [],
      tried: (this.#stage === "held" ? 9 : 6) * up.length,
      failed: done.flat(),
    };
  }

  close(): Promise<unknown> {
    return Promise.all(Object.values(this.#phones).map((one) => one.close()));
  }

  /** Who has been answered by whom. */
  async #finds(): Promise<void> {
    const found = this.#calls.map(async (call, i) => {
      const there = await call.until(() => call.has("accepted") || call.has("over"), 40_000);
      const partner = await within(40_000, this.#partners[i]);
      return there && partner ? [[call, partner] as const] : [];
    });
    const now = (await Promise.all(found)).flat();
    this.#pairs = now.map((pair) => this.#pairs.find(([one]) => one === pair[0]) ?? pair);
  }

  async #goneBut(up: readonly Pair[]): Promise<readonly string[]> {
    const lost = this.#calls.flatMap((call, i) => (up.some(([one]) => one === call) ? [] : [i]));
    const words = lost.map(async (i) => {
      const partner = await within(0, this.#partners[i]);
      const [one, other] = [this.#calls[i], partner].map((call) => call?.story ?? "never called");
      return `${this.#place.where.transport} ${i === 0 ? "in" : "out"}: ${one} / ${other}`;
    });
    return Promise.all(words);
  }

  /** Hold and its end, a flash, and BYE, from either side: what of it failed. */
  async #afterwards(pair: Pair): Promise<readonly string[]> {
    const [one, other] = pair;
    const dialled = one !== this.#calls[0];
    const phone = dialled ? one : other;
    const [first, second] = this.#place.luck(2) === 0 ? [one, other] : [other, one];
    const by = first === phone ? "by the telephone" : "by the carrier";
    const failed: string[] = [];
    const note = (what: string, worked: boolean): void =>
      void (
        worked ||
        failed.push(`${what} of a call ${dialled ? "out" : "in"} by ${this.#place.where.transport}`)
      );
    const held = this.#holds.get(pair);
    if (held) {
      note("hold at the kill", await held.done);
      note("its end", await held.by.offers("sendrecv"));
      note("sound behind it", await hearEachOther(pair));
    }
    note(`hold ${by}`, await first.offers("sendonly"));
    note(`resume ${by}`, await first.offers("sendrecv"));
    note("flash", await phone.flashes());
    note("flash again", await phone.flashes());
    const isHeard = await hearEachOther(pair);
    note(`sound (${pair.map(({ ear }) => ear.packets)} packets)`, isHeard);
    note("BYE", await second.hangsUp(first));
    return failed;
  }
}

/** From now on. */
async function hearEachOther(pair: Pair): Promise<boolean> {
  for (const { ear } of pair) ear.listens();
  const heard = await Promise.all(pair.map((at) => at.hears(() => at.ear.packets > 5)));
  return heard.every((so) => so);
}
