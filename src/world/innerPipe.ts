import { listeners } from "#kit/listeners.ts";
import type { Address, StreamSocket } from "#world/network.ts";

/** One end of a pipe: its address, and who performs what comes to it. */
export interface PipeEnd {
  readonly address: Address;
  readonly perform: (act: () => void) => void;
}

/**
 * A stream whose ends live in one process: bytes in order, no wire. What is written arrives when the
 * writer has returned, so neither end ever runs within the other.
 */
export function innerPipe(one: PipeEnd, other: PipeEnd): readonly [StreamSocket, StreamSocket] {
  const here = new Side(one, other.address);
  const there = new Side(other, one.address);
  here.far = there;
  there.far = here;
  return [here, there];
}

class Side implements StreamSocket {
  readonly local: Address;
  readonly remote: Address;
  far: Side | undefined;
  readonly #perform: PipeEnd["perform"];
  readonly #bytes = listeners<Uint8Array>();
  readonly #closed = listeners<undefined>();
  readonly closed = this.#closed.listen;
  /** Came before anybody listened. */
  #early: Uint8Array[] = [];
  #isOpen = true;

  constructor({ address, perform }: PipeEnd, remote: Address) {
    this.local = address;
    this.remote = remote;
    this.#perform = perform;
  }

  write(data: Uint8Array): boolean {
    const copy = data.slice();
    if (this.#isOpen) this.far?.soon((end) => end.#take(copy));
    return true;
  }

  bytes(listener: (data: Uint8Array) => void): () => void {
    const cancel = this.#bytes.listen(listener);
    if (this.#early.length > 0) this.soon((end) => end.#takeEarly());
    return cancel;
  }

  close(): void {
    this.far?.soon((end) => end.#end());
    this.#end();
  }

  /** After what runs now, and in the order asked. */
  soon(act: (end: Side) => void): void {
    queueMicrotask(() => this.#perform(() => act(this)));
  }

  #take(data: Uint8Array): void {
    if (!this.#isOpen) return;
    if (this.#bytes.count === 0 || this.#early.length > 0) this.#early.push(data);
    else this.#bytes.tell(data);
  }

  #takeEarly(): void {
    const early = this.#early;
    this.#early = [];
    for (const data of early) if (this.#isOpen) this.#bytes.tell(data);
  }

  #end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.soon(() => this.#closed.tell(undefined));
  }
}
