/**
 * One ICU message, read once: text, `{name}`, `{n, number}`, `{n, plural, …}` with `=0` and `#`,
 * `{which, select, …}`, marks such as `<em>…</em>`, and quotes as ICU has them. What else ICU knows
 * no sentence of ours may use; tests hold each of them against the whole reader of FormatJS.
 */
import { onceAsked } from "./onceAsked.ts";

export type Value = string | number | boolean | null | undefined;
export type Values = Readonly<Record<string, Value>>;
/** What a mark makes of what stands inside of it. */
export type Marks = Readonly<Record<string, (inside: string) => string>>;

/** `n`: what `#` stands for, in the choice of a plural. */
type Part = (values: Values, n?: number) => string;
export type Message = (values: Values) => string;

/** It throws where the text is no message; the message throws where a value is missing. */
export function readMessage(text: string, locale: string, marks: Marks): Message {
  if (!/[{<'}]/.test(text)) return () => text;
  const reader = new Reader(text, formatsOf(locale), marks);
  const part = reader.parts(false);
  if (!reader.isAtEnd) throw new Error(`a brace or mark too many: ${text}`);
  return (values) => part(values);
}

interface Formats {
  readonly number: () => Intl.NumberFormat;
  readonly plural: () => Intl.PluralRules;
}
const known = new Map<string, Formats>();

function formatsOf(locale: string): Formats {
  const one = known.get(locale) ?? {
    number: onceAsked(() => new Intl.NumberFormat(locale)),
    plural: onceAsked(() => new Intl.PluralRules(locale)),
  };
  known.set(locale, one);
  return one;
}

class Reader {
  readonly #text: string;
  readonly #formats: Formats;
  readonly #marks: Marks;
  #at = 0;

  constructor(text: string, formats: Formats, marks: Marks) {
    this.#text = text;
    this.#formats = formats;
    this.#marks = marks;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Up to what ends them: a brace, the end of a mark, or the end. */
  parts(inPlural: boolean): Part {
    const parts: Part[] = [];
    for (;;) {
      const text = this.#plain(inPlural);
      if (text !== "") parts.push(() => text);
      const part = this.#filled(inPlural);
      if (!part) break;
      parts.push(part);
    }
    const [only] = parts;
    if (only && parts.length === 1) return only;
    return (values, n) => {
      let said = "";
      for (const part of parts) said += part(values, n);
      return said;
    };
  }

  /** What is no text, where there is any. */
  #filled(inPlural: boolean): Part | undefined {
    const next = this.#text[this.#at];
    if (next === "{") return this.#blank();
    if (next === "<" && this.#text[this.#at + 1] !== "/") return this.#mark(inPlural);
    if (next !== "#") return undefined;
    this.#at++;
    return (_, n = 0) => this.#formats.number().format(n);
  }

  /** Text as it stands. Two quotes are one; a quote before what means something keeps it from that. */
  #plain(inPlural: boolean): string {
    let said = "";
    for (; this.#at < this.#text.length; this.#at++) {
      const one = this.#text[this.#at] ?? "";
      if (one === "{" || one === "}" || (one === "#" && inPlural)) break;
      if (one === "<" && /^<\/?[a-z]/i.test(this.#text.slice(this.#at, this.#at + 3))) break;
      said += one === "'" ? this.#quoted(inPlural) : one;
    }
    return said;
  }

  #quoted(inPlural: boolean): string {
    const next = this.#text[this.#at + 1] ?? "";
    if (next === "'") {
      this.#at++;
      return "'";
    }
    if (!"{}<>".includes(next || " ") && !(next === "#" && inPlural)) return "'";
    const found = /^'((?:[^']|'')*)'?/.exec(this.#text.slice(this.#at));
    this.#at += (found?.[0].length ?? 1) - 1;
    return (found?.[1] ?? "").replaceAll("''", "'");
  }

  #mark(inPlural: boolean): Part {
    const name = this.#expect(/^<(\w+)>/);
    const inside = this.parts(inPlural);
    this.#expect(new RegExp(`^</(${name})>`));
    const mark = this.#marks[name];
    if (!mark) throw new Error(`no such mark: ${name}`);
    return (values, n) => mark(inside(values, n));
  }

  #blank(): Part {
    const name = this.#expect(/^\{\s*(\w+)\s*/);
    if (this.#takes(/^\}/)) return (values) => String(given(values, name));
    const kind = this.#expect(/^,\s*(\w+)\s*/);
    if (kind === "number") {
      this.#expect(/^(\})/);
      return (values) => this.#formats.number().format(Number(given(values, name)));
    }
    if (kind !== "plural" && kind !== "select") throw new Error(`no such blank: ${kind}`);
    this.#expect(/^(,)\s*/);
    const choices = this.#choices(kind === "plural");
    const other = choices.get("other");
    if (!other) throw new Error(`nothing for all others: ${name}`);
    if (kind === "select")
      return (values) => (choices.get(String(given(values, name))) ?? other)(values);
    return (values) => {
      const n = Number(given(values, name));
      const exact = choices.get(`=${n}`);
      return (exact ?? choices.get(this.#formats.plural().select(n)) ?? other)(values, n);
    };
  }

  #choices(isPlural: boolean): ReadonlyMap<string, Part> {
    const choices = new Map<string, Part>();
    while (!this.#takes(/^\s*\}/)) {
      const key = this.#expect(/^\s*(=?\w+)\s*\{/);
      choices.set(key, this.parts(isPlural));
      this.#expect(/^(\})/);
    }
    return choices;
  }

  #takes(what: RegExp): RegExpExecArray | undefined {
    const found = what.exec(this.#text.slice(this.#at)) ?? undefined;
    this.#at += found?.[0].length ?? 0;
    return found;
  }

  #expect(what: RegExp): string {
    const found = this.#takes(what);
    if (!found) throw new Error(`no message at ${this.#at}: ${this.#text}`);
    return found[1] ?? "";
  }
}

function given(values: Values, name: string): Value {
  if (!(name in values)) throw new Error(`"${name}" was not provided`);
  return values[name];
}
