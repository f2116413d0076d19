import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsIn } from "../../words/say.ts";
import { de } from "./de.ts";
import { en, type OpMessage } from "./en.ts";

/** The names of what is filled in. */
const blanksIn = (message: string): readonly string[] =>
  [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map(([, name = ""]) => name))].toSorted();

test("every sentence of the operator can be said in both languages, with the same blanks", () => {
  const values = { n: 2, there: 1, calls: 0, ms: 5, inUse: 1, most: 2, status: 200, version: 3 };
  const texts = { state: "over", outcome: "refused", do: "reject", at: "none", act: "signIn" };
  for (const [locale, messages] of [
    ["en", en],
    ["de", de],
  ] as const) {
    const { say } = wordsIn(locale, messages as never, "UTC");
    for (const id of Object.keys(en) as OpMessage[]) {
      const blanks = blanksIn(messages[id]).map((name) => [name, name] as const);
      const said = say(id as never, { ...Object.fromEntries(blanks), ...values, ...texts });
      assert.ok(said.length > 0 && !said.includes("{"), `${locale} ${id}: ${said}`);
    }
  }
  for (const id of Object.keys(en) as OpMessage[])
    assert.deepEqual(
      blanksIn(de[id]).filter((name) => /^[a-z]/.test(name) && !/^(da|gerade)$/.test(name)),
      blanksIn(en[id]).filter((name) => /^[a-z]/.test(name)),
      id,
    );
});
