/**
 * server/mailbox: the messages that callers leave. A message's row is written when its recording
 * begins and says its length when it ends; what a kill has left between the two, or before the row
 * was on the disk, is finished at the next start, with all that was heard of it.
 */
import { type Listen, listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Millis } from "#kit/time.ts";
import type { MessageView, Page } from "#server/control/messageView.ts";
import { fileOf, finishLeft, isFinished, type KnownCall } from "#server/mailbox/leftBehind.ts";
import { shown } from "#server/mailbox/shown.ts";
import type { Message, Store } from "#server/store/store.ts";
import type { Party } from "#telephony/call/leg.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

export interface MessagesMeans {
  readonly world: Pick<World, "clock" | "files" | "random" | "log">;
  readonly table: Store["messages"];
  readonly limits: () => MessageLimits;
  /** Where their files are; `messages` unless said. */
  readonly folder?: string;
  /** Of a call that a recording was found of: undefined when nobody knows it any more. */
  readonly callOf?: (call: string) => KnownCall | undefined;
}

export interface MessageLimits {
  readonly count: number;
  readonly bytes: number;
}

/** What is known of a message beyond who left it and how long it is. */
type Knowledge = Partial<
  Pick<Message, "transcript" | "words" | "language" | "transcriptFailed" | "peaks" | "rule">
>;

/** A second of a recording, in bytes: 16-bit samples at 8 kHz. */
const secondBytes = 16_000;

/** Not one that was deleted in a call that still goes on. */
const isThere = (message: Message): boolean => isFinished(message) && !message.discarded;

export class Messages {
  readonly #of: MessagesMeans;
  readonly #changes = listeners<string>();
  /** Left while the disk was full: their files are there, their lengths are still to be written. */
  readonly #unkept = new Map<string, Millis>();
  #recovered: Promise<void> | undefined;
  /** A message was left, heard, or deleted: its id. */
  readonly changes: Listen<string> = this.#changes.listen;
  readonly #kept = listeners<Message>();
  /** Discarded by somebody who may still want them back: no purge takes them. */
  readonly held = new Set<string>();
  /** A message is whole and safe: once each. */
  readonly kept: Listen<Message> = this.#kept.listen;

  constructor(of: MessagesMeans) {
    this.#of = of;
  }

  /** Newest first. */
  all(): readonly Message[] {
    const kept = this.#of.table.all().filter(isThere);
    return [...kept].reverse().sort((a, b) => b.received - a.received);
  }

  /** How many nobody has heard yet. */
  fresh(): number {
    return this.counts().fresh;
  }

  /** How many are new, and how many were heard and kept. */
  counts(): { readonly fresh: number; readonly heard: number } {
    const kept = this.#of.table.all().filter(isThere);
    const heard = kept.filter((message) => message.heard).length;
    return { fresh: kept.length - heard, heard };
  }

  /** There is room for no more until the owner deletes some: strangers shall not fill the disk. */
  isFull(): boolean {
    const { count, bytes } = this.#of.limits();
    const all = this.#of.table.all();
    const lasting = all.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
    return all.length >= count || (lasting / 1000) * secondBytes >= bytes;
  }

  page(cursor: string | undefined, limit: number): Page<MessageView> {
    const all = this.all();
    const from = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
    const items = all.slice(from, from + limit);
    const last = items.at(-1);
    const more = last && from + limit < all.length;
    return { items: items.map(view), ...(more && { next: last.id }) };
  }

  get(id: string): Message | undefined {
    const message = this.#of.table.get(id);
    return message && isThere(message) ? message : undefined;
  }

  /** Also one that was thrown away and may be taken back. */
  find(id: string): MessageView | undefined {
    const message = this.#of.table.get(id);
    return message && isFinished(message) ? view(message) : undefined;
  }

  /** The recording as a WAV file. */
  audio(id: string): Promise<Result<Uint8Array>> {
    const message = this.get(id);
    return message ? this.#of.world.files.read(message.file) : Promise.resolve(unknown(id));
  }

  mark(id: string, heard: boolean): Promise<Result<void>> {
    const message = this.get(id);
    if (!message) return Promise.resolve(unknown(id));
    return message.heard === heard
      ? Promise.resolve(ok(undefined))
      : this.#put({ ...message, heard });
  }

  /** What became known of it later. */
  write(id: string, what: Knowledge): Promise<Result<void>> {
    const message = this.get(id);
    return message ? this.#put({ ...message, ...what }) : Promise.resolve(unknown(id));
  }

  /** Whoever has the link's key may hear it until then; undefined: no longer. */
  link(id: string, link: Message["link"]): Promise<Result<void>> {
    const message = this.get(id);
    if (!message) return Promise.resolve(unknown(id));
    const { link: _, ...others } = message;
    return this.#put({ ...others, ...(link && { link }) });
  }

  /** Gone for now: it can be brought back until it is purged. */
  discard(id: string, discarded: boolean): Promise<Result<void>> {
    const message = this.#of.table.get(id);
    if (!message || !isFinished(message)) return Promise.resolve(unknown(id));
    const { discarded: _, ...kept } = message;
    return this.#put({ ...kept, ...(discarded && { discarded }) });
  }

  /** What was discarded is gone for good, but what is held. */
  purge(): void {
    for (const { id, discarded } of this.#of.table.all())
      if (discarded && !this.held.has(id)) void this.delete(id);
  }

  /** Marked, then the file, then the row: whatever a kill cuts short, nothing of it comes back. */
  async delete(id: string): Promise<Result<void>> {
    const { table } = this.#of;
    const message = table.get(id);
    if (!message) return unknown(id);
    const isMarked = message.discarded || (await table.put(id, { ...message, discarded: true })).ok;
    if (isMarked) await this.#removeFile(message);
    const removed = await table.remove(id);
    if (!removed.ok) return removed;
    this.#unkept.delete(id);
    this.#changes.tell(id);
    if (!isMarked) await this.#removeFile(message);
    this.#keepOthers();
    return removed;
  }

  async #removeFile({ id, file }: Message): Promise<void> {
    const gone = await this.#of.world.files.remove(file);
    if (!gone.ok) this.#note("could not remove", id, gone.problem.code);
  }

  /** A recording begins; its file is named here. */
  begin(from: Party, call: string): Message {
    const { clock, random } = this.#of.world;
    const id = token(random);
    const message: Message = {
      id,
      from: shown(from),
      received: clock.wallTime(),
      lengthMs: 0,
      heard: false,
      call,
      file: fileOf(this.#folder, call, id),
    };
    void this.#put(message);
    return message;
  }

  keep(id: string, length: Millis): void {
    void this.#keep(id, length);
  }

  async #keep(id: string, length: Millis): Promise<void> {
    const message = this.#of.table.get(id);
    if (message) await this.#keepWhole(message, length);
  }

  async #keepWhole(message: Message, length: Millis): Promise<void> {
    const whole = { ...message, lengthMs: Math.round(length) };
    const done = await this.#put(whole);
    if (done.ok) this.#kept.tell(whole);
    else this.#unkept.set(message.id, length);
  }

  /** There is room again. */
  #keepOthers(): void {
    const unkept = [...this.#unkept];
    this.#unkept.clear();
    for (const [id, length] of unkept) void this.#keep(id, length);
  }

  /** What a process that was killed has left unfinished. Done once, before the first call, however often it is asked for. */
  recover(): Promise<void> {
    this.#recovered ??= this.#recover();
    return this.#recovered;
  }

  async #recover(): Promise<void> {
    this.purge();
    const { world, table, callOf = () => undefined } = this.#of;
    await finishLeft({
      ...{ world, table, callOf, folder: this.#folder },
      keep: (message, length) => this.#keepWhole(message, length),
      drop: (id) => this.delete(id),
    });
  }

  get #folder(): string {
    return this.#of.folder ?? "messages";
  }

  async #put(message: Message): Promise<Result<void>> {
    const done = await this.#of.table.put(message.id, message);
    if (!done.ok) this.#note("could not be written", message.id, done.problem.code);
    else this.#keepOthers();
    if (isFinished(message)) this.#changes.tell(message.id);
    return done;
  }

  #note(what: string, id: string, code: string): void {
    this.#of.world.log.warn(`message/${id} ${what}`, { code });
  }
}

const unknown = (id: string): Result<never> =>
  fail("messages.unknown", `there is no message ${id}`);

const view = ({ file: _, discarded: __, link, ...told }: Message): MessageView => ({
  ...told,
  ...(link && { linkUntil: link.until }),
});
