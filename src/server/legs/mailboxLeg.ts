/**
 * The mailbox as a party of a call: performs what its machine decides in a studio of its own. A
 * caller's message is kept also when the call is over, for its last seconds come a moment later.
 */
import type { Cancel } from "#kit/listeners.ts";
import { after, millis, seconds } from "#kit/time.ts";
import {
  type MailboxGuest,
  type MailboxMeans,
  mailboxFacts,
  soundOf,
} from "#server/legs/mailboxMeans.ts";
import { OwnParty, type PartyManner } from "#server/legs/ownParty.ts";
import { PromptQueue } from "#server/legs/promptQueue.ts";
import type { PortEvent } from "#server/portEvents.ts";
import type { Message } from "#server/store/store.ts";
import { because, type Cause, type LegId } from "#telephony/call/leg.ts";
import type {
  MailboxEffect,
  MailboxEvent,
  MailboxFacts,
  MailboxState,
  MailboxTimer,
} from "#telephony/mailbox/mailbox.ts";
import { beginMailbox, mailboxMachine } from "#telephony/mailbox/mailboxMachine.ts";
import { MachineRunner } from "#world/machineRunner.ts";

type Runner = MachineRunner<MailboxState, MailboxTimer, MailboxEvent, MailboxEffect, MailboxFacts>;
/** Until the caller's path is open: the first word shall be heard. */
const breath = millis(300);
/** No PIN is longer, nor a number with what is dialled before it. */
const longestKeyed = 24;

/** Digits up to `#` that belong together; `*` begins anew. */
interface Collecting {
  readonly what: "pin" | "number";
  readonly keyed: string;
}

export const mailboxLeg = (id: LegId, means: MailboxMeans, guest: MailboxGuest): OwnParty =>
  new OwnParty(id, means, new Mailbox(id, means, guest));

class Mailbox implements PartyManner {
  readonly #id: LegId;
  readonly #means: MailboxMeans;
  readonly #guest: MailboxGuest;
  #isOwner: boolean;
  #runner: Runner | undefined;
  #voice: PromptQueue | undefined;
  #left: Message | undefined;
  #unbegun: Cancel | undefined;
  /** The digits of a PIN are nowhere else: the machine's history is kept and shown. */
  #collecting: Collecting | undefined;

  constructor(id: LegId, means: MailboxMeans, guest: MailboxGuest) {
    this.#id = id;
    this.#means = means;
    this.#guest = guest;
    this.#isOwner = guest.is === "owner";
  }

  rung(party: OwnParty): void {
    const { messages, world } = this.#means;
    if (!this.#isOwner && messages.isFull()) return void party.leave(because("limit"));
    this.#voice = new PromptQueue(
      party.studio,
      (prompt) => soundOf(prompt, this.#id, this.#means),
      () => this.#post({ on: "played" }),
    );
    const [start, effects] = beginMailbox(this.#guest, this.#facts());
    const runner: Runner = new MachineRunner<
      MailboxState,
      MailboxTimer,
      MailboxEvent,
      MailboxEffect,
      MailboxFacts
    >({
      machine: mailboxMachine,
      start,
      facts: () => this.#facts(),
      perform: (effect) => this.#perform(effect, party),
      clock: world.clock,
      log: world.log,
      id: `mailbox/${this.#id}`,
      history: 100,
    });
    this.#runner = runner;
    party.tell({ on: "answered" });
    const { clock } = world;
    this.#unbegun = clock.at(after(clock.now(), breath), () => runner.begin(effects));
  }

  digit(digit: string): void {
    if (this.#collecting) this.#collect(this.#collecting, digit);
    else this.#post({ on: "digit", digit });
  }

  port(event: PortEvent): void {
    if (event.on === "recorded") this.#post({ on: "recorded", length: event.length });
    else if (event.on === "refused" && event.command === "record")
      this.#post({ on: "recorded", length: millis(0) });
    else this.#voice?.port(event);
  }

  /** It goes when it has kept what there is; who was taken from it has left nothing. */
  dismissed(_party: OwnParty, { kind }: Cause): boolean {
    this.#post({ on: kind === "answeredElsewhere" ? "pickedUp" : "hungUp" });
    return this.#runner !== undefined;
  }

  closed(): void {
    this.#stop();
    this.#runner = undefined;
    if (!this.#isOwner) return;
    this.#means.messages.purge();
    this.#means.greetings.dropDraft(this.#id);
  }

  #stop(): void {
    this.#unbegun?.();
    this.#runner?.stop();
  }

  #post(event: MailboxEvent): void {
    this.#runner?.post(event);
  }

  /** The machine learns a number when it is whole, and of a PIN only whether it is right. */
  #collect({ what, keyed }: Collecting, digit: string): void {
    const isWhole = digit === "#" || keyed.length >= longestKeyed;
    if (!isWhole) {
      this.#collecting = { what, keyed: digit === "*" ? "" : keyed + digit };
      return void this.#post({ on: "digit", digit: "" });
    }
    this.#collecting = undefined;
    if (what === "number") return void this.#post({ on: "number", digits: keyed });
    const right = this.#means.pin.isRight(keyed);
    this.#isOwner ||= right;
    this.#post({ on: "pin", right });
  }

  #facts(): MailboxFacts {
    const atHome = this.#device !== undefined;
    return mailboxFacts(this.#means, { isOwner: this.#isOwner, atHome });
  }

  get #device(): string | undefined {
    return this.#guest.is === "owner" ? this.#guest.device : undefined;
  }

  #perform(effect: MailboxEffect, party: OwnParty): void {
    const { messages, greetings } = this.#means;
    switch (effect.do) {
      case "play":
        this.#collecting = undefined;
        return void this.#voice?.play(effect.prompts);
      case "skip":
        return void party.studio.skip(effect.by);
      case "stopPlaying":
        return void this.#voice?.stop();
      case "startRecording":
        return void this.#record(party);
      case "stopRecording":
        return void party.studio.stopRecording();
      case "keep":
        return void this.#keep(effect.length, party);
      case "drop":
        if (this.#left) void messages.delete(this.#left.id);
        return;
      case "collect":
        this.#collecting = { what: effect.what, keyed: "" };
        return;
      case "markHeard":
        return void messages.mark(effect.message, true);
      case "delete":
        return void messages.discard(effect.message, true);
      case "restore":
        return void messages.discard(effect.message, false);
      case "callBack":
        return void this.#callBack(effect.message);
      case "send":
        return void this.#send(effect.message, effect.to);
      case "recordGreeting":
        return void party.studio.record(greetings.draftOf(this.#id), millis(125_000));
      case "keepGreeting":
        return void greetings.keepDraft(this.#id, effect.greeting);
      case "removeGreeting":
        return void greetings.remove(effect.greeting);
      case "hangUp":
        this.#stop();
        return void party.leave(because("normal"));
      case "startTimer":
      case "stopTimer":
        return; // the runner's own
    }
  }

  #record(party: OwnParty): void {
    const { messages, longest, silence } = this.#means;
    if (this.#guest.is !== "caller") return;
    this.#left = messages.begin(this.#guest.party, this.#guest.call);
    party.studio.record(this.#left.file, seconds(longest), seconds(silence));
  }

  #keep(length: number, party: OwnParty): void {
    if (!this.#left) return;
    this.#means.messages.keep(this.#left.id, millis(length));
    party.tell({ on: "messageLeft", message: this.#left.id });
  }

  /** When it can be, this leg is gone with it. */
  #callBack(id: string): void {
    const message = this.#means.messages.get(id);
    const device = this.#device;
    const calls = message && device !== undefined;
    if (!calls || !this.#means.desk.callBack(this.#id, device, message))
      this.#post({ on: "notPossible" });
  }

  #send(id: string, to: string): void {
    const message = this.#device === undefined ? undefined : this.#means.messages.get(id);
    const sent = message ? this.#means.desk.send(message, to) : Promise.resolve(undefined);
    const tell = (by: "mail" | "telephone" | undefined): void =>
      this.#post(by === undefined ? { on: "notPossible" } : { on: "sent", by });
    void sent.then(tell, () => tell(undefined));
  }
}
