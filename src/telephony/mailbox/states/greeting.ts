/** To a caller: the greeting, and the tone behind it. Who knows it already presses `#`. */
import type { MailboxEvent, MailboxFacts, Prompt } from "../mailbox.ts";
import { prompts } from "../prompts.ts";
import { gone, type In, type Next, play, stay } from "../words.ts";

/** `name` as a step of the plan says it: one of ours, or one that the owner has recorded. */
export function greet(name?: string): Next {
  return [{ name: "greeting" }, [play(greetingOf(name), "beep")]];
}

function greetingOf(name: string | undefined): Prompt {
  if (name === undefined) return "greeting";
  const ours = `greeting-${name}`;
  return Object.hasOwn(prompts, ours) ? ours : `greeting:${name}`;
}

export function greeting(state: In<"greeting">, event: MailboxEvent, facts: MailboxFacts): Next {
  switch (event.on) {
    case "played":
      return [
        { name: "recording" },
        [{ do: "startRecording" }, { do: "startTimer", timer: "longest", after: facts.longest }],
      ];
    case "digit":
      return event.digit === "#" ? [state, [play("beep")]] : stay(state);
    case "hungUp":
      return gone;
    default:
      return stay(state);
  }
}
