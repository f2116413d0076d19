import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { blanks, filled } from "../../words/blanks.ts";
import { wordsIn } from "../../words/say.ts";
import { de } from "./de.ts";
import { en, type OpMessage } from "./en.ts";

const ids = Object.keys(en) as readonly OpMessage[];

for (const [locale, messages] of Object.entries({ en, de }))
  test(`every sentence of the operator can be said: ${locale}`, () => {
    const { say } = wordsIn(locale, messages as never, "UTC");
    for (const id of ids)
      assert.doesNotMatch(say(id as never, filled(messages[id])), /^$|[{}<>]/, id);
  });

test("German says what English says to the operator, with the same blanks to fill", () => {
  assert.deepEqual(Object.keys(de).sort(), [...ids].sort());
  for (const id of ids) assert.deepEqual(blanks(de[id]), blanks(en[id]), id);
});

test("no sentence of the operator is left over", () => {
  const folder = `${import.meta.dirname}/..`;
  const pages = globSync(`${folder}/{*,screens/*}.{ts,tsx}`);
  const causes = globSync(`${folder}/../../../src/exchange/**/*.ts`);
  const textOf = (files: readonly string[]): string =>
    files
      .filter((file) => !file.endsWith(".test.ts"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
  const [text, told] = [textOf(pages), textOf(causes)];
  /** Said by a name that is put together: `why.` and what the exchange tells. */
  const begun = [...text.matchAll(/`([\w.]+\.)\$\{/g)].map(([, start = ""]) => start);
  const isNamed = (word: string): boolean =>
    [text, told].some((all) => all.includes(`"${word}"`)) || text.includes(`${word}:`);
  const isMade = (id: string): boolean =>
    begun.some((start) => id.startsWith(start) && isNamed(id.slice(start.length)));
  assert.deepEqual(
    ids.filter((id) => !(text.includes(`"${id}"`) || isMade(id))),
    [],
  );
});
