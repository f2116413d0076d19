/** To the owner: how many are new, and which key does what. */
import type { MailboxEvent, MailboxFacts } from "../mailbox.ts";
import { inOrder, listenTo, openMenu, saved, toMenu } from "../ways.ts";
import { behind, gone, type In, leave, type Next, stay, stop, wait } from "../words.ts";
import { openGreetings } from "./greetings.ts";
import { restore } from "./listening.ts";

export function menu(state: In<"menu">, event: MailboxEvent, facts: MailboxFacts): Next {
  switch (event.on) {
    case "played":
      return [state, [wait]];
    case "digit":
      return behind([stop("choice")], chosen(state, event.digit, facts));
    case "timer":
      return event.timer === "choice" ? leave : stay(state);
    case "hungUp":
      return gone;
    default:
      return stay(state);
  }
}

function chosen({ deleted }: In<"menu">, digit: string, facts: MailboxFacts): Next {
  const hear = (messages: readonly string[], none: string): Next =>
    listenTo({ messages, deleted }, facts) ?? toMenu(deleted, none);
  switch (digit) {
    case "1":
      return hear(inOrder(facts), "messages-none");
    case "2":
      return hear(saved(facts), "messages-no-saved");
    case "3":
      return openGreetings();
    case "0":
      return restore({ deleted, rest: [] }, facts) ?? toMenu(deleted, "messages-wrong-key");
    case "*":
      return openMenu(facts, deleted);
    case "#":
      return leave;
    default:
      return toMenu(deleted, "messages-wrong-key");
  }
}
