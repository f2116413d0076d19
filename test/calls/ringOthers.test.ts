/** Rings others when nobody answers (claim 4): to the moment, and what rings on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bothRing, household, number, outcome, ring, settingsOf } from "./household.ts";

const first = (more: object = {}): object => ({ ...ring("kitchen"), for: 10, ...more });

test("the others are rung when the time is up, not before; without keepRinging the first one stops", async () => {
  const { town, carrier, kitchen, study } = await household(settingsOf([first(), ring("study")]));
  const call = await carrier.calls(number);
  await town.runs(9900);
  assert.deepEqual([kitchen.talk.isOver, study.talks.length], [false, 0]);
  await town.runs(200);
  assert.deepEqual([kitchen.talk.isOver, study.talks.length], [true, 1]);
  call.hangsUp();
  await town.mustBeIdle();
});

test("with keepRinging the first one rings on and may still answer", async () => {
  const { town, carrier, kitchen, study } = await household(
    settingsOf([first({ keepRinging: true }), ring("study")]),
  );
  const call = await carrier.calls(number);
  await town.runs(12_000);
  assert.deepEqual([kitchen.talk.isOver, study.talks.length], [false, 1]);
  kitchen.talk.lifts();
  await town.runs(1000);
  assert.deepEqual(study.talk.reasons, ['SIP;cause=200;text="Call completed elsewhere"']);
  call.hangsUp();
  await town.mustBeIdle();
});

for (const [when, ms] of [
  ["just before", 9985],
  ["in the very moment in which", 10_000],
] as const)
  test(`an answer ${when} the time is up has the call, or nobody has: never two`, async () => {
    const { town, carrier, kitchen, study } = await household(settingsOf([first(), ring("study")]));
    const call = await carrier.calls(number);
    await town.runs(ms);
    kitchen.talk.lifts();
    await town.runs(3000);
    const taken = call.told.includes("accepted");
    assert.equal(kitchen.talk.isOver, !taken, "who was not put through has been let go");
    if (taken) assert.ok(study.talks.every((talk) => talk.isOver));
    else study.talk.lifts();
    await town.runs(1000);
    call.voice.forget();
    await town.runs(1000);
    assert.ok(call.voice.share(taken ? 440 : 600) > 0.9);
    call.hangsUp();
    await town.mustBeIdle();
  });

test("no seconds: the step is passed over", async () => {
  const { town, carrier, kitchen, study } = await household(
    settingsOf([first({ for: 0 }), ring("study")]),
  );
  const call = await carrier.calls(number);
  await town.runs(100);
  assert.deepEqual([kitchen.talks.length, study.talks.length], [0, 1]);
  call.hangsUp();
  await town.mustBeIdle();
});

test("no seconds and keepRinging: both ring from the beginning", async () => {
  const { town, carrier, kitchen, study } = await household(
    settingsOf([first({ for: 0, keepRinging: true }), ring("study")]),
  );
  const call = await carrier.calls(number);
  await town.runs(100);
  assert.deepEqual([kitchen.talk.isOver, study.talk.isOver], [false, false]);
  kitchen.talk.lifts();
  await town.runs(1000);
  assert.ok(call.voice.share(440) > 0.5);
  call.hangsUp();
  await town.mustBeIdle();
});

test("no plan rings for longer than a quarter of an hour, whatever it says", async () => {
  const { town, carrier } = await household(
    settingsOf([
      { ...bothRing, for: 600 },
      { ...bothRing, for: 600 },
      { do: "reject", cause: "busy" },
    ]),
  );
  const call = await carrier.calls(number);
  await town.runs(899_000);
  assert.equal(call.isOver, false);
  await town.runs(2000);
  assert.ok(call.told.includes("refused 480"), `${call.told}`);
  assert.equal(outcome(town)[0], "missed");
  await town.mustBeIdle();
});

test("a telephone that names another is followed once; the next 3xx ends its attempt", async () => {
  const elsewhere = "+14165550199";
  const { town, carrier, kitchen } = await household(
    settingsOf([{ do: "forward", to: { number: elsewhere } }, ring("kitchen")]),
  );
  const call = await carrier.calls(number);
  await town.runs(200);
  carrier.talk.sendsTo("sip:+14165550188@192.0.2.10");
  await town.runs(500);
  const second = carrier.talk.incoming?.request.uri;
  assert.equal(second?.ok && second.value.user, "+14165550188");
  carrier.talk.sendsTo("sip:+14165550177@192.0.2.10");
  await town.runs(500);
  assert.equal(kitchen.talks.length, 1, "not a third time: the next step");
  call.hangsUp();
  await town.mustBeIdle();
});

test("a 3xx to where the owner may not call is not followed", async () => {
  const { town, carrier, kitchen } = await household(
    settingsOf([{ do: "forward", to: { number: "+14165550199" } }, ring("kitchen")]),
  );
  const call = await carrier.calls(number);
  await town.runs(200);
  carrier.talk.sendsTo("sip:+442079460123@192.0.2.10");
  await town.runs(500);
  assert.equal(kitchen.talks.length, 1);
  call.hangsUp();
  await town.mustBeIdle();
});

test("legs that ring together begin in the same moment", async () => {
  const { town, carrier, kitchen, study } = await household(settingsOf([bothRing]));
  const call = await carrier.calls(number);
  await town.runs(50);
  assert.deepEqual([kitchen.talks.length, study.talks.length], [1, 1]);
  call.hangsUp();
  await town.mustBeIdle();
});
