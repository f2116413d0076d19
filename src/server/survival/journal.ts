/**
 * What is kept of live calls, and when. A call that has changed is written down anew, all of it;
 * messages that leave meanwhile wait until that is done, so that nobody was ever shown what the next
 * process would not know. Rows of one moment share a commit. Where the disk is too slow or full, the
 * messages go all the same: such a call does not survive, and that is logged.
 */

import { textOf } from "#kit/keptText.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, millis, seconds } from "#kit/time.ts";
import type { LiveRows } from "#server/store/liveRows.ts";
import type { KeptLive } from "#server/survival/kept.ts";
import type { CallId } from "#telephony/call/leg.ts";
import type { World } from "#world/world.ts";

/** The calls, as the journal sees them. */
export interface Journalled {
  /** Undefined: there is no such call any more. */
  kept(id: CallId): KeptLive | undefined;
  /** The call that has an INVITE session of that Call-ID. */
  callNamed(sipCallId: string): CallId | undefined;
  /** Its legs may have begun sessions since: `callNamed` knows them from now on. */
  looks(): void;
}

/**
 * Longer than this nothing waits for the disk: a busy machine takes some hundred ms for a commit, and
 * more than a second was seen. Who speaks UDP says what has no answer again (RFC 3261 §17.1.1.1),
 * which does no harm. Where a commit takes longer, the disk is stuck, and all messages would wait:
 * until one is done after all.
 */
const patience = { usual: seconds(2), stuck: millis(100) };
/** The row of a call that is over says its goodbyes once more, should we end before they are heard. */
const goodbyes = seconds(5);

export class Journal {
  readonly #rows: LiveRows;
  readonly #world: Pick<World, "clock" | "log">;
  #calls: Journalled | undefined;
  readonly #dirty = new Set<CallId>();
  readonly #written = new Map<CallId, string>();
  readonly #ending = new Map<CallId, Cancel>();
  #soon: Cancel | undefined;
  #held: (() => void)[] = [];
  /** Call-IDs of sessions that may be a call's which does not know of them yet. */
  readonly #unnamed = new Set<string>();
  /** Commits that are waited for. */
  readonly #open = new Set<Promise<void>>();
  #isBroken = false;

  constructor(rows: LiveRows, world: Pick<World, "clock" | "log">) {
    this.#rows = rows;
    this.#world = world;
  }

  /** What the process before has left; each is there until its call is written anew or `forget`. */
  get found(): readonly { readonly key: string; readonly text: string }[] {
    return this.#rows.all();
  }

  forget(key: string): void {
    this.#rows.remove(key);
  }

  serves(calls: Journalled): void {
    this.#calls = calls;
  }

  /** It may be another than what was written. */
  touched(id: CallId): void {
    this.#dirty.add(id);
    this.#writeSoon();
  }

  /** Nothing of it is left here; its peers may not have heard that yet. */
  over(id: CallId): void {
    this.#write(); // as it ended
    const { clock } = this.#world;
    const wake = clock.at(after(clock.now(), goodbyes), () => this.#drop(id));
    this.#ending.set(id, wake);
  }

  /**
   * Sends it when all that it may tell of is written: at once when it is. `begins`: an INVITE, maybe the
   * first of a session that is being made just now, of which its call does not know yet.
   */
  behind(sipCallId: string, send: () => void, begins = false): void {
    const call = this.#calls?.callNamed(sipCallId);
    if (call !== undefined) this.touched(call);
    else if (begins && this.#calls) this.#unnamed.add(sipCallId);
    if (begins && this.#calls) this.#writeLater();
    const isFree =
      this.#dirty.size + this.#unnamed.size + this.#open.size === 0 && this.#held.length === 0;
    if (this.#rows.isImmediate || isFree) send();
    else this.#held.push(send);
  }

  /** Resolves when nothing is left to write, and what waited for that has been sent. */
  async written(): Promise<void> {
    this.#write();
    while (this.#open.size > 0) await Promise.all(this.#open);
  }

  /**
   * Of a server that closes by itself: no call is left, and none is to be taken up. Resolves when
   * the last goodbyes have been sent.
   */
  async close(): Promise<void> {
    for (const id of [...this.#ending.keys()]) this.#drop(id);
    for (const id of [...this.#written.keys()]) this.#drop(id);
    this.#soon?.();
    this.#soon = undefined;
    this.#dirty.clear(); // the goodbyes: nothing waits behind them
    this.#release();
    this.#calls = undefined;
    await Promise.all(this.#open);
  }

  #writeSoon(): void {
    const { clock } = this.#world;
    this.#soon ??= clock.at(clock.now(), () => this.#write());
  }

  /** Behind what its session is told of the INVITE just now: that is written, too. */
  #writeLater(): void {
    this.#soon?.();
    this.#soon = undefined;
    this.#writeSoon();
  }

  #write(): void {
    this.#soon?.();
    this.#soon = undefined;
    this.#names();
    const waits = [...this.#dirty].flatMap((id) => this.#put(id) ?? []);
    this.#dirty.clear();
    if (waits.length === 0 && this.#open.size === 0) this.#release();
    if (waits.length === 0) return;
    const settled = this.#settle(waits).finally(() => {
      this.#open.delete(settled);
      if (this.#open.size === 0 && this.#dirty.size === 0) this.#release();
    });
    this.#open.add(settled);
  }

  /** What has begun meanwhile is a call's by now, or nobody's who lives on. */
  #names(): void {
    if (this.#unnamed.size === 0) return;
    this.#calls?.looks();
    for (const sipCallId of this.#unnamed) {
      const call = this.#calls?.callNamed(sipCallId);
      if (call !== undefined) this.#dirty.add(call);
    }
    this.#unnamed.clear();
  }

  /** Undefined: it is written already, or is there at once. */
  #put(id: CallId): Promise<boolean> | undefined {
    const live = this.#calls?.kept(id);
    const text = live && textOf(live);
    if (text === undefined || this.#written.get(id) === text) return undefined;
    this.#written.set(id, text);
    const done = this.#rows.put(id, text);
    return done?.then(({ ok }) => {
      if (!ok && this.#written.get(id) === text) this.#written.set(id, ""); // tried again
      if (ok) this.#note(true);
      return ok;
    });
  }

  async #settle(waits: readonly Promise<boolean>[]): Promise<void> {
    const held = this.#held.splice(0);
    const { clock } = this.#world;
    const late = Promise.withResolvers<boolean>();
    const wait = this.#isBroken ? patience.stuck : patience.usual;
    const cancel = clock.at(after(clock.now(), wait), () => late.resolve(false));
    const all = Promise.all(waits).then((each) => each.every((done) => done));
    const isSafe = await Promise.race([all, late.promise]);
    cancel();
    if (!isSafe) this.#note(false);
    for (const send of held) send();
  }

  #release(): void {
    for (const send of this.#held.splice(0)) send();
  }

  /** Once each way. */
  #note(isSafe: boolean): void {
    if (isSafe === !this.#isBroken) return;
    this.#isBroken = !isSafe;
    if (isSafe) this.#world.log.info("calls would survive a crash again");
    else this.#world.log.warn("calls cannot be written down: they would not survive a crash");
  }

  #drop(id: CallId): void {
    this.#ending.get(id)?.();
    this.#ending.delete(id);
    this.#written.delete(id);
    this.#rows.remove(id);
  }
}
