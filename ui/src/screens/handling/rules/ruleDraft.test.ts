import assert from "node:assert/strict";
import { test } from "node:test";
import { house } from "#telephony/settings/adasHouse.ts";
import { defaults } from "#telephony/settings/defaults.ts";
import { validate } from "#telephony/settings/validate.ts";
import { draftOf, newDraft, type RuleDraft, ruleOf } from "./ruleDraft.ts";

const blank = { id: "one", when: { is: "always" }, then: [] } as const;
const drafts: readonly Partial<RuleDraft>[] = [
  {},
  { who: "in:family", when: "outside:night", devices: ["kitchen"], seconds: 40, mailbox: false },
  { who: "but:family", when: "during:night", what: "mailbox" },
  { who: "like", like: "+44*", what: "reject" },
  { when: "mode:away", what: "forward", number: "+16135550199" },
];

for (const part of drafts)
  test(`a rule made by the form is read back by it, and is a valid rule: ${JSON.stringify(part)}`, () => {
    const draft = { ...newDraft, name: "One", ...part };
    const rule = ruleOf(draft, blank);
    assert.deepEqual(draftOf(rule), draft);
    const { rules, ...rest } = house();
    assert.deepEqual(validate({ ...rest, rules: [rule, ...rules] }).ok, true);
  });

test("a rule that says more than the form has no draft, and what has one loses nothing", () => {
  const known = [...house().rules, ...defaults.rules];
  const simple = known.filter((rule) => draftOf(rule));
  assert.deepEqual(
    known.filter((rule) => !draftOf(rule)).map(({ id }) => id),
    ["family", "doctor-breaks-in", "door-speaks-into-the-kitchen", "night", "everyone-else"],
  );
  for (const rule of simple) {
    const draft = draftOf(rule);
    assert.deepEqual(draft && ruleOf(draft, rule), { name: rule.id, ...rule });
  }
});

test("a rule without a name is called by its id, and stays switched off", () => {
  const rule = ruleOf({ ...newDraft, name: " " }, { ...blank, enabled: false });
  assert.deepEqual([rule.name, rule.enabled], ["one", false]);
});
