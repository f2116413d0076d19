/** What people do just when the exchange does something: lifted into a ring or the caller ID, given up at once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Talk } from "../phones/talk.ts";
import { humming } from "./doorHouse.ts";
import { number, outcome } from "./household.ts";
import { type SetHouse, setHouse } from "./setHouse.ts";

const stranger = { from: "+16135550100", name: "Margaret" };

async function bothHear({ town, set, share }: SetHouse, call: Talk): Promise<void> {
  await town.runs(1000);
  call.voice.forget();
  set.say(humming(2));
  await town.runs(1500);
  assert.ok(call.voice.share(700) > 0.8, "the caller hears the telephone, and no caller ID");
  assert.ok(share(1000, 500) > 0.9, "and the telephone the caller");
}

for (const [when, ms] of [
  ["in the midst of the first ring", 1000],
  ["in the silence behind it, before the caller ID", 2300],
  ["in the midst of the caller ID", 2900],
  ["in the midst of the second ring", 7000],
] as const)
  test(`lifted ${when}: answered within a fifth of a second, and both hear each other`, async () => {
    const house = await setHouse();
    const { town, carrier, set } = house;
    const call = await carrier.calls(number, stranger);
    await town.runs(ms);
    set.lift();
    await town.runs(200);
    assert.ok(call.told.includes("accepted"), `${call.told}`);
    assert.ok(!set.isRinging, "the ring is tripped");
    await bothHear(house, call);
    set.hangUp();
    await town.runs(2000);
    assert.ok(call.isOver);
    await town.mustBeIdle();
  });

for (const [when, ms] of [
  ["in the first tenth of a second", 60],
  ["in the midst of the first ring", 1000],
  ["in the midst of the caller ID", 2900],
] as const)
  test(`the caller gives up ${when}: 487, silence, and the next call is whole`, async () => {
    const house = await setHouse();
    const { town, carrier, set, noticed } = house;
    const call = await carrier.calls(number, stranger);
    await town.runs(ms);
    call.hangsUp();
    await town.runs(100);
    assert.ok(call.isOver && town.rows.some(({ text }) => text.startsWith("487")));
    await town.runs(500);
    assert.ok(!set.isRinging);
    noticed();
    await town.runs(8000);
    assert.deepEqual(noticed(), [], "nothing rings, and no caller ID comes behind");
    assert.equal(outcome(town)[0], "missed");
    const next = await carrier.calls(number, { from: "+16135550188", name: "Ben" });
    await town.runs(5000);
    assert.match(set.display, /Ben/i);
    set.lift();
    await bothHear(house, next);
    next.hangsUp();
    await town.runs(1000);
    set.hangUp();
    await town.mustBeIdle();
  });

test("put down in the midst of dialling: nobody is called, and the next dial tone is a fresh one", async () => {
  const { town, carrier, set, noticed } = await setHouse();
  set.lift();
  await town.runs(1500);
  set.press("61355");
  await town.runs(1500);
  set.hangUp();
  await town.runs(10_000);
  noticed();
  set.lift();
  await town.runs(2000);
  assert.ok(noticed().some((word) => word.includes("350+440")));
  set.press("6135550177");
  await town.runs(4000);
  assert.equal(carrier.talks.length, 1);
  assert.match(carrier.talk.incoming?.request.uriText ?? "", /6135550177@/);
  set.hangUp();
  await town.mustBeIdle();
});
