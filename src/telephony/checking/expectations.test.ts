import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import { adasHouse } from "#telephony/settings/adasHouse.ts";
import { validate } from "#telephony/settings/validate.ts";
import { check } from "./check.ts";
import { expectedOf, outcomeOf } from "./expectations.ts";
import { explainWarning } from "./explainWarning.ts";

const night = {
  id: "strangers-at-night",
  name: "Strangers at night",
  call: { from: "+15550100", at: "2026-11-24T22:40:00-05:00" },
  expect: [{ do: "mailbox" }],
};
const houseWith = (more: object) => {
  const read = validate({ ...adasHouse, checks: [night], ...more });
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
};
const now = wallTime(Date.UTC(2026, 11, 1));
const brokenIn = (more: object) =>
  check(houseWith(more), now).filter(({ code }) => code === "check.broken");
const mailbox = { id: "everyone", when: { is: "always" }, then: [{ do: "mailbox" }] };
const ring = (seconds: number) => ({
  ...mailbox,
  then: [{ do: "ring", targets: [{ device: "kitchen" }], for: seconds }, { do: "mailbox" }],
});

test("a check that holds is silent; one that does not is told with its call", () => {
  assert.deepEqual(brokenIn({ rules: [mailbox] }), []);
  const [warning] = brokenIn({ rules: [ring(20)] });
  assert.ok(warning);
  assert.equal(warning.path, "/checks/0");
  assert.equal(warning.call?.from, "+15550100");
  assert.match(explainWarning(warning, houseWith({})), /Strangers at night.*"everyone"/);
});

test("how long it rings is nothing that a check counts on, whom it rings is", () => {
  const settings = houseWith({ rules: [ring(20)] });
  const [one] = settings.checks;
  assert.ok(one);
  const plan = outcomeOf(one, settings)?.decision.plan ?? [];
  const kept = { ...one, expect: [...expectedOf(plan)] };
  assert.equal(outcomeOf(kept, houseWith({ rules: [ring(45)] }))?.holds, true);
  assert.equal(outcomeOf(kept, houseWith({ rules: [mailbox] }))?.holds, false);
});

test("the mode that is on now is not the check's", () => {
  const quiet = { ...mailbox, id: "quiet", when: { is: "mode", mode: "quiet" } };
  const rules = [quiet, ring(20)];
  assert.equal(brokenIn({ rules, mode: { now: "quiet" } }).length, 1);
  const check = { ...night, call: { ...night.call, mode: "quiet" } };
  assert.equal(brokenIn({ rules, checks: [check] }).length, 0);
});
