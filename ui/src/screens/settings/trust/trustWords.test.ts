import assert from "node:assert/strict";
import { test } from "node:test";
import type { Condition } from "../../../words/decision.ts";
import { asksForIt, nameIn } from "./trustWords.ts";

const subjects: readonly (readonly [string, string])[] = [
  ["C=US, O=Example, CN=Example Root", "Example Root"],
  ["CN=Only", "Only"],
  ["C=US, O=Example", "Example"],
  ["serial", "serial"],
];
for (const [subject, name] of subjects)
  test(`who may vouch is told by name: ${name}`, () => assert.equal(nameIn(subject), name));

test("a rule asks whether a number is vouched for, however deep that stands in it", () => {
  const attested: Condition = { is: "attested", level: "A" };
  assert.ok(asksForIt({ is: "all", of: [{ is: "always" }, { is: "not", that: attested }] }));
  assert.ok(!asksForIt({ is: "any", of: [{ is: "always" }] }));
});
