import type { FskEvent } from "./byteFramer.ts";
import { type CallerIdMessage, readMessage } from "./callerIdMessage.ts";
import { readKeys } from "./dtmfCallerId.ts";
import { FskDemodulator } from "./fskDemodulator.ts";
import type { FskTones } from "./fskTones.ts";
import { KeyEar } from "./keyEar.ts";

/** What a display gets to show, or that something came and was not understood. */
export type CallerIdFinding =
  | { readonly on: "message"; readonly message: CallerIdMessage }
  | { readonly on: "damaged"; readonly why: string };

export interface CallerIdWay {
  readonly tones: FskTones;
  /**
   * On hook a message must begin with channel seizure, lest a voice be taken for one, and may come
   * as keys; off hook it comes right after the set's own acknowledgement and has none.
   */
  readonly hook: "on" | "off";
}

/** Milliseconds without a key after which keys are no longer one message. */
const KEYS_APART = 500;
/** The longest message: its type, its length, 255 octets and a checksum. */
const MOST = 258;

/** Listens for one message after another: type, length, so many octets, checksum. */
export class CallerIdReader {
  readonly #way: CallerIdWay;
  readonly #demodulator: FskDemodulator;
  readonly #ear = new KeyEar();
  #octets: number[] = [];
  #isListening = false;
  #keys = "";
  #sinceKey = 0;

  constructor(way: CallerIdWay) {
    this.#way = way;
    this.#demodulator = new FskDemodulator(way.tones);
  }

  /** A message began and is not over. */
  get isReading(): boolean {
    return this.#isListening;
  }

  /** So many milliseconds of a silence that has lasted: no carrier is there, and keys get old. */
  passes(ms: number): void {
    this.#sinceKey += ms;
    if (this.#sinceKey > KEYS_APART) this.#keys = "";
  }

  hear(samples: Int16Array): readonly CallerIdFinding[] {
    const found: CallerIdFinding[] = [];
    for (const event of this.#demodulator.hear(samples)) this.#take(event, found);
    if (this.#way.hook === "on" && !this.#isListening) this.#hearKeys(samples, found);
    return found;
  }

  #take(event: FskEvent, found: CallerIdFinding[]): void {
    if (event.on === "mark") this.#begin(event.seizure);
    else if (!this.#isListening) return;
    else if (event.on === "byte") this.#takeOctet(event.value, found);
    else this.#end(found, event.on === "lost" ? "its carrier ended" : "a stop bit is missing");
  }

  #begin(seizure: number): void {
    this.#octets = [];
    this.#isListening = this.#way.hook === "off" || seizure > 0;
  }

  #takeOctet(octet: number, found: CallerIdFinding[]): void {
    this.#octets.push(octet);
    const length = this.#octets[1] === undefined ? MOST : this.#octets[1] + 3;
    if (this.#octets.length === length) this.#end(found, "");
  }

  /** Only marks and then nothing is no message, and nothing to complain of. */
  #end(found: CallerIdFinding[], why: string): void {
    this.#isListening = false;
    if (this.#octets.length === 0) return;
    const read = why || readMessage(this.#octets);
    if (typeof read === "string") found.push({ on: "damaged", why: read });
    else found.push({ on: "message", message: read });
    this.#octets = [];
  }

  #hearKeys(samples: Int16Array, found: CallerIdFinding[]): void {
    const keys = this.#ear.hear(samples);
    if (keys === "") this.passes(samples.length / 8);
    else this.#sinceKey = 0;
    for (const key of keys) {
      this.#keys += key;
      if (key !== "C" && key !== "#") continue;
      const message = readKeys(this.#keys);
      if (message) found.push({ on: "message", message });
      else found.push({ on: "damaged", why: `keys ${this.#keys}` });
      this.#keys = "";
    }
  }
}

/** What the display shows of a call: the name or why there is none, then the number. */
export function callerText({ name, nameAbsent, number, numberAbsent }: CallerIdMessage): string {
  const shown = [name ?? nameAbsent, number ?? numberAbsent].filter((part) => part !== undefined);
  return [...new Set(shown)].join(" ");
}
