import assert from "node:assert/strict";
import { test } from "node:test";
import { bothRing, golden, household, number, outcome, settingsOf } from "./household.ts";

test("a call rings two phones; one lifts, the other stops, and both people hear each other", async (t) => {
  const { town, carrier, kitchen, study } = await household(settingsOf([bothRing]));
  const call = await carrier.calls(number);
  await town.runs(3000);
  kitchen.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(440) > 0.9, "the carrier hears the kitchen");
  assert.ok(kitchen.talk.voice.share(1000) > 0.9, "the kitchen hears the carrier");
  assert.deepEqual(study.talk.told, ["cancelled", "over cancelled"]);
  assert.deepEqual(study.talk.reasons, ['SIP;cause=200;text="Call completed elsewhere"']);
  assert.equal(study.talk.voice.packets, 0);
  assert.equal(town.mediaPorts, 2, "who lost the race has given back its port");
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(kitchen.talk.told.slice(-2), ["bye", "over bye"]);
  assert.deepEqual(outcome(town), ["answered", "kitchen over", "study over"]);
  golden(t, town, "answered");
  await town.mustBeIdle();
});

test("who was called may hang up too", async (t) => {
  const { town, carrier, kitchen } = await household(settingsOf([bothRing]));
  const call = await carrier.calls(number);
  await town.runs(3000);
  kitchen.talk.lifts();
  await town.runs(2000);
  kitchen.talk.hangsUp();
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-2), ["bye", "over bye"]);
  golden(t, town, "calledHangsUp");
  await town.mustBeIdle();
});

test("both lift at once: the first one has the call, the other is acknowledged and told to go", async (t) => {
  const { town, carrier, kitchen, study } = await household(settingsOf([bothRing]));
  const call = await carrier.calls(number);
  await town.runs(3000);
  kitchen.talk.lifts();
  await town.runs(5);
  study.talk.lifts();
  await town.runs(2000);
  assert.deepEqual(study.talk.told, ["acknowledged", "bye", "over bye"]);
  assert.ok(call.voice.share(440) > 0.9, "the carrier hears the kitchen alone");
  assert.ok(kitchen.talk.voice.share(1000) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  golden(t, town, "crossing");
  await town.mustBeIdle();
});

test("a caller who offers nothing is offered something, and answers with the ACK", async (t) => {
  const { town, carrier, kitchen } = await household(settingsOf([bothRing]));
  const call = await carrier.calls(number, { offers: false });
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(440) > 0.9);
  assert.ok(kitchen.talk.voice.share(1000) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  golden(t, town, "delayedOffer");
  await town.mustBeIdle();
});

test("the caller gives up: everything stops ringing, and the call is marked missed", async (t) => {
  const { town, carrier, kitchen, study } = await household(settingsOf([bothRing]));
  const call = await carrier.calls(number);
  await town.runs(3000);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-1), ["over ended"]);
  for (const phone of [kitchen, study])
    assert.deepEqual(phone.talk.told, ["cancelled", "over cancelled"]);
  assert.deepEqual(outcome(town)[0], "missed");
  golden(t, town, "cancelled");
  await town.mustBeIdle();
});

test("the caller gives up just as somebody lifts: nobody is left in a call with nobody", async (t) => {
  const { town, carrier, kitchen } = await household(settingsOf([bothRing]));
  const call = await carrier.calls(number);
  await town.runs(3000);
  kitchen.talk.lifts();
  await town.runs(12); // the server has the 200, its own is on the way to the caller
  call.hangsUp();
  await town.runs(2000);
  assert.ok(call.isOver && kitchen.talk.isOver);
  golden(t, town, "cancelCrosses");
  await town.mustBeIdle();
});

test("a sole telephone that speaks before it answers is heard", async (t) => {
  const { town, carrier, kitchen } = await household(
    settingsOf([{ do: "ring", targets: [{ device: "kitchen" }], for: 20 }]),
  );
  kitchen.manner = "nothing";
  const call = await carrier.calls(number);
  await town.runs(100);
  kitchen.talk.speaksEarly();
  await town.runs(2000);
  assert.ok(call.voice.share(440) > 0.9, "heard before the answer");
  kitchen.talk.lifts();
  await town.runs(1000);
  assert.ok(kitchen.talk.voice.share(1000) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  golden(t, town, "earlyMedia");
  await town.mustBeIdle();
});

test("of two that ring, nobody is heard before the answer", async () => {
  const { town, carrier, kitchen } = await household(settingsOf([bothRing]));
  kitchen.manner = "nothing";
  const call = await carrier.calls(number);
  await town.runs(100);
  kitchen.talk.speaksEarly();
  await town.runs(2000);
  assert.equal(call.voice.share(440), 0);
  call.hangsUp();
  await town.mustBeIdle();
});
