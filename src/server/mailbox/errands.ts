/**
 * What is to be done with messages when their calls are over: have them written down, and send them
 * by e-mail. Each errand is a row, tried again and again, over restarts, until it is done or three
 * days old. One at a time, beside everything else: no call ever waits for one.
 */
import type { Cancel } from "#kit/listeners.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { ok, type Result } from "#kit/result.ts";
import { after, hours, type Millis, millis, minutes, seconds } from "#kit/time.ts";
import { letterOf } from "#server/mailbox/letter.ts";
import type { Messages } from "#server/mailbox/messages.ts";
import { officeOf } from "#server/mailbox/postOffice.ts";
import type { Transcript, Transcription } from "#server/mailbox/transcriber.ts";
import type { Errand, Message, Store } from "#server/store/store.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Mail } from "#world/mail.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

export interface ErrandMeans {
  readonly world: Pick<World, "clock" | "files" | "log" | "random">;
  readonly table: Store["errands"];
  readonly messages: Messages;
  readonly settings: () => Settings;
  /** Nobody sends letters without. */
  readonly mail?: Mail | undefined;
  readonly transcribe?: (audio: Uint8Array, by: Transcription) => Promise<Result<Transcript>>;
}

const first = minutes(1);
const longest = hours(6);
const givenUp = hours(72);
/** How often a machine is asked what was said. */
const mostTranscripts = 3;
/** For one letter. */
const patience = seconds(60);
const most = 2000;

export class Errands {
  readonly #of: ErrandMeans;
  #alarm: Cancel | undefined;
  #isBusy = false;
  #isOpen = true;
  #last: Problem | undefined;
  /** As they are, where no disk could note it: one that is done has nothing left to do. */
  readonly #unkept = new Map<string, Errand>();

  constructor(of: ErrandMeans) {
    this.#of = of;
  }

  /** From before the restart. Once. */
  open(): void {
    this.#schedule();
  }

  close(): void {
    this.#isOpen = false;
    this.#alarm?.();
  }

  /** What was said in that message is still to be written down. */
  isWriting(message: string): boolean {
    return (
      this.#of.settings().mailbox.transcription !== null &&
      this.#all().some((one) => one.message === message && one.transcript === true)
    );
  }

  /** The last one that failed, until one is done. */
  trouble(): Problem | undefined {
    return this.#last;
  }

  /** A message was left. */
  left(message: Message): void {
    const { transcription, email, smtp } = this.#of.settings().mailbox;
    const to = email !== null && smtp !== null && this.#of.mail ? email : undefined;
    const transcript = transcription !== null && this.#of.transcribe !== undefined;
    if (to !== undefined || transcript)
      this.#add(
        message,
        { ...(to !== undefined && { to }), ...(transcript && { transcript }) },
        true,
      );
  }

  /** To somebody else; false: no letter can be sent. */
  sendOn(message: Message, to: string): boolean {
    if (this.#of.settings().mailbox.smtp === null || !this.#of.mail) return false;
    return this.#add(message, { to }, false);
  }

  #add(message: Message, what: Pick<Errand, "to" | "transcript">, isOwn: boolean): boolean {
    const { world } = this.#of;
    if (this.#all().length >= most) {
      this.#note(message.id, "is not sent", problem("mailbox.tooMany", `${most} are under way`));
      return false;
    }
    const now = world.clock.wallTime();
    const id = token(world.random);
    const errand = { id, message: message.id, ...what, isOwn, made: now, due: now, tries: 0 };
    void this.#keep(errand).then(() => this.#schedule());
    return true;
  }

  #all(): readonly Errand[] {
    const kept = this.#of.table.all().filter(({ id }) => !this.#unkept.has(id));
    return [...kept, ...this.#unkept.values()];
  }

  async #keep(errand: Errand): Promise<void> {
    this.#held(errand, await this.#of.table.put(errand.id, errand));
  }

  /** It is done, or never will be. */
  async #drop({ to: _, transcript: __, ...rest }: Errand): Promise<void> {
    const due = this.#of.world.clock.wallTime() + first;
    this.#held({ ...rest, due }, await this.#of.table.remove(rest.id));
  }

  #held(errand: Errand, kept: Result<void>): void {
    if (kept.ok) this.#unkept.delete(errand.id);
    else {
      this.#unkept.set(errand.id, errand);
      this.#note(errand.message, "has an errand that cannot be kept", kept.problem);
    }
  }

  #note(message: string, what: string, { code, detail }: Problem): void {
    this.#last = problem(code, detail);
    this.#of.world.log.warn(`message/${message} ${what}`, { code });
  }

  #schedule(): void {
    if (!this.#isOpen || this.#isBusy) return;
    const { clock } = this.#of.world;
    const [next] = this.#all().toSorted((a, b) => a.due - b.due);
    this.#alarm?.();
    if (!next) return;
    const wait = millis(Math.min(hours(1), Math.max(0, next.due - clock.wallTime())));
    this.#alarm = clock.at(after(clock.now(), wait), () => this.#run(next));
  }

  #run(errand: Errand): void {
    const { clock } = this.#of.world;
    if (errand.due > clock.wallTime()) return void this.#schedule(); // an hour has passed
    this.#isBusy = true;
    void this.#do(errand)
      .catch((error: unknown) => this.#failed(errand, problem("mailbox.failed", String(error))))
      .then(() => {
        this.#isBusy = false;
        this.#schedule();
      });
  }

  async #do(errand: Errand): Promise<void> {
    const message = this.#of.messages.get(errand.message);
    if (!message) return this.#drop(errand);
    const read = await this.#of.world.files.read(message.file);
    if (!read.ok) return this.#failed(errand, read.problem);
    const heard = await this.#transcribed(errand, message, read.value);
    if (!heard.ok) return this.#failed(errand, heard.problem);
    const sent = await this.#sent(errand, read.value);
    if (!sent.ok) return this.#failed({ ...errand, transcript: false }, sent.problem);
    this.#last = undefined;
    await this.#drop(errand);
  }

  async #transcribed(
    { transcript, tries }: Errand,
    message: Message,
    audio: Uint8Array,
  ): Promise<Result<void>> {
    const { messages, settings, transcribe, world } = this.#of;
    const by = settings().mailbox.transcription;
    if (!transcript || by === null || !transcribe) return ok(undefined);
    const said = await transcribe(audio, by);
    if (said.ok) {
      const { text: transcript, ...more } = said.value;
      return messages.write(message.id, { transcript, ...more });
    }
    world.log.warn(`message/${message.id} was not written down`, { code: said.problem.code });
    if (tries + 1 < mostTranscripts) return said;
    this.#last = said.problem;
    return messages.write(message.id, { transcriptFailed: said.problem.code });
  }

  async #sent({ to, isOwn, message: id }: Errand, audio: Uint8Array): Promise<Result<void>> {
    const settings = this.#of.settings();
    const { smtp } = settings.mailbox;
    const message = this.#of.messages.get(id);
    if (to === undefined || smtp === null || !this.#of.mail || !message) return ok(undefined);
    const letter = letterOf(message, { to, from: smtp.from, audio, isOwn }, settings);
    return this.#of.mail.send(letter, officeOf(smtp), patience);
  }

  /** Later again, twice as much later each time; what is refused for good is given up. */
  async #failed(errand: Errand, why: Problem): Promise<void> {
    const now = this.#of.world.clock.wallTime();
    const isOver = why.code === "mail.refused" || now - errand.made >= givenUp;
    this.#note(errand.message, isOver ? "is not sent" : "will be tried again", why);
    if (isOver) return this.#drop(errand);
    const tries = errand.tries + 1;
    await this.#keep({ ...errand, tries, due: now + waitAfter(tries) });
  }
}

const waitAfter = (tries: number): Millis => millis(Math.min(longest, first * 2 ** (tries - 1)));
