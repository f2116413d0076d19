/** To the owner: how many are new, and which key does what. */
import type { MailboxEvent, MailboxFacts } from "../mailbox.ts";
import { inOrder, listenTo, openMenu, toMenu } from "../ways.ts";
import { behind, gone, type In, leave, type Next, stay, stop, wait } from "../words.ts";

export function menu(state: In<"menu">, event: MailboxEvent, facts: MailboxFacts): Next {
  switch (event.on) {
    case "played":
      return [state, [wait]];
    case "digit":
      return behind([stop("choice")], chosen(event.digit, facts));
    case "timer":
      return event.timer === "choice" ? leave : stay(state);
    case "hungUp":
      return gone;
    default:
      return stay(state);
  }
}

function chosen(digit: string, facts: MailboxFacts): Next {
  switch (digit) {
    case "1":
      return listenTo(inOrder(facts)) ?? toMenu("messages-none");
    case "*":
      return openMenu(facts);
    case "#":
      return leave;
    default:
      return toMenu("messages-wrong-key");
  }
}
