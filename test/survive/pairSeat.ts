import { setTimeout as tick } from "node:timers/promises";
import { BaresipParty } from "./baresipParty.ts";
import { nameOf, numberOf, password } from "./house.ts";
import { ownParty, type Party } from "./party.ts";
import { type Moment, ringsAgain, type SeatPlace, type Told } from "./seat.ts";
import { SippParty } from "./sippParty.ts";
import { RealTelephone } from "./telephone.ts";

/** Who is on the carrier's side of a baresip: a carrier of ours, or SIPp. */
export type Beside = "own" | "sipp";

interface Pair {
  readonly caller: Party;
  readonly called: Party;
}

/** One call of a baresip, in or out as luck has it, and whoever it is with; another telephone of ours rings when a server is back. */
export class PairSeat {
  readonly #place: SeatPlace;
  readonly #beside: Beside;
  readonly #phone: BaresipParty;
  readonly #hall: RealTelephone;
  #pair: Pair | undefined;
  #ended: Promise<readonly string[]> | undefined;
  #stage: Moment["in"] = "talking";
  /** Who had begun to hold the other at the kill. */
  #held: { readonly by: Party; readonly done: Promise<boolean> } | undefined;

  private constructor(
    place: SeatPlace,
    beside: Beside,
    [phone, hall]: readonly [BaresipParty, RealTelephone],
  ) {
    [this.#place, this.#beside] = [place, beside];
    [this.#phone, this.#hall] = [phone, hall];
  }

  static async open(place: SeatPlace, beside: Beside): Promise<PairSeat> {
    const { nth, where } = place;
    const hall = await RealTelephone.open(nameOf("hall", nth), where);
    hall.lifts = undefined;
    await hall.registers(password);
    return new PairSeat(place, beside, [await BaresipParty.open(nth, where), hall]);
  }

  /** A baresip that calls by a stream gives its call up by itself where that breaks while it rings. */
  async begins({ in: stage }: Moment): Promise<void> {
    const { luck, where } = this.#place;
    this.#stage = stage;
    const lifts = stage === "ringing" ? 700 + luck(1500) : luck(300);
    const isIn = luck(2) === 0 || (stage === "ringing" && where.transport !== "udp");
    this.#pair = await (isIn ? this.#callsIn() : this.#callsOut(lifts));
    const { caller, called } = this.#pair;
    must(await this.#phone.rings(), "it rings");
    if (stage === "ringing") return void setTimeout(() => called.lifts(), lifts);
    called.lifts();
    must((await caller.talks()) && (await called.talks()), "they talk");
    must(await this.#bothHear(), "they hear each other");
    if (stage !== "held") return;
    const by = luck(2) === 0 ? caller : called;
    this.#held = { by, done: by.holds() };
  }

  async listens(): Promise<void> {
    await Promise.all(this.#both.map((one) => one.listens()));
  }

  async tells(killed: number, back: Promise<unknown>): Promise<Told> {
    const rings = await ringsAgain(this.#place, killed);
    await back;
    const both = this.#both;
    for (const one of both) await one.talks();
    await tick(300);
    const isUp = both.every((one) => !one.isOver);
    const isMeasured = isUp && this.#stage === "talking";
    const heard = isMeasured ? await Promise.all(both.map((one) => one.heard())) : [];
    const failed = isUp ? await this.#afterwards() : [];
    return {
      ...{ calls: 1, lost: isUp ? 0 : 1, rings, failed },
      gone: isUp ? [] : [`${both.map(({ name, isOver }) => `${name} ${isOver}`).join(", ")}`],
      gaps: heard.flatMap(({ gap }) => gap ?? []),
      pauses: heard.flatMap(({ pause }) => pause ?? []),
      missed: heard.flatMap(({ missed }) => missed ?? []),
      tried: isUp ? 5 : 0,
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.#hall.close(), this.#parts()]);
    if (!this.#pair) await this.#phone.close();
  }

  /** What each has to say against itself at its end. */
  #parts(): Promise<readonly string[]> {
    this.#ended ??= Promise.all(this.#both.map((one) => one.close())).then((each) => each.flat());
    return this.#ended;
  }

  get #both(): readonly Party[] {
    return this.#pair ? [this.#pair.caller, this.#pair.called] : [];
  }

  async #callsIn(): Promise<Pair> {
    const { carrier, nth, newNumber } = this.#place;
    const [from, to] = [`+1${newNumber()}`, numberOf("kitchen", nth)];
    if (this.#beside === "own")
      return {
        caller: ownParty("our carrier", await carrier.dials(to, { as: from })),
        called: this.#phone,
      };
    const caller = await SippParty.open(carrier.server.host);
    await caller.calls(to, { at: carrier.server.port, from });
    return { caller, called: this.#phone };
  }

  async #callsOut(lifts: number): Promise<Pair> {
    const { carrier, newNumber, sippPort } = this.#place;
    if (this.#beside === "own") {
      const number = newNumber();
      const called = carrier.isCalled(number);
      this.#phone.dials(number);
      return { caller: this.#phone, called: ownParty("our carrier", await called) };
    }
    const called = await SippParty.open(carrier.server.host);
    await called.waits(sippPort, lifts);
    this.#phone.dials(newNumber("sipp"));
    return { caller: this.#phone, called };
  }

  /** Hold and its end by both, and BYE by one of them: what of it failed. SIPp says at its end how its part went. */
  async #afterwards(): Promise<readonly string[]> {
    const failed: string[] = [];
    const names = this.#both.map(({ name }) => name).join(" calls ");
    const note = (what: string, worked: boolean): void =>
      void (worked || failed.push(`${what}, ${names}`));
    const byLuck = this.#place.luck(2) === 0 ? this.#both : this.#both.toReversed();
    const before = this.#held;
    if (before) note(`hold at the kill by ${before.by.name}`, await before.done);
    const all = before ? [before.by, ...byLuck.filter((one) => one !== before.by)] : byLuck;
    for (const one of all) {
      if (one !== before?.by) note(`hold by ${one.name}`, await one.holds());
      note(`resume by ${one.name}`, (await one.resumes()) && (await this.#bothHear()));
    }
    const [first, second] = byLuck;
    first?.hangsUp();
    note(`BYE by ${first?.name}`, (await second?.isLeft()) ?? false);
    for (const what of await this.#parts()) note(what, false);
    return failed;
  }

  async #bothHear(): Promise<boolean> {
    const heard = await Promise.all(this.#both.map((one) => one.hears()));
    return heard.every((so) => so);
  }
}

function must(is: boolean, what: string): void {
  if (!is) throw new Error(`in vain: ${what}`);
}
