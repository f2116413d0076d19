/** What a mailbox leg is made with, what its machine sees of it, and which file says what. */
import { seconds } from "#kit/time.ts";
import type { StudioMeans } from "#server/legs/studioPort.ts";
import type { Greetings } from "#server/mailbox/greetings.ts";
import type { Messages } from "#server/mailbox/messages.ts";
import type { PinGuard } from "#server/mailbox/pinGuard.ts";
import type { Message } from "#server/store/store.ts";
import type { LegId, Party } from "#telephony/call/leg.ts";
import type { MailboxFacts, Prompt } from "#telephony/mailbox/mailbox.ts";
import { usualGreeting } from "#telephony/mailbox/states/greeting.ts";
import type { World } from "#world/world.ts";

export interface MailboxMeans extends StudioMeans {
  readonly world: Pick<World, "clock" | "log">;
  readonly messages: Messages;
  readonly greetings: Greetings;
  readonly pin: Pick<PinGuard, "isOpen" | "isRight">;
  readonly desk: MessageDesk;
  /** The recording that says it, in the language of this call; undefined: there is none. */
  readonly fileOf: (prompt: Prompt) => string | undefined;
  /** Seconds that a message may last, and of silence that end it. */
  readonly longest: number;
  readonly silence: number;
  /** When a message came and from whom, as it is spoken. */
  readonly envelope: (message: Message) => readonly Prompt[];
}

/** What the house does with a message, for an owner who hears it at one of its telephones. */
export interface MessageDesk {
  /** In place of this leg, its caller calls whoever left the message. False: that cannot be. */
  callBack(leg: LegId, device: string, message: Message): boolean;
  /** To a number that was keyed; undefined: that cannot be. */
  send(message: Message, to: string): Promise<"mail" | "telephone" | undefined>;
}

/** Who hears it: a caller, greeted by a greeting of that name, or the owner, at that telephone. */
export type MailboxGuest =
  | { readonly is: "owner"; readonly device?: string }
  | {
      readonly is: "caller";
      readonly party: Party;
      readonly call: string;
      readonly greeting?: string;
    };

export function mailboxFacts(
  { messages, longest, pin, envelope }: MailboxMeans,
  who: { readonly isOwner: boolean; readonly atHome: boolean },
): MailboxFacts {
  const known = who.isOwner ? messages.all() : [];
  return {
    longest: seconds(longest),
    hasPin: pin.isOpen,
    atHome: who.atHome,
    messages: known.map(({ id, heard, from }) => ({
      id,
      heard,
      callable: from.number !== undefined,
    })),
    envelope(id) {
      const message = messages.get(id);
      return message ? envelope(message) : [];
    },
  };
}

/** A greeting that is not there gives way to the usual one, a lost message to the word that it is lost. */
export function soundOf(
  prompt: Prompt,
  leg: LegId,
  { messages, greetings, fileOf }: MailboxMeans,
): string | undefined {
  const [kind, name = ""] = prompt.split(":");
  if (prompt === "draft") return greetings.draftOf(leg);
  if (kind === "message") return messages.get(name)?.file ?? fileOf("messages-lost");
  if (kind !== "greeting") return fileOf(prompt);
  return (
    greetings.fileOf(name) ??
    fileOf(`greeting-${name}`) ??
    greetings.fileOf(usualGreeting) ??
    fileOf("greeting")
  );
}
