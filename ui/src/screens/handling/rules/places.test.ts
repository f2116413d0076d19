import assert from "node:assert/strict";
import { test } from "node:test";
import { house } from "#telephony/settings/adasHouse.ts";
import { validate } from "#telephony/settings/validate.ts";
import type { Condition, RuleSettings, RuleStep } from "../../../words/decision.ts";
import {
  conditionAt,
  conditionKinds,
  draftOf,
  newCondition,
  newStep,
  ruleOf,
  stepKinds,
  stepsAt,
  withCondition,
  withSteps,
} from "./places.ts";

const mailbox: RuleStep = { do: "mailbox" };
const busy: RuleStep = { do: "reject", cause: "busy" };
const night: Condition = { is: "during", time: "night" };
const quiet: Condition = { is: "mode", mode: "quiet" };
const family = { is: "caller", in: "family" } as const;
const rule: RuleSettings = {
  id: "one",
  when: { is: "all", of: [family, night] },
  then: [{ ...newStep("ask"), keys: [{ key: "1", then: [busy] }] } as RuleStep, mailbox],
};

const draft = draftOf(rule);

test("what a sentence names is found in the rule", () => {
  assert.deepEqual(["when/1", "when", "who"].map(conditionAt), [1, 0, undefined]);
  assert.deepEqual(stepsAt(draft, "then/0/keys/0/then/0"), busy);
  assert.deepEqual(stepsAt({ ...draft, then: [] }, "then"), []);
  for (const gone of ["then/2", "then/1/keys/0/then/0", "nothing", ""])
    assert.equal(stepsAt(draft, gone), undefined);
});

test("a rule that was taken apart and is not changed stays as it was written", () => {
  const odd: Condition = { is: "all", of: [night, { is: "all", of: [family] }] };
  assert.deepEqual(ruleOf(draftOf({ ...rule, when: odd }), rule).when, rule.when);
  assert.equal(ruleOf(draftOf({ ...rule, when: odd }), { ...rule, when: odd }).when, odd);
});

test("a condition is changed, taken out, or is one more", () => {
  const when = (at: number, condition: Condition | undefined): Condition =>
    ruleOf(withCondition(draft, at, condition), rule).when;
  assert.deepEqual(when(0, quiet), { is: "all", of: [family, quiet] });
  assert.deepEqual(when(0, undefined), family);
  assert.deepEqual(when(1, quiet), { is: "all", of: [family, night, quiet] });
});

test("who calls is changed, and all else that the rule asks stays", () => {
  const unknown = { is: "caller", in: "unknown" } as const;
  const asked = {
    ...draft.asked,
    who: [family, unknown],
    but: [{ is: "caller", like: "+44*" }],
  } as const;
  assert.deepEqual(ruleOf({ ...draft, asked }, rule).when, {
    is: "all",
    of: [
      { is: "any", of: [family, unknown] },
      { is: "not", that: { is: "caller", like: "+44*" } },
      night,
    ],
  });
});

test("a step is changed and taken out, at any depth", () => {
  const place = "then/0/keys/0/then/0";
  assert.deepEqual(stepsAt(withSteps(draft, place, mailbox), place), mailbox);
  const without = withSteps(draft, place, undefined);
  assert.deepEqual(stepsAt(without, "then/0/keys/0/then"), []);
  assert.deepEqual(without.then[1], mailbox);
  assert.deepEqual(withSteps(draft, "then", [busy]).then, [busy]);
});

test("what is begun with is accepted, but for what only its owner can say", () => {
  const ids = { number: "home", account: "carrier", time: "night", device: "kitchen" };
  const asked = (when: Condition, then: readonly RuleStep[]) => {
    const rules = [{ id: "new", when, then }, ...house().rules];
    const outcome = validate({ ...house(), rules });
    return outcome.ok ? [] : outcome.problem.map(({ path }) => path);
  };
  for (const kind of conditionKinds)
    assert.deepEqual(asked(newCondition(kind, ids), [mailbox]), [], kind);
  const open: Partial<Record<RuleStep["do"], string>> = {
    forward: "/rules/0/then/0/to/number",
    decide: "/rules/0/then/0/url",
  };
  for (const kind of stepKinds) {
    const paths = asked(family, [newStep(kind)]);
    assert.deepEqual([...new Set(paths)].slice(0, 1), open[kind] ? [open[kind]] : [], kind);
  }
});
