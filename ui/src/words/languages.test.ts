import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { createIntl } from "@formatjs/intl";
import { de } from "./de.ts";
import { en, type MessageId } from "./en.ts";
import { wordsIn } from "./say.ts";

const ids = Object.keys(en) as readonly MessageId[];

for (const [locale, messages] of Object.entries({ en, de }))
  test(`every sentence of the pages can be said: ${locale}`, () => {
    const { say } = wordsIn(locale, messages, "America/Toronto");
    const anything = { n: 2, minutes: 5, seconds: 20, yes: "yes", state: "talking", line: "free" };
    for (const id of ids) assert.notEqual(say(id, { ...anything, kind: "busy" }), id);
  });

test("German says what English says, with the same blanks to fill", () => {
  assert.deepEqual(Object.keys(de).sort(), [...ids].sort());
  for (const id of ids) assert.deepEqual(blanks(de[id]), blanks(en[id]), id);
});

test("no sentence is left over: each is named somewhere in the pages, or begins with what is", () => {
  const sources = globSync(`${import.meta.dirname}/../**/*.{ts,tsx}`).filter(
    (file) => !/\/words\/(en|de)(Screens)?\.ts$|\.test\.ts$/.test(file),
  );
  const text = sources.map((file) => readFileSync(file, "utf8")).join("\n");
  const begun = [...text.matchAll(/`([\w.]+\.)\$\{/g)].map(([, start]) => start ?? "");
  const left = ids.filter(
    (id) => !text.includes(`"${id}"`) && !begun.some((start) => id.startsWith(start)),
  );
  assert.deepEqual(left, []);
});

/** The arguments of an ICU message, each with its choices where it has some. */
function blanks(message: string): readonly string[] {
  const format = createIntl({ locale: "en", messages: {} }).formatters.getMessageFormat(message);
  const found = new Set<string>();
  const walk = (parts: readonly Part[]): void => {
    for (const { type, value, options = {}, children = [] } of parts) {
      if (type >= 1 && type <= 6) found.add(value ?? "");
      for (const option of Object.values(options)) walk(option.value);
      walk(children);
    }
  };
  walk(format.getAst() as readonly Part[]);
  return [...found].sort();
}

/** Of ICU's syntax tree: 1 to 6 take an argument. */
interface Part {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
  readonly children?: readonly Part[];
}
