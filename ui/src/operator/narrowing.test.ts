import assert from "node:assert/strict";
import { test } from "node:test";
import { draftOf, emptyRule, ruleOf } from "./narrowing.ts";

const rules = [
  { when: { is: "always" }, do: "reject" },
  { when: { is: "hidden" }, do: "reject", cause: "busy" },
  { when: { is: "caller", like: "+1900*" }, do: "accept" },
  { when: { is: "called", number: "+16135550101" }, do: "reject" },
  { when: { is: "via", trunk: "carrier" }, do: "reject" },
  { when: { is: "attested", level: "failed" }, do: "reject" },
  { when: { is: "all", of: [{ is: "hidden" }, { is: "via", trunk: "x" }] }, do: "reject" },
  { when: { is: "during", weekly: [], dates: [] }, do: "accept" },
];

test("what an operator refuses comes out of the form as it went in", () => {
  for (const rule of rules) assert.deepEqual(ruleOf(draftOf(rule, 1)), rule);
});

test("a number may be typed as people write it, and a rule be made another", () => {
  const rule = { ...emptyRule(1), value: "+1 (900) 555-*" };
  assert.deepEqual(ruleOf(rule), { do: "reject", when: { is: "caller", like: "+1900555*" } });
  const other = { ...draftOf(rules[3] ?? {}, 2), kind: "hidden" as const };
  assert.deepEqual(ruleOf(other), { do: "reject", when: { is: "hidden" } });
  const let_ = { ...draftOf(rules[1] ?? {}, 3), does: "accept" as const };
  assert.deepEqual(ruleOf(let_), { do: "accept", when: { is: "hidden" } }, "no cause of a refusal");
});
