/** To the owner: the greetings, heard, recorded anew, or given up for the one that came with the program. */
import { seconds } from "#kit/time.ts";
import type { MailboxEvent, MailboxFacts, Prompt } from "../mailbox.ts";
import { openMenu } from "../ways.ts";
import {
  behind,
  gone,
  type In,
  leave,
  type Next,
  play,
  start,
  stay,
  stop,
  wait,
} from "../words.ts";
import { usualGreeting } from "./greeting.ts";

const longest = seconds(120);
/** Less is a wrong key or a cough. */
const shortest = seconds(1);

/** By key. Others have names only, and come by the page. */
const byKey: Readonly<Record<string, string>> = { 1: usualGreeting, 2: "asleep", 3: "away" };

export const openGreetings = (...first: readonly Prompt[]): Next => [
  { name: "greetings" },
  [play(...first, "own-greetings")],
];

export function greetings(state: In<"greetings">, event: MailboxEvent, facts: MailboxFacts): Next {
  return waiting(state, event, facts, (digit) => {
    const greeting = byKey[digit];
    return greeting === undefined ? openGreetings("messages-wrong-key") : hear(greeting);
  });
}

const hear = (greeting: string, ...first: readonly Prompt[]): Next => [
  { name: "ownGreeting", greeting },
  [play(...first, `greeting:${greeting}`, "own-greeting-choice")],
];

export function ownGreeting(
  state: In<"ownGreeting">,
  event: MailboxEvent,
  facts: MailboxFacts,
): Next {
  const { greeting } = state;
  return waiting(state, event, facts, (digit) => {
    if (digit === "1") return hear(greeting);
    if (digit === "2") return toTone(greeting);
    if (digit === "7")
      return behind([{ do: "removeGreeting", greeting }], openGreetings("own-greeting-removed"));
    return hear(greeting, "messages-wrong-key");
  });
}

const toTone = (greeting: string): Next => [
  { name: "toneForGreeting", greeting },
  [play("own-greeting-speak", "beep")],
];

export function toneForGreeting(state: In<"toneForGreeting">, event: MailboxEvent): Next {
  switch (event.on) {
    case "played":
      return [
        { name: "recordingGreeting", greeting: state.greeting },
        [{ do: "recordGreeting" }, start("longest", longest)],
      ];
    case "digit":
      return event.digit === "#" ? [state, [play("beep")]] : stay(state);
    case "hungUp":
      return gone;
    default:
      return stay(state);
  }
}

export function recordingGreeting(state: In<"recordingGreeting">, event: MailboxEvent): Next {
  switch (event.on) {
    case "digit":
    case "timer": {
      const ends = event.on === "timer" || event.digit === "#";
      return ends ? [state, [stop("longest"), { do: "stopRecording" }]] : stay(state);
    }
    case "recorded":
      return behind([stop("longest")], recorded(state.greeting, event.length >= shortest));
    case "shellFailed":
      return behind([stop("longest")], openGreetings("own-greeting-none"));
    case "hungUp":
      return behind([stop("longest"), { do: "stopRecording" }], gone);
    default:
      return stay(state);
  }
}

const recorded = (greeting: string, isLong: boolean): Next =>
  isLong ? review(greeting) : openGreetings("own-greeting-none");

const review = (greeting: string, ...first: readonly Prompt[]): Next => [
  { name: "reviewing", greeting },
  [play(...first, "draft", "own-greeting-review")],
];

export function reviewing(state: In<"reviewing">, event: MailboxEvent, facts: MailboxFacts): Next {
  const { greeting } = state;
  return waiting(state, event, facts, (digit) => {
    if (digit === "1")
      return behind([{ do: "keepGreeting", greeting }], openGreetings("own-greeting-kept"));
    return digit === "2" ? toTone(greeting) : review(greeting, "messages-wrong-key");
  });
}

type Waiting = In<"greetings"> | In<"ownGreeting"> | In<"reviewing">;

/** Something is said, and a key is awaited: `*` and `#` mean the same everywhere. */
function waiting(
  state: Waiting,
  event: MailboxEvent,
  facts: MailboxFacts,
  chosen: (digit: string) => Next,
): Next {
  switch (event.on) {
    case "played":
      return [state, [wait]];
    case "digit": {
      const { digit } = event;
      if (digit === "#") return leave;
      return behind([stop("choice")], digit === "*" ? openMenu(facts) : chosen(digit));
    }
    case "timer":
      return event.timer === "choice" ? leave : stay(state);
    case "hungUp":
      return gone;
    default:
      return stay(state);
  }
}
