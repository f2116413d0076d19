/**
 * To a caller: the greeting, and the tone behind it. Who knows it already presses `#`; the owner, who
 * calls from outside, presses `*` and is asked for the PIN.
 */
import type { MailboxEvent, MailboxFacts } from "../mailbox.ts";
import { gone, type In, type Next, play, start, stay } from "../words.ts";
import { askPin } from "./pin.ts";

/** What a step that names none means. */
export const usualGreeting = "usual";

/** `name` as a step of the plan says it. */
export const greet = (name: string = usualGreeting): Next => [
  { name: "greeting" },
  [play(`greeting:${name}`, "beep")],
];

export function greeting(state: In<"greeting">, event: MailboxEvent, facts: MailboxFacts): Next {
  switch (event.on) {
    case "played":
      return [{ name: "recording" }, [{ do: "startRecording" }, start("longest", facts.longest)]];
    case "digit":
      return pressed(state, event.digit, facts);
    case "hungUp":
    case "pickedUp":
      return gone;
    default:
      return stay(state);
  }
}

function pressed(state: In<"greeting">, digit: string, { hasPin }: MailboxFacts): Next {
  if (digit === "#") return [state, [play("beep")]];
  return digit === "*" && hasPin ? askPin(0) : stay(state);
}
