/** One server is a member of several exchanges, and each has rules of its own ('848; '857 claim 1). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { flowHouse, rings } from "./flows/house.ts";
import { number, outcome } from "./household.ts";

const caller = { from: "+16135550100" };
const rules = [
  { id: "work", when: { is: "via", account: "alice" }, then: [rings("bob", { cadence: "r2" })] },
  { id: "club", when: { is: "via", account: "carol" }, then: [{ do: "reject", cause: "quiet" }] },
  { id: "all", when: { is: "always" }, then: [{ do: "reject", cause: "busy" }] },
];

test("the same caller through two exchanges: one rings, with a ring of its own, the other is told not now", async () => {
  const { town, alice, carol, phone } = await flowHouse({ more: { rules } });
  const work = await alice.calls(number, caller);
  await town.runs(1000);
  const alert = phone("bob").talk.incoming?.request.lines("Alert-Info").join() ?? "";
  assert.match(alert, /Bellcore-dr2/);
  phone("bob").talk.lifts();
  await town.runs(1500);
  assert.ok(work.voice.share(440) > 0.9);
  const club = await carol.calls(number, caller);
  await town.runs(1000);
  assert.deepEqual(club.told.slice(-2), ["refused 480", "over refused"]);
  assert.equal(phone("bob").talks.length, 1);
  assert.equal(outcome(town)[0], "rejected");
  work.hangsUp();
  await town.mustBeIdle();
});

test("who writes an exchange's name into headers is not of it", async () => {
  const { town, phone } = await flowHouse({ more: { rules } });
  const liar = await town.person("liar", "198.51.100.9", 700);
  const call = await liar.calls(number, {
    ...caller,
    domain: "192.0.2.10",
    extra: [
      { name: "P-Called-Party-ID", text: `<sip:${number}@192.0.2.10>` },
      { name: "P-Asserted-Identity", text: "<sip:alice@192.0.2.10>" },
      { name: "Record-Route", text: "<sip:192.0.2.10;lr>" },
    ],
  });
  await town.runs(1000);
  assert.equal(call.told.at(-1), "over refused");
  assert.deepEqual(phone("bob").talks, []);
  await town.mustBeIdle();
});
