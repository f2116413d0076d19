import assert from "node:assert/strict";
import { test } from "node:test";
import type { RuleSettings } from "../../../words/decision.ts";
import { added, dropped, movedTo, placeOf } from "./ruleOrder.ts";

const rule = (id: string, is: "always" | "during" = "during"): RuleSettings => ({
  id,
  when: is === "always" ? { is } : { is, time: "night" },
  then: [],
});
const rules = [rule("a"), rule("b"), rule("c"), rule("rest", "always")];
const ids = (some: readonly RuleSettings[]): string => some.map(({ id }) => id).join(" ");

test("a rule goes to any place, but never below everyone else", () => {
  assert.equal(ids(movedTo(rules, "b", 0)), "b a c rest");
  assert.equal(ids(movedTo(rules, "a", 2)), "b c a rest");
  assert.equal(ids(movedTo(rules, "b", 9)), "a c b rest");
  for (const [id, place] of [
    ["rest", 0],
    ["a", -1],
    ["c", 3],
    ["nobody", 1],
  ] as const)
    assert.equal(movedTo(rules, id, place), rules);
  assert.equal(ids(movedTo([rule("a"), rule("b")], "a", 1)), "b a");
});
test("a rule is dropped before or behind another", () => {
  assert.equal(ids(dropped(rules, "a", "c", "before")), "b a c rest");
  assert.equal(ids(dropped(rules, "a", "c", "after")), "b c a rest");
  assert.equal(ids(dropped(rules, "c", "a", "before")), "c a b rest");
  assert.equal(ids(dropped(rules, "c", "a", "after")), "a c b rest");
  assert.equal(dropped(rules, "a", "b", "before"), rules);
  assert.equal(dropped(rules, "a", "a", "after"), rules);
});
test("of a move it is said where it is now, and which rule comes next", () => {
  assert.deepEqual(placeOf(rules, "b"), { n: 2, of: 4, next: "c" });
  assert.deepEqual(placeOf(rules, "rest"), { n: 4, of: 4, next: undefined });
});
test("a new rule is looked at before everyone else", () => {
  assert.equal(ids(added(rules, rule("new"))), "a b c new rest");
  assert.equal(ids(added([rule("a")], rule("new"))), "a new");
});
