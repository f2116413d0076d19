import { setTimeout as tick } from "node:timers/promises";
import { Baresip } from "../phones/baresip.ts";
import { nameOf, password } from "./house.ts";
import { type Heard, type Party, patience } from "./party.ts";
import type { Where } from "./telephone.ts";

/** ms of sound in a packet. */
const ptime = 20;

/** A baresip as a telephone of the house, in one call. */
export class BaresipParty implements Party {
  readonly name: string;
  readonly #phone: Baresip;
  readonly #server: Where;
  #began = { packets: 0, at: 0 };

  private constructor(phone: Baresip, server: Where) {
    this.#phone = phone;
    this.#server = server;
    this.name = `baresip by ${server.transport}`;
  }

  /** Registered as the kitchen of that seat. */
  static async open(seat: number, server: Where): Promise<BaresipParty> {
    const { transport, port, host } = server;
    if (transport === "wss") throw new Error("a baresip speaks no WSS");
    const name = nameOf("kitchen", seat);
    const phone = await Baresip.start({
      ...{ name, aor: `sip:${name}@${host}`, login: { user: name, password } },
      ...{ server: port, transport, tone: 440, codecs: "PCMU/8000/1" },
    });
    await phone.until("REGISTER_OK");
    return new BaresipParty(phone, server);
  }

  dials(number: string): void {
    const { host, port } = this.#server;
    this.#phone.dial(`sip:${number}@${host}:${port}`);
  }

  get isOver(): boolean {
    return this.#phone.was("CALL_CLOSED");
  }

  rings(): Promise<boolean> {
    const events = ["CALL_INCOMING", "CALL_RINGING", "CALL_PROGRESS", "CALL_ESTABLISHED"];
    return happens(Promise.race(events.map((event) => this.#phone.until(event))));
  }

  lifts(): void {
    this.#phone.lift();
  }

  talks(): Promise<boolean> {
    const ends = ["CALL_ESTABLISHED", "CALL_CLOSED"];
    return happens(Promise.race(ends.map((event) => this.#phone.until(event))));
  }

  holds(): Promise<boolean> {
    return this.#offers(() => this.#phone.hold());
  }

  resumes(): Promise<boolean> {
    return this.#offers(() => this.#phone.resume());
  }

  /** True: it was agreed. */
  #offers(says: () => void): Promise<boolean> {
    const { mark } = this.#phone;
    says();
    return happens(this.#phone.until("CALL_REMOTE_SDP", mark));
  }

  hangsUp(): void {
    this.#phone.hangUp();
  }

  isLeft(): Promise<boolean> {
    return happens(this.#phone.until("CALL_CLOSED"));
  }

  async listens(): Promise<void> {
    this.#began = { packets: await this.#phone.received(), at: performance.now() };
  }

  async hears(): Promise<boolean> {
    const before = await this.#phone.received();
    for (const end = performance.now() + patience; performance.now() < end; await tick(50))
      if ((await this.#phone.received()) > before + 5) return true;
    return false;
  }

  async heard(): Promise<Heard> {
    const { packets, at } = this.#began;
    const [came, passed] = [(await this.#phone.received()) - packets, performance.now() - at];
    return { missed: Math.max(0, passed - came * ptime) };
  }

  async close(): Promise<readonly string[]> {
    await this.#phone.stop();
    return [];
  }
}

const happens = (event: Promise<unknown>): Promise<boolean> =>
  event.then(
    () => true,
    () => false,
  );
