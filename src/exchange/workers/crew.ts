import { readSaid, type Said, written } from "#exchange/workers/said.ts";
import { type Listen, listeners } from "#kit/listeners.ts";
import type { Siblings } from "#world/siblings.ts";

/** Something that every worker knows: what the others say of it is heard, and whoever is new is told all. */
export interface Common<T> {
  heard(value: T, from: number): void;
  /** All that the worker of that number must know; nothing by itself. */
  all?(to: number): Iterable<T>;
}

/** The workers of one exchange, as one of them sees the others. */
export interface Crew {
  readonly own: number;
  readonly count: number;
  /** It takes messages. */
  isReady(worker: number): boolean;
  /** Each topic has one hearer. Gives what tells all others. */
  shares<T>(topic: string, common: Common<T>): (value: T) => void;
  /** That worker alone. */
  tell(to: number, topic: string, value: unknown): void;
  hand(to: number, said: Said & { readonly kind: "arrived" | "send" }): void;
  readonly handed: Listen<{ readonly from: number; readonly said: Handed }>;
  /** Of workers that have become ready, and of those that are gone. */
  readonly comings: Listen<number>;
  readonly goings: Listen<number>;
  /** Learns from the others what they know; resolves when that is all, and we take messages too. */
  begin(): Promise<void>;
  close(): void;
}

export type Handed = Said & { readonly kind: "arrived" | "send" };

export const openCrew = (siblings: Siblings): Crew => new OpenCrew(siblings);

class OpenCrew implements Crew {
  readonly #siblings: Siblings;
  readonly #topics = new Map<string, Common<unknown>>();
  readonly #ready = new Set<number>();
  readonly #handed = listeners<{ readonly from: number; readonly said: Handed }>();
  readonly #comings = listeners<number>();
  readonly #goings = listeners<number>();
  /** Those that have yet to say that they have told us all. */
  readonly #asked = new Set<number>();
  readonly #learned = Promise.withResolvers<void>();
  readonly #ears: readonly (() => void)[];
  readonly handed = this.#handed.listen;
  readonly comings = this.#comings.listen;
  readonly goings = this.#goings.listen;

  constructor(siblings: Siblings) {
    this.#siblings = siblings;
    this.#ears = [
      siblings.comings((worker) => {
        if (this.isReady(this.own)) this.tell(worker, "ready", 0);
      }),
      siblings.goings((worker) => this.#gone(worker)),
    ];
    this.shares("ready", { heard: (_, from) => this.#isReady(from) });
    this.shares("ask", { heard: (_, from) => this.#tellsAll(from) });
    this.shares("done", { heard: (_, from) => this.#hasToldAll(from) });
    siblings.receive((from, frame) => this.#heard(from, readSaid(frame)));
  }

  get own(): number {
    return this.#siblings.own;
  }

  get count(): number {
    return this.#siblings.count;
  }

  isReady(worker: number): boolean {
    return this.#ready.has(worker);
  }

  shares<T>(topic: string, common: Common<T>): (value: T) => void {
    this.#topics.set(topic, common as Common<unknown>);
    return (value) => {
      const frame = written({ kind: "told", topic, value });
      for (const worker of this.#others()) this.#siblings.send(worker, frame);
    };
  }

  tell(to: number, topic: string, value: unknown): void {
    this.#siblings.send(to, written({ kind: "told", topic, value }));
  }

  hand(to: number, said: Handed): void {
    this.#siblings.send(to, written(said));
  }

  async begin(): Promise<void> {
    for (const worker of this.#others()) {
      this.#asked.add(worker);
      this.tell(worker, "ask", 0);
    }
    if (this.#asked.size > 0) await this.#learned.promise;
    this.#ready.add(this.own);
    for (const worker of this.#others()) this.tell(worker, "ready", 0);
    this.#comings.tell(this.own);
  }

  close(): void {
    for (const ear of this.#ears) ear();
    this.#siblings.close();
  }

  #others(): readonly number[] {
    const all: number[] = [];
    for (let n = 0; n < this.count; n++)
      if (n !== this.own && this.#siblings.isThere(n)) all.push(n);
    return all;
  }

  #heard(from: number, said: Said): void {
    if (said.kind === "told") this.#topics.get(said.topic)?.heard(said.value, from);
    else this.#handed.tell({ from, said });
  }

  #isReady(worker: number): void {
    if (this.#ready.has(worker)) return;
    this.#ready.add(worker);
    this.#comings.tell(worker);
  }

  #tellsAll(to: number): void {
    for (const [topic, { all }] of this.#topics)
      for (const value of all?.(to) ?? []) this.tell(to, topic, value);
    this.tell(to, "done", 0);
  }

  #hasToldAll(from: number): void {
    if (this.#asked.delete(from) && this.#asked.size === 0) this.#learned.resolve();
  }

  #gone(worker: number): void {
    this.#hasToldAll(worker); // it will say nothing more
    this.#ready.delete(worker);
    this.#goings.tell(worker);
  }
}
