/**
 * The mailbox as a party of a call: performs what its machine decides in a studio of its own. A
 * caller's message is kept also when the call is over, for its last seconds come a moment later.
 */
import type { Cancel } from "#kit/listeners.ts";
import { after, millis, seconds } from "#kit/time.ts";
import { OwnParty, type PartyManner } from "#server/legs/ownParty.ts";
import type { StudioMeans } from "#server/legs/studioPort.ts";
import type { Messages } from "#server/mailbox/messages.ts";
import type { PortEvent } from "#server/portEvents.ts";
import type { Message } from "#server/store/store.ts";
import { because, type LegId, type Party } from "#telephony/call/leg.ts";
import type {
  MailboxEffect,
  MailboxEvent,
  MailboxFacts,
  MailboxState,
  MailboxTimer,
  Prompt,
} from "#telephony/mailbox/mailbox.ts";
import { beginMailbox, mailboxMachine } from "#telephony/mailbox/mailboxMachine.ts";
import { MachineRunner } from "#world/machineRunner.ts";
import type { World } from "#world/world.ts";

export interface MailboxMeans extends StudioMeans {
  readonly world: Pick<World, "clock" | "log">;
  readonly messages: Messages;
  /** The recording that says it, in the language of this call; undefined: there is none. */
  readonly fileOf: (prompt: Prompt) => string | undefined;
  /** Seconds that a message may last. */
  readonly longest: number;
}

/** Who hears it: a caller, greeted by a greeting of that name, or the owner. */
export type MailboxGuest =
  | { readonly is: "owner" }
  | {
      readonly is: "caller";
      readonly party: Party;
      readonly call: string;
      readonly greeting?: string;
    };

type Runner = MachineRunner<MailboxState, MailboxTimer, MailboxEvent, MailboxEffect, MailboxFacts>;
const beep = "beep";
/** Until the caller's path is open: the first word shall be heard. */
const breath = millis(300);

export const mailboxLeg = (id: LegId, means: MailboxMeans, guest: MailboxGuest): OwnParty =>
  new OwnParty(id, means, new Mailbox(id, means, guest));

class Mailbox implements PartyManner {
  readonly #id: LegId;
  readonly #means: MailboxMeans;
  readonly #guest: MailboxGuest;
  #runner: Runner | undefined;
  #party: OwnParty | undefined;
  #left: Message | undefined;
  #unbegun: Cancel | undefined;
  /** What is still to be played behind what plays now. */
  #queue: Prompt[] = [];

  constructor(id: LegId, means: MailboxMeans, guest: MailboxGuest) {
    this.#id = id;
    this.#means = means;
    this.#guest = guest;
  }

  rung(party: OwnParty): void {
    const { messages, world } = this.#means;
    if (this.#guest.is === "caller" && messages.isFull()) return void party.leave(because("limit"));
    this.#party = party;
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
    this.#post({ on: "digit", digit });
  }

  port(event: PortEvent): void {
    switch (event.on) {
      case "played": // what was stopped or replaced is of no interest
        if (event.finished || event.problem) this.#playNext();
        return;
      case "recorded":
        return void this.#post({ on: "recorded", length: event.length });
      case "refused":
        if (event.command === "record") this.#post({ on: "recorded", length: millis(0) });
        else if (event.command === "play" || event.command === "tone") this.#playNext();
        return;
      case "silentTooLong":
        return void this.#post({ on: "silent" });
      default:
        return;
    }
  }

  /** It goes when it has kept what there is. */
  dismissed(): boolean {
    this.#post({ on: "hungUp" });
    return this.#runner !== undefined;
  }

  closed(): void {
    this.#stop();
    this.#runner = undefined;
  }

  #stop(): void {
    this.#unbegun?.();
    this.#runner?.stop();
  }

  #post(event: MailboxEvent): void {
    this.#runner?.post(event);
  }

  #facts(): MailboxFacts {
    const { messages, longest } = this.#means;
    const known = this.#guest.is === "owner" ? messages.all() : [];
    return {
      longest: seconds(longest),
      messages: known.map(({ id, heard }) => ({ id, heard })),
    };
  }

  #perform(effect: MailboxEffect, party: OwnParty): void {
    const { messages } = this.#means;
    switch (effect.do) {
      case "play":
        this.#queue = [...effect.prompts];
        return void this.#playNext();
      case "stopPlaying":
        this.#queue = [];
        return void party.studio.stopPlaying();
      case "startRecording":
        return void this.#record(party);
      case "stopRecording":
        return void party.studio.stopRecording();
      case "keep":
        return void this.#keep(effect.length, party);
      case "drop":
        if (this.#left) void messages.delete(this.#left.id);
        return;
      case "markHeard":
        return void messages.mark(effect.message, true);
      case "delete":
        return void messages.delete(effect.message);
      case "hangUp":
        this.#stop();
        return void party.leave(because("normal"));
      case "startTimer":
      case "stopTimer":
        return; // the runner's own
    }
  }

  #record(party: OwnParty): void {
    const { messages, longest } = this.#means;
    if (this.#guest.is !== "caller") return;
    this.#left = messages.begin(this.#guest.party, this.#guest.call);
    party.studio.record(this.#left.file, longest * 1000);
  }

  #keep(length: number, party: OwnParty): void {
    if (!this.#left) return;
    this.#means.messages.keep(this.#left.id, millis(length));
    party.tell({ on: "messageLeft", message: this.#left.id });
  }

  /** Recordings up to the next tone go as one, so that no gap is heard between them. */
  #playNext(): void {
    const studio = this.#party?.studio;
    if (!studio) return;
    if (this.#queue[0] === beep) {
      this.#queue.shift();
      return void studio.beep();
    }
    const tone = this.#queue.indexOf(beep);
    const some = this.#queue.splice(0, tone < 0 ? this.#queue.length : tone);
    const files = some.flatMap((prompt) => this.#fileOf(prompt) ?? []);
    if (files.length > 0) return void studio.play(files);
    if (this.#queue.length > 0) return void this.#playNext();
    this.#post({ on: "played" });
  }

  /** A greeting that is not there gives way to the usual one, a lost message to the word that it is lost. */
  #fileOf(prompt: Prompt): string | undefined {
    const { messages, fileOf } = this.#means;
    if (prompt.startsWith("message:"))
      return messages.get(prompt.slice("message:".length))?.file ?? fileOf("messages-lost");
    const file = fileOf(prompt);
    return file ?? (prompt.startsWith("greeting:") ? fileOf("greeting") : undefined);
  }
}
