import assert from "node:assert/strict";
import { test } from "node:test";
import { bothRing, golden, household, number, outcome, ring, settingsOf } from "./household.ts";

const outside = "+14165550199";

test("nobody lifts: the mailbox greets, records until the caller hangs up, and keeps the message", async (t) => {
  const { town, carrier, kitchen, study } = await household(
    settingsOf([bothRing, { do: "mailbox" }]),
  );
  const call = await carrier.calls(number);
  await town.runs(21_000);
  for (const phone of [kitchen, study]) assert.ok(phone.talk.isOver, "stopped ringing");
  assert.ok(call.told.includes("accepted"), "the mailbox has answered");
  await town.runs(20_000); // greeting and beep are over
  call.hangsUp();
  await town.runs(3000);
  const [message, ...others] = town.server.messages.all();
  assert.deepEqual(others, []);
  assert.ok((message?.lengthMs ?? 0) > 3000, `${message?.lengthMs} ms`);
  assert.equal(outcome(town)[0], "message");
  golden(t, town, "mailbox");
  await town.mustBeIdle();
});

test("one is busy, the other rings on", async (t) => {
  const { town, carrier, kitchen, study } = await household(settingsOf([bothRing]));
  kitchen.manner = { refuses: 486 };
  const call = await carrier.calls(number);
  await town.runs(3000);
  assert.deepEqual(call.told.at(-1), "progress 180");
  study.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(600) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  golden(t, town, "oneBusy");
  await town.mustBeIdle();
});

test("one declines, the other rings on", async () => {
  const { town, carrier, kitchen, study } = await household(settingsOf([bothRing]));
  const call = await carrier.calls(number);
  await town.runs(2000);
  kitchen.talk.refuses(603);
  await town.runs(1000);
  assert.equal(study.talk.isOver, false);
  study.talk.lifts();
  await town.runs(1000);
  assert.ok(call.told.includes("accepted"));
  call.hangsUp();
  await town.mustBeIdle();
});

test("all are busy: the next step comes at once", async (t) => {
  const { town, carrier, kitchen, study } = await household(
    settingsOf([ring("kitchen"), ring("study")]),
  );
  kitchen.manner = { refuses: 486 };
  const call = await carrier.calls(number);
  await town.runs(500);
  assert.deepEqual(study.talk.told, []);
  study.talk.lifts();
  await town.runs(1000);
  call.hangsUp();
  await town.runs(1000);
  golden(t, town, "busyNext");
  await town.mustBeIdle();
});

test("all are busy and nothing comes next: the caller is told so", async (t) => {
  const { town, carrier, kitchen, study } = await household(
    settingsOf([bothRing, { do: "reject", cause: "busy" }]),
  );
  kitchen.manner = { refuses: 486 };
  study.manner = { refuses: 486 };
  const call = await carrier.calls(number);
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-2), ["refused 486", "over refused"]);
  golden(t, town, "allBusy");
  await town.mustBeIdle();
});

test("in turn: the second telephone rings when the first one's time is over", async (t) => {
  const { town, carrier, kitchen, study } = await household(
    settingsOf([ring("kitchen"), ring("study")]),
  );
  const call = await carrier.calls(number);
  await town.runs(19_000);
  assert.deepEqual([kitchen.talk.isOver, study.talks.length], [false, 0]);
  await town.runs(2000);
  assert.deepEqual([kitchen.talk.isOver, study.talks.length], [true, 1]);
  study.talk.lifts();
  await town.runs(1000);
  call.hangsUp();
  await town.runs(1000);
  golden(t, town, "inTurn");
  await town.mustBeIdle();
});

test("a call is forwarded instead of ringing: both outsiders hear each other through us", async (t) => {
  const { town, carrier, kitchen } = await household(
    settingsOf([{ do: "forward", to: { number: outside } }], { outgoing: { route: ["carrier"] } }),
  );
  const call = await carrier.calls(number);
  await town.runs(500);
  const forwarded = carrier.talk;
  assert.notEqual(forwarded, call);
  assert.ok(forwarded.incoming?.request.uri.ok);
  assert.equal(forwarded.incoming.request.uri.value.user, outside);
  forwarded.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9);
  assert.ok(forwarded.voice.share(1000) > 0.9);
  assert.deepEqual(kitchen.talks, []);
  call.hangsUp();
  await town.runs(1000);
  assert.equal(outcome(town)[0], "forwarded");
  golden(t, town, "forwarded");
  await town.mustBeIdle();
});

for (const [cause, status] of [
  ["rejected", 603],
  ["busy", 486],
  ["quiet", 480],
] as const)
  test(`a call is refused as ${cause}: nothing rings, and the caller is told ${status}`, async () => {
    const { town, carrier, kitchen } = await household(settingsOf([{ do: "reject", cause }]));
    const call = await carrier.calls(number);
    await town.runs(500);
    assert.deepEqual(call.told.slice(-2), [`refused ${status}`, "over refused"]);
    assert.deepEqual(kitchen.talks, []);
    await town.mustBeIdle();
  });
