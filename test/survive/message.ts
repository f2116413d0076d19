import { parseWav } from "#media/audio/wav.ts";
import { untilThere } from "../phones/patience.ts";
import type { TestCall } from "./call.ts";
import { mailboxNumber } from "./house.ts";
import type { Supervised } from "./supervised.ts";
import type { RealTelephone } from "./telephone.ts";

/** What came of a message that was being left at a kill. */
export interface LeftMessage {
  /** How many there are of it. */
  readonly kept: number;
  /** What can be played of it is as long as it is said to be. */
  readonly isPlayable: boolean;
  /** What was spoken and is not in it, in ms: until the kill, or until its caller hung up where the call went on. */
  readonly missing: number;
}

interface View {
  readonly id: string;
  readonly from: { readonly number?: string };
  readonly lengthMs: number;
}

/** What is spoken at least, in ms: less than a second is no message, and the last one may be missing, on a busy machine the last two. */
const long = 3800;

/** Somebody who speaks to the mailbox, from when it records. */
export class Speaker {
  readonly #server: Supervised;
  readonly #number: string;
  readonly #call: TestCall;
  /** How many packets had been sent when it began to record. */
  readonly #began: number;

  private constructor(server: Supervised, number: string, call: TestCall, began: number) {
    this.#server = server;
    this.#number = number;
    this.#call = call;
    this.#began = began;
  }

  /** From that number, which nobody else has; resolves when something has been said. */
  static async calls(server: Supervised, carrier: RealTelephone, number: string): Promise<Speaker> {
    const before = new Set(server.recordings());
    const call = await carrier.dials(mailboxNumber, { as: `+1${number}` });
    if (!(await call.until(() => call.has("accepted"), 60_000))) throw new Error("no mailbox");
    await untilThere("a recording", async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return server.recordings().some((file) => !before.has(file)) ? true : undefined;
    });
    const began = call.ear.sent;
    await new Promise((resolve) => setTimeout(resolve, long));
    return new Speaker(server, number, call, began);
  }

  /** What has been spoken until now, in ms. */
  get spoken(): number {
    return (this.#call.ear.sent - this.#began) * 20;
  }

  /** After a kill when so much had been spoken: who is not hung up on goes on for a second, and hangs up. */
  async tells(until: number): Promise<LeftMessage> {
    const call = this.#call;
    const isCutOff = await call.until(() => call.has("over"), 1000);
    const spoken = isCutOff ? until : this.spoken;
    if (!isCutOff) call.session.perform({ do: "end" });
    await call.until(() => call.has("over"), 40_000);
    const found = await untilThere("the message", () => this.#messages()).catch(() => []);
    const [one] = found;
    const length = one === undefined ? 0 : await this.#length(one.id);
    return {
      kept: found.length,
      isPlayable: one !== undefined && Math.abs(length - one.lengthMs) < 50,
      missing: Math.max(0, spoken - length),
    };
  }

  async #messages(): Promise<readonly View[] | undefined> {
    const { items } = (await this.#server.get("/api/v1/messages?limit=100")) as {
      readonly items: readonly View[];
    };
    const mine = items.filter(({ from }) => from.number?.endsWith(this.#number));
    return mine.length > 0 ? mine : undefined;
  }

  async #length(id: string): Promise<number> {
    const wav = parseWav(await this.#server.bytes(`/api/v1/messages/${id}/audio`));
    return wav.ok ? (wav.value.samples.length / wav.value.rate) * 1000 : 0;
  }
}
