import assert from "node:assert/strict";
import { test } from "node:test";
import type { RuleSettings } from "../../../words/decision.ts";
import { added, moved } from "./ruleOrder.ts";

const rule = (id: string, is: "always" | "during" = "during"): RuleSettings => ({
  id,
  when: is === "always" ? { is } : { is, time: "night" },
  then: [],
});
const rules = [rule("a"), rule("b"), rule("rest", "always")];
const ids = (some: readonly RuleSettings[]): string => some.map(({ id }) => id).join(" ");

test("a rule goes up and down, but never below everyone else", () => {
  assert.equal(ids(moved(rules, "b", -1)), "b a rest");
  assert.equal(ids(moved(rules, "a", 1)), "b a rest");
  assert.equal(ids(moved(rules, "b", 1)), "a b rest");
  assert.equal(ids(moved(rules, "rest", -1)), "a b rest");
  assert.equal(ids(moved(rules, "a", -1)), "a b rest");
});
test("a new rule is looked at before everyone else", () => {
  assert.equal(ids(added(rules, rule("new"))), "a b new rest");
  assert.equal(ids(added([rule("a")], rule("new"))), "a new");
});
