/** Everything of the mailbox that outlives a call: the messages, the greetings, the PIN, and where messages go. */
import { Greetings } from "#server/mailbox/greetings.ts";
import { Messages } from "#server/mailbox/messages.ts";
import { PinGuard } from "#server/mailbox/pinGuard.ts";
import type { ServerParts } from "#server/serverParts.ts";

const megabyte = 1_000_000;

export class Voicemail {
  readonly messages: Messages;
  readonly greetings: Greetings;
  readonly pin: PinGuard;

  constructor({ world, store, settings }: Pick<ServerParts, "world" | "store" | "settings">) {
    const mailbox = () => settings.current().mailbox;
    this.messages = new Messages({
      world,
      table: store.messages,
      limits: () => ({ count: mailbox().maxMessages, bytes: mailbox().maxMegabytes * megabyte }),
    });
    this.greetings = new Greetings(world);
    this.pin = new PinGuard(world.clock, () => mailbox().pin);
  }

  /** What is there from before. Once, before the first call. */
  async open(): Promise<void> {
    await Promise.all([this.messages.recover(), this.greetings.open()]);
  }
}
