import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect as connectTo, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { listeners } from "#kit/listeners.ts";
import { framed, unframed } from "#world/node/frames.ts";
import type { Siblings } from "#world/siblings.ts";

/**
 * Siblings that meet in a folder which nobody else may enter: each listens at a Unix socket there and
 * has a connection of its own to each other, to speak by; it hears by those that the others opened.
 * Whoever is new says its number first, and is then connected to in turn. Resolves when those that
 * were there already have done so.
 */
export async function nodeSiblings(folder: string, own: number, count: number): Promise<Siblings> {
  const mesh = new Mesh(folder, own, count);
  await mesh.open();
  return mesh;
}

const pathOf = (folder: string, number: number): string => join(folder, `${number}.sock`);

type Each = (from: number, frame: Uint8Array) => void;

class Mesh implements Siblings {
  readonly own: number;
  readonly count: number;
  readonly #folder: string;
  readonly #speaking = new Map<number, Socket>();
  readonly #heard = new Set<Socket>();
  readonly #waiting = new Map<number, Uint8Array[]>();
  readonly #comings = listeners<number>();
  readonly #goings = listeners<number>();
  readonly comings = this.#comings.listen;
  readonly goings = this.#goings.listen;
  readonly #server = createServer((socket) => this.#hears(socket));
  readonly #knocked = listeners<number>();
  /** What was heard before anybody listens. */
  #early: (readonly [from: number, frame: Uint8Array])[] = [];
  #each: Each = (from, frame) => void this.#early.push([from, frame]);
  #flushing: NodeJS.Immediate | undefined;

  constructor(folder: string, own: number, count: number) {
    this.own = own;
    this.count = count;
    this.#folder = folder;
  }

  async open(): Promise<void> {
    const path = pathOf(this.#folder, this.own);
    rmSync(path, { force: true }); // of one before us that was killed
    this.#server.listen(path);
    await once(this.#server, "listening");
    const others = Array.from({ length: this.count }, (_, n) => n).filter((n) => n !== this.own);
    await Promise.all(others.map((n) => this.#meets(n)));
  }

  /** Until the other, if there is one, speaks to us too: it misses nothing that we should hear from then on. */
  async #meets(number: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const deafen = [
      this.#knocked.listen((from) => from === number && resolve()),
      this.goings((from) => from === number && resolve()),
    ];
    if (await this.#speaks(number)) await promise;
    for (const each of deafen) each();
  }

  isThere(number: number): boolean {
    return this.#speaking.has(number);
  }

  send(to: number, frame: Uint8Array): void {
    if (!this.#speaking.has(to)) return;
    const waiting = this.#waiting.get(to);
    if (waiting === undefined) this.#waiting.set(to, [framed(frame)]);
    else waiting.push(framed(frame));
    this.#flushing ??= setImmediate(() => this.#flush());
  }

  receive(each: Each): void {
    this.#each = each;
    const early = this.#early;
    this.#early = [];
    for (const [from, frame] of early) each(from, frame);
  }

  close(): void {
    this.#flush();
    this.#server.close();
    for (const socket of this.#speaking.values()) socket.end();
    for (const socket of this.#heard) socket.destroy();
    this.#speaking.clear();
  }

  /** All that was said in one turn leaves in one write. */
  #flush(): void {
    this.#flushing = undefined;
    for (const [to, frames] of this.#waiting) this.#speaking.get(to)?.write(Buffer.concat(frames));
    this.#waiting.clear();
  }

  /** False: nobody is there. */
  async #speaks(number: number): Promise<boolean> {
    if (this.#speaking.has(number)) return true;
    const socket = connectTo(pathOf(this.#folder, number));
    const { promise, resolve } = Promise.withResolvers<boolean>();
    socket.resume();
    socket.on("error", () => resolve(false));
    for (const over of ["end", "close"]) socket.on(over, () => this.#gone(number, socket));
    socket.once("connect", () => {
      if (this.#speaking.has(number)) socket.destroy();
      else {
        this.#speaking.set(number, socket);
        socket.write(framed(Uint8Array.of(this.own)));
        this.#comings.tell(number);
      }
      resolve(true);
    });
    return promise;
  }

  #gone(number: number, socket: Socket): void {
    if (this.#speaking.get(number) !== socket) return;
    this.#speaking.delete(number);
    this.#waiting.delete(number);
    this.#goings.tell(number);
  }

  /** Its first frame says who it is. */
  #hears(socket: Socket): void {
    let from: number | undefined;
    this.#heard.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => this.#heard.delete(socket));
    const read = unframed((frame) => {
      if (from !== undefined) {
        this.#each(from, frame);
        return;
      }
      from = frame[0] ?? 0;
      this.#knocked.tell(from);
      void this.#speaks(from);
    });
    socket.on("data", read);
  }
}
