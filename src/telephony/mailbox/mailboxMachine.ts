/**
 * Finds the state's file; nothing else.
 *
 *   greeting ──played──► recording ──hung up, #, silence, too long──► saving ──► leaving ──► over
 *
 *   menu ◄──► listening ──played──► choosing        menu, listening, choosing ──#──► leaving ──► over
 */
import type { Machine } from "#kit/machine.ts";
import type { MailboxEffect, MailboxEvent, MailboxFacts, MailboxState } from "./mailbox.ts";
import { greet, greeting } from "./states/greeting.ts";
import { leaving } from "./states/leaving.ts";
import { choosing, listening } from "./states/listening.ts";
import { menu } from "./states/menu.ts";
import { recording, saving } from "./states/recording.ts";
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
    case "menu":
      return menu(state, event, facts);
    case "listening":
      return listening(state, event, facts);
    case "choosing":
      return choosing(state, event, facts);
    case "leaving":
      return leaving(state, event);
    case "over":
      return [state, []];
  }
}
