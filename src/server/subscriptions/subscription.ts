/**
 * One thing that is kept elsewhere: looked at every so often, fetched when it has changed, kept over
 * restarts. What goes wrong is said and changes nothing: calls go on by the last good copy.
 */

import { fromUtf8, utf8 } from "#kit/bytes.ts";
import type { Cancel } from "#kit/listeners.ts";
import type { Problem } from "#kit/problem.ts";
import { ok, type Result } from "#kit/result.ts";
import { after, type Millis, millis, minutes, type WallTime } from "#kit/time.ts";
import type { KeptCopy, Store } from "#server/store/store.ts";
import { randomBelow } from "#world/random.ts";
import type { World } from "#world/world.ts";
import { type Answer, fetchFile, type Validators } from "./ask.ts";
import { fetchCollection } from "./dav/collection.ts";
import { type Holding, holdingOf, spanAt } from "./holding.ts";
import type { Reader } from "./readings.ts";
import { keyOf, type Source } from "./source.ts";

export interface SubscriptionMeans {
  readonly world: World;
  readonly reader: Reader;
  readonly store: Pick<Store, "copies">;
}

/** A calendar is asked for as a whole after so long, changed or not, for what lies ahead moves on. */
const wholeAgain = minutes(24 * 60);
const firstRetry = minutes(1);

export class Subscription {
  readonly source: Source;
  readonly #means: SubscriptionMeans;
  readonly #changed: () => void;
  readonly #ends = new AbortController();
  #kept: KeptCopy | undefined;
  #holding: Holding | undefined;
  /** When it was last fetched as a whole. */
  #wholeAt = 0;
  #problem: Problem | undefined;
  #failures = 0;
  #next: Cancel | undefined;
  #isLooking = false;

  /** `changed`: it was looked at, or read. */
  constructor(source: Source, means: SubscriptionMeans, changed: () => void) {
    this.source = source;
    this.#means = means;
    this.#changed = changed;
    const kept = means.store.copies.get(keyOf(source));
    if (kept?.address === source.url) this.#kept = kept;
  }

  /** The last good copy first, then whether there is a newer one. */
  async open(): Promise<void> {
    if (this.#kept) await this.#fromFile();
    if (this.#isClosed) return;
    if (this.#holding && this.#kept) {
      const old = this.#now - this.#kept.asOf;
      this.#wait(millis(Math.max(0, this.source.every - old)));
    } else await this.look();
  }

  get holding(): Holding | undefined {
    return this.#holding;
  }

  /** When it was last known to be as it is held. */
  get asOf(): WallTime | undefined {
    return this.#holding && this.#kept?.asOf;
  }

  /** What went wrong at the last look, or else what was left out. */
  get problem(): Problem | undefined {
    return this.#problem ?? this.#holding?.problems[0];
  }

  /** Calls that were decided by it. */
  get stopped(): number {
    return this.#kept?.stopped ?? 0;
  }

  noteStopped(): void {
    if (this.#kept) this.#keep({ ...this.#kept, stopped: this.stopped + 1 });
  }

  /** Now, whenever the next look would have been. */
  async look(): Promise<void> {
    if (this.#isLooking || this.#isClosed) return;
    this.#isLooking = true;
    this.#next?.();
    const done = await this.#update();
    this.#isLooking = false;
    if (this.#isClosed) return;
    this.#ended(done);
    this.#changed();
  }

  close(): void {
    this.#ends.abort();
    this.#next?.();
  }

  /** It is no longer wanted: nothing of it stays. */
  forget(): void {
    this.close();
    void this.#means.store.copies.remove(keyOf(this.source));
    void this.#means.world.files.remove(this.#file);
  }

  async #update(): Promise<Result<void>> {
    const asked = this.#now;
    const answer = await this.#fetch(this.#known);
    if (!answer.ok) return answer;
    if (this.#isClosed) return ok(undefined);
    if (answer.value.is === "same") {
      if (this.#kept) this.#keep({ ...this.#kept, asOf: this.#now });
      return ok(undefined);
    }
    const { text, validators } = answer.value;
    const read = await this.#read(text);
    if (!read.ok || this.#isClosed) return read;
    this.#wholeAt = asked;
    const written = await this.#means.world.files.write(this.#file, utf8(text));
    if (this.#isClosed) return written;
    const { source, stopped } = this;
    const copy = { key: keyOf(source), address: source.url, asOf: this.#now, stopped };
    if (written.ok) this.#keep({ ...copy, ...validators });
    else this.#kept = copy; // what was kept before is still what the file is
    return written;
  }

  /** What the server need not send again. */
  get #known(): Validators {
    const isOld = this.source.kind === "calendar" && this.#now - this.#wholeAt > wholeAgain;
    return this.#holding && this.#kept && !isOld ? this.#kept : {};
  }

  #fetch(known: Validators): Promise<Result<Answer>> {
    const { source } = this;
    const { world, reader } = this.#means;
    const abandoned = this.#ends.signal;
    if (!source.dav) return fetchFile(source, known, abandoned, world);
    return fetchCollection(source, known, { world, reader, abandoned, span: spanAt(this.#now) });
  }

  async #fromFile(): Promise<void> {
    const file = await this.#means.world.files.read(this.#file);
    if (file.ok && !this.#isClosed) await this.#read(fromUtf8(file.value));
  }

  async #read(text: string): Promise<Result<void>> {
    const read = await holdingOf(this.source, text, spanAt(this.#now), this.#means.reader);
    if (!read.ok) return read;
    this.#holding = read.value;
    return ok(undefined);
  }

  #ended(done: Result<void>): void {
    const { kind, id, every } = this.source;
    const { log } = this.#means.world;
    if (done.ok) {
      if (this.#problem) log.info("subscription works again", { kind, id });
      this.#problem = undefined;
      this.#failures = 0;
      this.#wait(every);
      return;
    }
    if (this.#problem?.code !== done.problem.code)
      log.warn("subscription fails", { kind, id, ...done.problem });
    this.#problem = done.problem;
    this.#wait(millis(Math.min(every, firstRetry * 2 ** Math.min(this.#failures, 12))));
    this.#failures += 1;
  }

  /** Give or take a tenth: not all of the world on the hour. */
  #wait(time: Millis): void {
    const { clock, random } = this.#means.world;
    const some = Math.round(time * (0.9 + randomBelow(random, 200) / 1000));
    this.#next = clock.at(after(clock.now(), millis(some)), () => void this.look());
  }

  #keep(copy: KeptCopy): void {
    this.#kept = copy;
    void this.#means.store.copies.put(copy.key, copy);
  }

  get #file(): string {
    return `subscriptions/${keyOf(this.source)}`;
  }
  get #now(): WallTime {
    return this.#means.world.clock.wallTime();
  }
  get #isClosed(): boolean {
    return this.#ends.signal.aborted;
  }
}
