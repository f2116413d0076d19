/** Somebody outside says to be the owner. Three times wrong, and it is over for this call. */
import type { MailboxEvent, MailboxFacts, Prompt } from "../mailbox.ts";
import { openMenu } from "../ways.ts";
import {
  behind,
  gone,
  type In,
  leave,
  type Next,
  play,
  stay,
  stop,
  stopPlaying,
  wait,
} from "../words.ts";

const most = 3;

export const askPin = (wrong: number, ...first: readonly Prompt[]): Next => [
  { name: "pin", wrong },
  [play(...first, "pin-ask"), { do: "collect", what: "pin" }],
];

export function pin(state: In<"pin">, event: MailboxEvent, facts: MailboxFacts): Next {
  switch (event.on) {
    case "played":
      return [state, [wait]];
    case "digit": // not which one: that is the shell's to know
      return [state, [stopPlaying, wait]];
    case "pin":
      return event.right
        ? behind([stop("choice")], openMenu(facts))
        : refused(state.wrong + 1, facts);
    case "timer":
      return event.timer === "choice" ? leave : stay(state);
    case "hungUp":
    case "pickedUp":
      return gone;
    default:
      return stay(state);
  }
}

/** They may have been too many, in this call or in those before it. */
const refused = (wrong: number, { hasPin }: MailboxFacts): Next =>
  behind([stop("choice")], wrong < most && hasPin ? askPin(wrong, "pin-wrong") : leave);
