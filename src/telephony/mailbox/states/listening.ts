/** To the owner: one message after another. Each key works while it plays and behind it. */
import type { MailboxEvent, MailboxFacts, Prompt } from "../mailbox.ts";
import { listenTo, openMenu, toMenu } from "../ways.ts";
import { behind, gone, type In, leave, type Next, play, stay, stop, wait } from "../words.ts";

type Hearing = In<"listening"> | In<"choosing">;

export function listening(state: In<"listening">, event: MailboxEvent, facts: MailboxFacts): Next {
  if (event.on !== "played") return either(state, event, facts);
  const { message, rest } = state;
  return [
    { name: "choosing", message, rest },
    [{ do: "markHeard", message }, play("messages-choice")],
  ];
}

export function choosing(state: In<"choosing">, event: MailboxEvent, facts: MailboxFacts): Next {
  if (event.on === "played") return [state, [wait]];
  return event.on === "timer" && event.timer === "choice"
    ? next(state.rest)
    : either(state, event, facts);
}

function either(state: Hearing, event: MailboxEvent, facts: MailboxFacts): Next {
  switch (event.on) {
    case "digit":
      return behind([stop("choice")], chosen(state, event.digit, facts));
    case "hungUp":
      return gone;
    default:
      return stay(state);
  }
}

function chosen({ message, rest }: Hearing, digit: string, facts: MailboxFacts): Next {
  switch (digit) {
    case "1":
      return again(message, rest);
    case "7":
      return behind([{ do: "delete", message }], next(rest, "messages-deleted"));
    case "9":
      return behind([{ do: "markHeard", message }], next(rest, "messages-kept"));
    case "*":
      return openMenu(facts);
    case "#":
      return leave;
    default:
      return [{ name: "choosing", message, rest }, [play("messages-wrong-key", "messages-choice")]];
  }
}

const again = (message: string, rest: readonly string[]): Next => [
  { name: "listening", message, rest },
  [play(`message:${message}`)],
];

const next = (rest: readonly string[], ...first: readonly Prompt[]): Next =>
  listenTo(rest, ...first) ?? toMenu(...first, "messages-end");
