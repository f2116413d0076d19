/**
 * English as it would stand in a language that is written from the right: for looking whether the
 * pages are then still right (`?language=ar-XB`, the usual name of such a language). Each word of
 * the sentences is turned round; what goes into their blanks, and their choices, stay.
 */
import type { SomeMessages } from "./say.ts";

/** Strong from the right, and the letters of what is between turned round (UAX #9). */
const [mark, override, end] = ["\u200f", "\u202e", "\u202c"];
const turned = (text: string): string =>
  text.replace(/[\p{L}\p{M}\p{N}’'.-]*\p{L}[\p{L}\p{M}\p{N}’'-]*/gu, (word) =>
    [mark, override, word, end, mark].join(""),
  );

export const mirrored = (messages: SomeMessages): SomeMessages =>
  Object.fromEntries(Object.entries(messages).map(([id, text]) => [id, mirroredSentence(text)]));

/** An ICU message, its literal text turned round. */
export function mirroredSentence(message: string): string {
  let at = 0;

  /** Up to the brace that ends it, or the end. */
  function sentence(): string {
    let made = "";
    while (at < message.length && message[at] !== "}")
      made += message[at] === "{" ? blank() : message[at] === "<" ? upTo(">") : turned(literal());
    return made;
  }

  function literal(): string {
    const [text = ""] = /^[^{}<]+/.exec(message.slice(at)) ?? [];
    at += text.length;
    return text;
  }

  function upTo(last: string): string {
    const from = at;
    at = message.indexOf(last, at) + 1;
    return message.slice(from, at);
  }

  /** `{name}`, `{n, number}`, or a choice with a sentence in each pair of braces. */
  function blank(): string {
    let made = "";
    const [head = "{"] = /^\{[^{}]*/.exec(message.slice(at)) ?? [];
    made += head;
    at += head.length;
    while (message[at] === "{") {
      at += 1;
      made += `{${sentence()}}`;
      at += 1;
      const [between = ""] = /^[^{}]*/.exec(message.slice(at)) ?? [];
      made += between;
      at += between.length;
    }
    at += 1;
    return `${made}}`;
  }

  return sentence();
}
