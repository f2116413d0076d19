/** To the owner: a message goes to somebody else, or its caller is called back. */
import type { Hearing, MailboxEvent } from "../mailbox.ts";
import { choose, type Deleted } from "../ways.ts";
import { behind, gone, type In, type Next, play, stay, stop, stopPlaying, wait } from "../words.ts";

/** A number or a speed dial is keyed, and `#`. */
export const askWhom = ({
  message,
  rest,
  deleted,
}: Hearing & { readonly deleted?: Deleted }): Next => [
  { name: "sendingTo", message, rest, ...(deleted !== undefined && { deleted }) },
  [play("messages-send-to"), { do: "collect", what: "number" }],
];

export function sendingTo(state: In<"sendingTo">, event: MailboxEvent): Next {
  switch (event.on) {
    case "played":
      return [state, [wait]];
    case "digit":
      return [state, [stopPlaying, wait]];
    case "number":
      return behind([stop("choice")], whole(state, event.digits));
    case "timer":
      return event.timer === "choice" ? whole(state, "") : stay(state);
    case "hungUp":
      return gone;
    default:
      return stay(state);
  }
}

function whole({ message, rest, deleted }: In<"sendingTo">, to: string): Next {
  if (to === "") return choose({ message, rest }, deleted);
  return [
    { name: "asked", message, rest, ...(deleted !== undefined && { deleted }) },
    [{ do: "send", message, to }],
  ];
}

export function asked(state: In<"asked">, event: MailboxEvent): Next {
  switch (event.on) {
    case "sent":
      return choose(state, state.deleted, `messages-sent-${event.by}`);
    case "notPossible":
    case "shellFailed":
      return choose(state, state.deleted, "messages-not-sent");
    case "hungUp":
      return gone;
    default:
      return stay(state);
  }
}
