import assert from "node:assert/strict";
import { test } from "node:test";
import { house } from "#telephony/settings/adasHouse.ts";
import { de } from "./de.ts";
import type { Condition, RuleStep } from "./decision.ts";
import { en } from "./en.ts";
import { namesOf } from "./names.ts";
import { ruleSentence } from "./rule.ts";
import { partsOf, plain, wordsIn } from "./say.ts";

const settings = house();
const words = wordsIn("en-CA", en, "America/Toronto");
const german = wordsIn("de-DE", de, "America/Toronto");
const names = namesOf(settings, words, "desk");

const mailbox: readonly RuleStep[] = [{ do: "mailbox" }];
const family: Condition = { is: "caller", in: "family" };
const night: Condition = { is: "during", time: "night" };
const not = (that: Condition): Condition => ({ is: "not", that });
const all = (...of: readonly Condition[]): Condition => ({ is: "all", of });
const any = (...of: readonly Condition[]): Condition => ({ is: "any", of });
const said = (when: Condition): string =>
  plain(ruleSentence({ id: "one", when, then: mailbox }, words, names));

const sentences: readonly (readonly [sentence: string, when: Condition])[] = [
  ["When Family call at any time", family],
  ["When anyone calls during Night", night],
  ["When anyone but Family calls during Night", all(night, not(family))],
  ["When Family or blocked numbers call at any time", any(family, { is: "caller", in: "blocked" })],
  ["When Margaret calls at any time", { is: "caller", like: "+442079460123" }],
  ["When numbers that begin with +44 call at any time", { is: "caller", like: "+44*" }],
  [
    "When anyone calls during Night and unless the mode is Quiet",
    all(night, not({ is: "mode", mode: "quiet" })),
  ],
  [
    "When anyone calls outside Night or while Kitchen is in a call",
    any(not(night), { is: "device", device: "kitchen", state: "busy" }),
  ],
  [
    "When anyone calls outside Night or unless the mode is Quiet",
    not(all(night, { is: "mode", mode: "quiet" })),
  ],
  ["When anyone calls again within 3 minutes", { is: "again", within: 3 }],
];
for (const [sentence, when] of sentences)
  test(`a rule reads: ${sentence}`, () => assert.equal(said(when), `${sentence}, take a message.`));

test("every rule of Ada's house is a sentence, in German too, and says no id", () => {
  for (const rule of settings.rules)
    for (const one of [words, german]) {
      const sentence = plain(ruleSentence(rule, one, namesOf(settings, one, "desk")));
      assert.match(sentence, /^(When|For|Wenn|Für) .+\.$/);
      assert.doesNotMatch(sentence, /everyone-else|\bdesk\b|everyDevice|undefined/);
    }
});

test("the last rule is for everyone else", () => {
  const last = settings.rules.at(-1);
  assert.ok(last);
  assert.equal(
    plain(ruleSentence(last, words, names)),
    "For everyone else, ring Kitchen, 20 seconds, then ring Kitchen and (613) 555-0199, 20 seconds, then take a message.",
  );
});

test("who, when and what are told apart", () => {
  const parts = partsOf(ruleSentence({ id: "x", when: family, then: mailbox }, words, names));
  assert.deepEqual(
    parts.flatMap(({ kind, text }) => (kind ? [`${kind}: ${text}`] : [])),
    ["emWho: Family", "emWhen: at any time", "emWhat: take a message"],
  );
});
