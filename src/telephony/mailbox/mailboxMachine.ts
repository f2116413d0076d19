/**
 * Finds the state's file; nothing else.
 *
 *   greeting ──played──► recording ──hung up, #, silence, too long──► saving ──► leaving ──► over
 *       └──*──► pin ──right──► menu
 *
 *   menu ◄──► listening ──played──► choosing ──8──► sendingTo ──► asked      all of them ──#──► leaving
 *     └──3──► greetings ──► ownGreeting ──2──► toneForGreeting ──► recordingGreeting ──► reviewing
 */
import type { Machine } from "#kit/machine.ts";
import type { MailboxEffect, MailboxEvent, MailboxFacts, MailboxState } from "./mailbox.ts";
import { greet, greeting } from "./states/greeting.ts";
import {
  greetings,
  ownGreeting,
  recordingGreeting,
  reviewing,
  toneForGreeting,
} from "./states/greetings.ts";
import { leaving } from "./states/leaving.ts";
import { choosing, listening } from "./states/listening.ts";
import { menu } from "./states/menu.ts";
import { pin } from "./states/pin.ts";
import { recording, saving } from "./states/recording.ts";
import { asked, sendingTo } from "./states/sending.ts";
import { openMenu } from "./ways.ts";
import type { Next } from "./words.ts";

export const mailboxMachine: Machine<MailboxState, MailboxEvent, MailboxEffect, MailboxFacts> = {
  name: "mailbox",
  step,
};

/** How a call to the mailbox begins: a caller is greeted, by a greeting of that name; the owner hears the menu. */
export function beginMailbox(
  who: { readonly is: "caller"; readonly greeting?: string } | { readonly is: "owner" },
  facts: MailboxFacts,
): Next {
  return who.is === "owner" ? openMenu(facts) : greet(who.greeting);
}

function step(state: MailboxState, event: MailboxEvent, facts: MailboxFacts): Next {
  switch (state.name) {
    case "greeting":
      return greeting(state, event, facts);
    case "recording":
      return recording(state, event);
    case "saving":
      return saving(state, event);
    case "pin":
      return pin(state, event, facts);
    case "menu":
      return menu(state, event, facts);
    case "listening":
      return listening(state, event, facts);
    case "choosing":
      return choosing(state, event, facts);
    case "sendingTo":
      return sendingTo(state, event);
    case "asked":
      return asked(state, event);
    case "greetings":
      return greetings(state, event, facts);
    case "ownGreeting":
      return ownGreeting(state, event, facts);
    case "toneForGreeting":
      return toneForGreeting(state, event);
    case "recordingGreeting":
      return recordingGreeting(state, event);
    case "reviewing":
      return reviewing(state, event, facts);
    case "leaving":
      return leaving(state, event);
    case "over":
      return [state, []];
  }
}
