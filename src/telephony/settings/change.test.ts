import assert from "node:assert/strict";
import { test } from "node:test";
import { adasHouse } from "./adasHouse.ts";
import { accepted, change } from "./change.ts";
import { defaults } from "./defaults.ts";
import { migrate } from "./migrate.ts";
import { withKeptSecrets, withoutSecrets } from "./secrets.ts";
import { readKept, validate } from "./validate.ts";

const outcome = validate(adasHouse);
assert.ok(outcome.ok);
const ada = outcome.value;

test("a change tells which sections it touched, by name and without values", () => {
  const done = change(ada, (now) => ({
    ...now,
    mode: { now: "quiet" },
    devices: [
      ...now.devices
        .filter(({ id }) => id !== "study")
        .map((d) => (d.id === "hall" ? { ...d, name: "Corridor" } : d)),
      { id: "attic", kind: "sip", secret: "hush" },
    ],
  }));
  assert.ok(done.ok);
  assert.deepEqual(done.value.sections, ["devices", "mode"]);
  assert.equal(done.value.what, "devices: +attic, -Study, Corridor; mode");
});

test("a change that breaks a rule is refused whole", () => {
  const done = change(ada, (now) => ({ ...now, devices: [] }));
  assert.ok(!done.ok);
  assert.equal(done.problem[0]?.code, "settings.unknown.device");
});

/** Accepted once; then it was seen that Ada has her own number by way of Bob. */
const circle = {
  ...ada,
  people: [
    ...ada.people,
    { id: "bob", name: "Bob", numbers: [ada.numbers[0]?.number], groups: [] },
  ],
  rules: [
    { id: "away", when: { is: "always" }, then: [{ do: "ring", targets: [{ person: "bob" }] }] },
    ...ada.rules.filter(({ when }) => when.is === "always"),
  ],
};
const doubted = ["/rules/0/then/0/targets/0/person settings.forwardsToItself"];
const told = (problems: readonly { path: string; code: string }[]) =>
  problems.map(({ path, code }) => `${path} ${code}`);

test("a document that was accepted once is kept though its sense is doubted today; shape and names are not", () => {
  const read = readKept(circle);
  assert.ok(read.ok);
  assert.deepEqual(told(read.value.doubts), doubted);
  const nobody = readKept({ ...circle, people: ada.people });
  assert.ok(!nobody.ok);
  assert.equal(nobody.problem[0]?.code, "settings.unknown.person");
  const wrong = readKept({ ...circle, owner: 7 });
  assert.deepEqual(!wrong.ok && told(wrong.problem), ["/owner settings.wrongType"]);
});

test("what was doubted before stands in no other change's way, and no doubt is added", () => {
  const read = readKept(circle);
  assert.ok(read.ok);
  const now = read.value.settings;
  const quiet = change(now, (it) => ({ ...it, mode: { now: "quiet" } }));
  assert.deepEqual(quiet.ok && quiet.value.sections, ["mode"]);
  const worse = accepted({ ...now, services: { forwardAll: { person: "bob" } } }, now);
  assert.deepEqual(!worse.ok && told(worse.problem), [
    "/services/forwardAll/person settings.forwardsToItself",
    ...doubted,
  ]);
  assert.equal(accepted(circle, ada).ok, false);
});

test("rules in another order are a change", () => {
  const done = change(ada, (now) => ({
    ...now,
    rules: [now.rules[1], now.rules[0], ...now.rules.slice(2)],
  }));
  assert.ok(done.ok);
  assert.equal(done.value.what, "rules: order");
});

test("no secret is ever shown", () => {
  const shown = JSON.stringify(withoutSecrets(ada));
  for (const secret of ["kettle", "lovelace", "syrup", "1815"]) assert.ok(!shown.includes(secret));
  assert.ok(shown.includes('"pin":{"set":true}'));
});

test("what was shown can be sent back, in any order, and keeps its secrets", () => {
  const shown = withoutSecrets(ada) as typeof ada;
  const back = { ...shown, accounts: [...shown.accounts].reverse() };
  const kept = withKeptSecrets(back, ada) as typeof ada;
  assert.deepEqual([...kept.accounts].reverse(), ada.accounts);
  assert.deepEqual(kept.devices, ada.devices);
  assert.equal(kept.mailbox.pin, "1815");
});

test("a new device cannot borrow another's secret", () => {
  const sent = { devices: [{ id: "attic", kind: "sip", secret: { set: true } }] };
  assert.deepEqual(withKeptSecrets(sent, ada), sent);
});

test("an older document climbs one version at a time", () => {
  const moved = migrate(
    { owner: "Ada" },
    { 1: ({ owner, ...rest }) => ({ ...rest, master: owner }), 2: (it) => ({ ...it, last: true }) },
    3,
  );
  assert.ok(moved.ok);
  assert.deepEqual(moved.value, { version: 3, master: "Ada", last: true });
});

test("a document from the future, or of no version at all, is not guessed at", () => {
  for (const version of [2, 0, "1", 1.5]) assert.ok(!migrate({ version }).ok);
});

test("the defaults change into themselves", () => {
  const done = change(defaults, (now) => now);
  assert.ok(done.ok);
  assert.deepEqual(done.value.sections, []);
});
