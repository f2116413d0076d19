import assert from "node:assert/strict";
import { test } from "node:test";
import { house } from "#telephony/settings/adasHouse.ts";
import type { RuleSettings } from "../decision.ts";
import { en } from "../en.ts";
import { namesOf } from "../names.ts";
import { wordsIn } from "../say.ts";
import { ruleChanges } from "./changes.ts";

const words = wordsIn("en-CA", en, "America/Toronto");
const told = { words, names: namesOf(house(), words) };
const rule = (id: string, more: Partial<RuleSettings> = {}): RuleSettings => ({
  id,
  name: id.toUpperCase(),
  when: { is: "caller", in: "family" },
  then: [{ do: "mailbox" }],
  ...more,
});
const [a, b, c] = [rule("a"), rule("b"), rule("c")];
const said = (before: readonly RuleSettings[], after: readonly RuleSettings[]) =>
  ruleChanges(before, after, told).map(({ name, did, before: old, after: young }) =>
    [name, did, old, young].filter(Boolean).join(" | "),
  );

const busy = rule("b", { then: [{ do: "reject", cause: "busy" }] });
const messages = "When Family call at any time, take a message.";
const table = [
  [
    "a changed rule",
    [a, b],
    [a, busy],
    [`B | changed | ${messages} | When Family call at any time, let them find it busy.`],
  ],
  ["a new rule", [a], [a, b], [`B | added | ${messages}`]],
  ["a rule that is gone", [a, b], [b], [`A | removed | ${messages}`]],
  ["a switch", [a, b], [a, rule("b", { enabled: false })], ["B | off"]],
  ["a switch back", [rule("a", { enabled: false })], [rule("a", { enabled: true })], ["A | on"]],
  ["a name", [a], [rule("a", { name: "First" })], ["First | renamed | A"]],
  ["a move up", [a, b, c], [c, a, b], ["C | moved"]],
  ["a move down", [a, b, c], [b, c, a], ["A | moved"]],
  ["nothing", [a, b], [a, rule("b", { enabled: true })], []],
] as const satisfies readonly (readonly [
  string,
  readonly RuleSettings[],
  readonly RuleSettings[],
  readonly string[],
])[];
for (const [what, before, after, sentences] of table)
  test(`the history tells of ${what}`, () => assert.deepEqual(said(before, after), sentences));
