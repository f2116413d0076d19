/** Everything of the mailbox that outlives a call: the messages, the greetings, the PIN, and where messages go. */
import { fail, type Result } from "#kit/result.ts";
import { Errands } from "#server/mailbox/errands.ts";
import { Greetings } from "#server/mailbox/greetings.ts";
import { knownCalls } from "#server/mailbox/knownCalls.ts";
import { type MessageLinks, messageLinks } from "#server/mailbox/messageLinks.ts";
import { Messages } from "#server/mailbox/messages.ts";
import { PinGuard } from "#server/mailbox/pinGuard.ts";
import { speak } from "#server/mailbox/speech.ts";
import { transcribe } from "#server/mailbox/transcriber.ts";
import { WasteBasket } from "#server/mailbox/wasteBasket.ts";
import { waveformOf } from "#server/mailbox/waveform.ts";
import type { ServerParts } from "#server/serverParts.ts";
import type { Message } from "#server/store/store.ts";
import type { Commands } from "#world/commands.ts";

const megabyte = 1_000_000;

export interface VoicemailMeans
  extends Pick<ServerParts, "world" | "store" | "settings" | "mail" | "commands" | "journal"> {
  /** Of the rule that led that call here, if a rule did. */
  readonly ruleOf: (call: string) => string | undefined;
}

export class Voicemail {
  readonly messages: Messages;
  readonly greetings: Greetings;
  readonly pin: PinGuard;
  readonly errands: Errands;
  readonly links: MessageLinks;
  readonly basket: WasteBasket;
  readonly #means: VoicemailMeans;
  readonly #commands: Commands | undefined;
  readonly #language: () => "en" | "de";

  constructor(means: VoicemailMeans) {
    const { world, store, settings, mail, commands } = means;
    this.#means = means;
    const mailbox = () => settings.current().mailbox;
    this.messages = new Messages({
      world,
      table: store.messages,
      callOf: knownCalls(means),
      limits: () => ({ count: mailbox().maxMessages, bytes: mailbox().maxMegabytes * megabyte }),
    });
    this.links = messageLinks(this.messages, world);
    this.basket = new WasteBasket(this.messages, world.clock);
    this.greetings = new Greetings(world);
    this.pin = new PinGuard(world.clock, () => mailbox().pin);
    this.#commands = commands;
    this.#language = () => settings.current().owner.language;
    this.errands = new Errands({
      world,
      table: store.errands,
      messages: this.messages,
      settings: () => settings.current(),
      mail,
      ...(commands && {
        transcribe: (audio, by) => transcribe(audio, by, { world, commands }),
      }),
    });
    this.messages.kept((message) => {
      this.errands.left(message);
      void this.#look(message);
    });
  }

  /** What is there from before. Once, before the first call. */
  async open(): Promise<void> {
    await Promise.all([this.messages.recover(), this.greetings.open()]);
    this.errands.open();
    for (const message of this.messages.all())
      if (message.peaks === undefined) await this.#look(message);
  }

  /** How it looks, and why it is here: what a page shows beside its caller. */
  async #look(message: Message): Promise<void> {
    const rule = message.rule ?? this.#means.ruleOf(message.call);
    const peaks = await waveformOf(message, this.#means.world.files);
    if (peaks === undefined && rule === undefined) return;
    await this.messages.write(message.id, {
      ...(peaks !== undefined && { peaks }),
      ...(rule !== undefined && { rule }),
    });
  }

  /** A greeting spoken by the voice that is installed here. `speech.notInstalled` where there is none. */
  async speakGreeting(name: string, text: string): Promise<Result<void>> {
    if (!this.#commands) return fail("speech.notInstalled", "espeak-ng is not installed here");
    const spoken = await speak(text, this.#language(), this.#commands);
    return spoken.ok ? this.greetings.put(name, spoken.value) : spoken;
  }

  close(): void {
    this.basket.close();
    this.errands.close();
  }
}
