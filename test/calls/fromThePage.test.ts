/** A call placed from the page: the chosen telephone rings first, then the far end; and what becomes of it when one of them does not come. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { household, outcome, ring, settingsOf } from "./household.ts";

const settings = settingsOf([ring("kitchen")]);
const number = "6135550177";

test("the telephone shows whom it will call; when it lifts, the number is called, and both hear each other", async () => {
  const { town, carrier, kitchen } = await household(settings);
  town.server.placeCall("kitchen", number);
  await town.runs(1000);
  assert.equal(carrier.talks.length, 0, "nobody is called before it lifts");
  assert.match(kitchen.talk.incoming?.request.lines("From").join() ?? "", /6135550177/);
  kitchen.talk.lifts();
  await town.runs(1000);
  assert.equal(carrier.talks.length, 1);
  carrier.talk.lifts();
  await town.runs(500);
  kitchen.talk.voice.forget();
  await town.runs(2000);
  assert.ok(kitchen.talk.voice.share(1000) > 0.9 && carrier.talk.voice.share(440) > 0.9);
  carrier.talk.hangsUp();
  await town.runs(1000);
  assert.ok(kitchen.talk.isOver);
  assert.equal(outcome(town)[0], "answered");
  await town.mustBeIdle();
});

for (const [why, manner, after] of [
  ["refuses", { refuses: 486 }, 1000],
  ["does not lift", "rings", 62_000],
] as const)
  test(`the telephone ${why}: nobody is called`, async () => {
    const { town, carrier, kitchen } = await household(settings);
    kitchen.manner = manner;
    town.server.placeCall("kitchen", number);
    await town.runs(after);
    assert.equal(carrier.talks.length, 0);
    assert.ok(kitchen.talks.every((talk) => talk.isOver));
    await town.mustBeIdle();
  });

for (const status of [486, 404, 480, 603] as const)
  test(`the telephone has lifted and the number answers ${status}: a voice says so, and it is let go`, async () => {
    const { town, carrier, kitchen } = await household(settings);
    carrier.manner = { refuses: status };
    town.server.placeCall("kitchen", number);
    await town.runs(1000);
    kitchen.talk.lifts();
    await town.runs(1000);
    kitchen.talk.voice.forget();
    await town.runs(2000);
    assert.equal(kitchen.talk.isOver, false);
    assert.ok(kitchen.talk.voice.level() > 0.005, "it is heard");
    await town.runs(20_000);
    assert.ok(kitchen.talk.isOver);
    const [record] = town.calls();
    assert.equal(record?.record.cause?.sip, status, "the record says what the number said");
    await town.mustBeIdle();
  });

test("the telephone hangs up while the voice speaks: nothing is left", async () => {
  const { town, carrier, kitchen } = await household(settings);
  carrier.manner = { refuses: 486 };
  town.server.placeCall("kitchen", number);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(2000);
  kitchen.talk.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("what may not be called is said as it is to who dials", async () => {
  const { town, carrier, kitchen } = await household(settings);
  town.server.placeCall("kitchen", "+442079460123");
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1500);
  assert.ok(kitchen.talk.voice.level() > 0.005);
  await town.runs(20_000);
  assert.ok(kitchen.talk.isOver);
  assert.equal(carrier.talks.length, 0);
  await town.mustBeIdle();
});

test("a telephone that is not there: the next step comes at once, and of the caller's wait nothing is lost", async () => {
  const { town, carrier, kitchen } = await household(
    settingsOf([ring("cellar"), ring("kitchen")], {
      devices: ["kitchen", "study", "cellar"].map((id) => ({
        id,
        kind: "sip",
        secret: "a-long-secret",
      })),
    }),
  );
  const call = await carrier.calls("+16135550142");
  await town.runs(200);
  assert.equal(kitchen.talks.length, 1);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(outcome(town).slice(1), ["cellar over", "kitchen over"]);
  await town.mustBeIdle();
});
