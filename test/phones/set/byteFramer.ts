/** What a demodulator found on the line. */
export type FskEvent =
  /** Marks before a message, and how many alternating bits stood before them (channel seizure). */
  | { readonly on: "mark"; readonly seizure: number }
  | { readonly on: "byte"; readonly value: number }
  /** A byte without its stop bit: what follows is not understood. */
  | { readonly on: "unframed" }
  /** The carrier ended. */
  | { readonly on: "lost" };

/** Marks that must have been there before a first start bit; Britain sends as few as 55. */
const FEWEST_MARKS = 24;
/** Alternating bits that count as channel seizure; Britain sends as few as 96. */
const FEWEST_ALTERNATING = 32;

type Place = "searching" | "resting" | "inByte";

/** Bits into bytes: seizure, marks, then one start bit, eight from the lowest up, one stop bit. */
export class ByteFramer {
  #place: Place = "searching";
  #last = true;
  #alternating = 0;
  #seizure = 0;
  #marks = 0;
  #bits = 0;
  #value = 0;

  /** So many bits behind the middle of the last one, a space that begins is a start bit with a beat of its own. */
  rests(bits: number): boolean {
    return this.#place === "resting" && this.#marks + bits > 0.8;
  }

  take(bit: boolean, events: FskEvent[]): void {
    if (this.#place === "inByte") this.#takeInByte(bit, events);
    else if (this.#place === "resting") this.#takeResting(bit);
    else this.#search(bit, events);
  }

  lose(events: FskEvent[]): void {
    if (this.#place !== "searching") events.push({ on: "lost" });
    this.#begin();
  }

  #begin(): void {
    this.#place = "searching";
    this.#alternating = 0;
    this.#seizure = 0;
    this.#marks = 0;
  }

  #search(bit: boolean, events: FskEvent[]): void {
    this.#alternating = bit === this.#last ? 0 : this.#alternating + 1;
    if (this.#alternating >= FEWEST_ALTERNATING) this.#seizure = this.#alternating;
    this.#last = bit;
    this.#marks = bit ? this.#marks + 1 : 0;
    if (this.#marks < FEWEST_MARKS) return;
    events.push({ on: "mark", seizure: this.#seizure });
    this.#place = "resting";
  }

  #takeResting(bit: boolean): void {
    this.#marks++;
    if (bit) return;
    this.#place = "inByte";
    this.#bits = 0;
    this.#value = 0;
  }

  #takeInByte(bit: boolean, events: FskEvent[]): void {
    this.#bits++;
    if (this.#bits <= 8) {
      this.#value |= bit ? 1 << (this.#bits - 1) : 0;
      return;
    }
    this.#begin();
    if (!bit) {
      events.push({ on: "unframed" });
      return;
    }
    events.push({ on: "byte", value: this.#value });
    this.#place = "resting";
  }
}
