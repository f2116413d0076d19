import assert from "node:assert/strict";
import { test } from "node:test";
import type { RuleSettings } from "../../../words/decision.ts";
import { en } from "../../../words/en.ts";
import { wordsIn } from "../../../words/say.ts";
import { deciders } from "./deciders.ts";
import { troubleSentence } from "./troubleWords.ts";

test("the services that rules ask are gathered, behind keys too, each once a rule", () => {
  const step = { do: "decide", url: "http://red.lan:1880/call", inside: true, otherwise: [] };
  const rule = (id: string, then: unknown): RuleSettings =>
    ({ id, when: { is: "always" }, then }) as unknown as RuleSettings;
  const found = deciders([
    rule("a", [step, { ...step, secret: { set: true }, url: "https://x.example/" }]),
    rule("b", [{ do: "ask", keys: [{ key: "1", then: [step, step] }] }]),
  ]);
  assert.deepEqual(
    found.map(({ rule: id, host, inside, signed, seconds }) => [id, host, inside, signed, seconds]),
    [
      ["a", "red.lan:1880", true, false, 3],
      ["a", "x.example", true, true, 3],
      ["b", "red.lan:1880", true, false, 3],
    ],
  );
});

test("what went wrong elsewhere is said plainly; what is new to the page, as the server says it", () => {
  const words = wordsIn("en", en, "UTC");
  const said = (code: string): string => troubleSentence({ code, detail: "as told" }, words);
  assert.equal(said("subscription.refused"), "The user name or the password is not accepted.");
  assert.equal(said("calendar.tooOften"), "as told");
});
