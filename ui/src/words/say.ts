/** One language with its sentences, numbers, times and lists. */
import type { MessageId } from "./en.ts";
import { type Message, readMessage, type Values } from "./message.ts";
import { onceAsked } from "./onceAsked.ts";
import { type TimeWords, timeWords } from "./times.ts";

export type Messages = Readonly<Record<MessageId, string>>;
/** Those of the screens that are seldom open may still be missing. */
export type SomeMessages = Readonly<Partial<Record<MessageId, string>>>;
export type { Values } from "./message.ts";
export type Say = (id: MessageId, values?: Values) => string;

export interface SentencePart {
  readonly text: string;
  /** It stands inside `<em>…</em>` or one of its kin. */
  readonly em: boolean;
  /** Which of them: of a rule it is said who, when and what. */
  readonly kind?: Exclude<Mark, "em">;
  /** Which of its maker's things it names, where that was said with it. */
  readonly key?: string;
}

export interface Words extends TimeWords {
  /** With the reader's region where it is known: "en-GB". */
  readonly locale: string;
  readonly say: Say;
  /** "Kitchen and this browser". */
  list(items: readonly string[]): string;
  /** "Kitchen or this browser". */
  either(items: readonly string[]): string;
}

/** As a sentence begins. */
export const upperFirst = (text: string, { locale }: Words): string =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

const kinds = ["em", "emWho", "emWhen", "emWhat", "emNo"] as const;
export type Mark = (typeof kinds)[number];

/** Where a mark begins, is named, and ends in a finished sentence: characters that no text holds. */
const opens = "\u0002";
const named = "\u0001";
const closes = "\u0003";
/** Text that is stressed and can be told apart in the sentence that it goes into. */
export const marked = (kind: Mark, key: string, text: string): string =>
  `${opens}${kind} ${key}${named}${text}${closes}`;
const marks = Object.fromEntries(
  kinds.map((kind) => [kind, (inside: string) => `${opens}${kind}${named}${inside}${closes}`]),
);

/** The same sentence, its stressed parts all naming that. */
export const keyed = (sentence: string, key: string): string =>
  sentence.replaceAll(`${opens}em${named}`, `${opens}em ${key}${named}`);

export const wordsIn = (locale: string, messages: SomeMessages, timeZone: string): Words =>
  wordsFrom(sayer(locale, messages), locale, timeZone);

/** The same sentences in a time zone. */
export function wordsFrom(say: Say, locale: string, timeZone: string): Words {
  return {
    locale,
    say,
    list: lister(locale, "conjunction"),
    either: lister(locale, "disjunction"),
    ...timeWords(locale, timeZone, say),
  };
}

/**
 * A sentence is read once; one that is not there is its own name, and one without all that it wants
 * its own text. That is a mistake of ours: nobody's page breaks over it, but it is no secret.
 */
export function sayer(locale: string, messages: SomeMessages): Say {
  const read = new Map<MessageId, Message>();
  return (id, values = {}) => {
    const text = messages[id];
    if (text === undefined) return id;
    try {
      const message = read.get(id) ?? readMessage(text, locale, marks);
      read.set(id, message);
      return message(values);
    } catch (mistake) {
      queueMicrotask(() => {
        throw mistake;
      });
      return text;
    }
  };
}

function lister(locale: string, type: "conjunction" | "disjunction") {
  const format = onceAsked(() => new Intl.ListFormat(locale, { type }));
  return (items: readonly string[]): string => format().format(items);
}

/** A finished sentence in its parts. */
export function partsOf(sentence: string): readonly SentencePart[] {
  const parts: SentencePart[] = [];
  for (const [i, piece] of sentence.split(opens).entries()) {
    const [mark = "", after = ""] = i === 0 ? ["", piece] : piece.split(closes);
    const [name = "", inside = ""] = mark.split(named);
    const [word, key] = name.split(" ", 2);
    const kind = kinds.find((one) => one === word);
    if (inside !== "" && kind)
      parts.push({
        text: inside,
        em: true,
        ...(kind !== "em" && { kind }),
        ...(key !== undefined && { key }),
      });
    if (after !== "") parts.push({ text: after, em: false });
  }
  return parts;
}

/** Without the marks, for titles and labels. */
export const plain = (sentence: string): string =>
  partsOf(sentence)
    .map(({ text }) => text)
    .join("");
