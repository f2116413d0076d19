/** The step that lets the caller choose by a key. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { household, number, outcome, ring, settingsOf } from "./household.ts";

const ask = {
  do: "ask",
  prompt: "closed",
  for: 5,
  keys: [
    { key: "1", then: [ring("kitchen")] },
    { key: "2", then: [{ do: "mailbox" }] },
  ],
};

async function asked() {
  const house = await household(settingsOf([ask, ring("study")]));
  const call = await house.carrier.calls(number);
  await house.town.runs(1500);
  assert.ok(call.told.includes("accepted") && call.voice.level() > 0.01);
  assert.deepEqual([house.kitchen.talks, house.study.talks], [[], []]);
  return { ...house, call };
}

test("a key leads on, while the caller still hears the words", async () => {
  const { town, call, kitchen } = await asked();
  call.voice.press(1);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(500);
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(440) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(outcome(town), ["answered", "kitchen over"]);
  await town.mustBeIdle();
});

test("no key, or one that means nothing: the plan goes on when the time is up", async () => {
  const { town, call, kitchen, study } = await asked();
  call.voice.press(7);
  await town.runs(10_000);
  assert.deepEqual([kitchen.talks.length, study.talks.length], [0, 1]);
  study.talk.lifts();
  await town.runs(500);
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(600) > 0.9);
  call.hangsUp();
  await town.mustBeIdle();
});
