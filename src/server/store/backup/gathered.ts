import { concat } from "#kit/bytes.ts";

/** Bytes as they come, in pieces of any length. */
export type Pieces = AsyncGenerator<Uint8Array>;

/** Pieces, read in the lengths that are wanted. */
export class Gathered {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #waiting: Uint8Array[] = [];
  #length = 0;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** So many bytes; fewer at the end. */
  async upTo(length: number): Promise<Uint8Array> {
    while (this.#length < length && (await this.#more()));
    const whole = concat(this.#waiting);
    const rest = whole.subarray(length);
    this.#waiting = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
    return whole.subarray(0, length);
  }

  /** The next so many, which stay. */
  async peek(length: number): Promise<Uint8Array> {
    const data = await this.upTo(length);
    this.#waiting.unshift(data);
    this.#length += data.length;
    return data;
  }

  /** What comes next, in a piece of any length below that; empty at the end. */
  async some(most: number): Promise<Uint8Array> {
    if (this.#length === 0) await this.#more();
    return this.upTo(Math.min(most, Math.max(this.#length, 1)));
  }

  async isOver(): Promise<boolean> {
    while (this.#length === 0 && (await this.#more()));
    return this.#length === 0;
  }

  /** All that is left. */
  async *rest(): Pieces {
    while (!(await this.isOver())) yield await this.some(1 << 20);
  }

  async #more(): Promise<boolean> {
    const next = await this.#pieces.next();
    if (next.done) return false;
    this.#waiting.push(next.value);
    this.#length += next.value.length;
    return true;
  }
}
