/** One language with its sentences, numbers, times and lists. */
import { createIntl, createIntlCache } from "@formatjs/intl";
import type { MessageId } from "./en.ts";
import { type TimeWords, timeWords } from "./times.ts";

export type Messages = Readonly<Record<MessageId, string>>;
type Value = string | number | boolean | null | undefined;
export type Values = Readonly<Record<string, Value>>;
export type Say = (id: MessageId, values?: Values) => string;

export interface SentencePart {
  readonly text: string;
  /** It stands inside `<em>…</em>`. */
  readonly em: boolean;
}

export interface Words extends TimeWords {
  /** With the reader's region where it is known: "en-GB". */
  readonly locale: string;
  readonly say: Say;
  /** "Kitchen and this browser". */
  list(items: readonly string[]): string;
}

/** As a sentence begins. */
export const upperFirst = (text: string, { locale }: Words): string =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

/** Where `<em>` begins and ends in a finished sentence: characters that no text holds. */
const opens = "\u0002";
const closes = "\u0003";
const marks = { em: (inside: readonly unknown[]) => `${opens}${inside.join("")}${closes}` };

export function wordsIn(locale: string, messages: Messages, timeZone: string): Words {
  const options = { locale, timeZone, messages: { ...messages }, onError: () => undefined };
  const intl = createIntl(options, createIntlCache());
  const say: Say = (id, values = {}) => String(intl.formatMessage({ id }, { ...values, ...marks }));
  return {
    locale,
    say,
    list: (items) => intl.formatList([...items], { type: "conjunction" }),
    ...timeWords(locale, timeZone, say),
  };
}

/** A finished sentence in its parts. */
export function partsOf(sentence: string): readonly SentencePart[] {
  const parts: SentencePart[] = [];
  for (const [i, piece] of sentence.split(opens).entries()) {
    const [inside = "", after = ""] = i === 0 ? ["", piece] : piece.split(closes);
    if (inside !== "") parts.push({ text: inside, em: true });
    if (after !== "") parts.push({ text: after, em: false });
  }
  return parts;
}

/** Without the marks, for titles and labels. */
export const plain = (sentence: string): string =>
  sentence.replaceAll(opens, "").replaceAll(closes, "");
