/** To the owner: one message after another. Each key works while it plays and behind it. */
import type { MailboxEvent, MailboxFacts, Prompt } from "../mailbox.ts";
import { choose, type Deleted, listenTo, openMenu, toMenu } from "../ways.ts";
import {
  behind,
  gone,
  type In,
  leave,
  type Next,
  play,
  skipBack,
  skipForward,
  stay,
  stop,
  wait,
} from "../words.ts";
import { askWhom } from "./sending.ts";

type At = In<"listening"> | In<"choosing">;

export function listening(state: In<"listening">, event: MailboxEvent, facts: MailboxFacts): Next {
  if (event.on === "played")
    return behind([{ do: "markHeard", message: state.message }], choose(state, state.deleted));
  const skip = event.on === "digit" ? skips[event.digit] : undefined;
  return skip ? [state, [skip]] : either(state, event, facts);
}

const skips: Readonly<Record<string, typeof skipBack>> = { 4: skipBack, 6: skipForward };

export function choosing(state: In<"choosing">, event: MailboxEvent, facts: MailboxFacts): Next {
  if (event.on === "played") return [state, [wait]];
  return event.on === "timer" && event.timer === "choice"
    ? next(state, facts)
    : either(state, event, facts);
}

function either(state: At, event: MailboxEvent, facts: MailboxFacts): Next {
  switch (event.on) {
    case "digit":
      return behind([stop("choice")], chosen(state, event.digit, facts));
    case "hungUp":
      return gone;
    default:
      return stay(state);
  }
}

function chosen(state: At, digit: string, facts: MailboxFacts): Next {
  const { message, rest, deleted } = state;
  switch (digit) {
    case "1":
      return [{ ...state, name: "listening" }, [play(`message:${message}`)]];
    case "2":
      return callBack(state, facts);
    case "5":
      return choose(state, deleted, ...facts.envelope(message));
    case "7":
      return behind(
        [{ do: "delete", message }],
        next({ rest, deleted: message }, facts, "messages-deleted"),
      );
    case "8":
      return askWhom(state);
    case "9":
      return behind([{ do: "markHeard", message }], next(state, facts, "messages-kept"));
    case "0":
      return (
        restore({ deleted, rest: [message, ...rest] }, facts) ??
        choose(state, deleted, "messages-wrong-key")
      );
    case "*":
      return openMenu(facts, deleted);
    case "#":
      return leave;
    default:
      return choose(state, deleted, "messages-wrong-key");
  }
}

/** From one of the owner's telephones alone: nobody else pays for calls from here. */
function callBack({ message, rest, deleted }: At, facts: MailboxFacts): Next {
  const callable = facts.messages.find(({ id }) => id === message)?.callable === true;
  if (!callable || !facts.atHome)
    return choose({ message, rest }, deleted, "messages-no-call-back");
  const state = { message, rest, ...(deleted !== undefined && { deleted }) };
  return [
    { name: "asked", ...state },
    [
      { do: "markHeard", message },
      { do: "callBack", message },
    ],
  ];
}

interface Onward {
  readonly rest: readonly string[];
  readonly deleted?: Deleted;
}

const next = ({ rest, deleted }: Onward, facts: MailboxFacts, ...first: readonly Prompt[]): Next =>
  listenTo({ messages: rest, deleted, first }, facts) ?? toMenu(deleted, ...first, "messages-end");

/** What was deleted last is there again, and is heard; undefined: nothing was. */
export function restore({ deleted, rest }: Onward, facts: MailboxFacts): Next | undefined {
  if (deleted === undefined) return undefined;
  const again = listenTo({ messages: [deleted, ...rest], first: ["messages-restored"] }, facts);
  return again && behind([{ do: "restore", message: deleted }], again);
}
