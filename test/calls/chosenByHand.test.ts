/** What the owner does by hand with a caller whom nobody has taken yet: sent on, told something, rung for longer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallChoice } from "#server/control.ts";
import { household, number, outcome, ring, settingsOf } from "./household.ts";

const own = "+16135550199";

/** Somebody calls, and the kitchen rings. */
async function rung(more: object = {}, then: readonly object[] = [ring("kitchen")]) {
  const house = await household(settingsOf([...then, { do: "mailbox" }], more));
  const { town, carrier } = house;
  const call = await carrier.calls(number, { from: "+16135550100" });
  await town.runs(2000);
  const [live] = town.control.status().live;
  assert.equal(live?.state, "ringing");
  const choose = (choice: CallChoice) => town.control.inHand.choose(live?.id ?? "", choice);
  return { ...house, call, choose };
}

test("the caller is sent on to another telephone: only that one rings, and both hear each other", async () => {
  const { town, kitchen, study, call, choose } = await rung();
  assert.ok(choose({ forward: { device: "study" } }).ok);
  await town.runs(1000);
  assert.ok(kitchen.talk.isOver, "the kitchen rings no more");
  study.talk.lifts();
  await town.runs(1000);
  call.voice.forget();
  study.talk.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(600) > 0.9 && study.talk.voice.share(1000) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(outcome(town), ["answered", "kitchen over", "study over"]);
  await town.mustBeIdle();
});

test("the caller is sent on to a number outside; where nobody answers, the plan's own end is reached", async () => {
  const { town, carrier, kitchen, call, choose } = await rung();
  assert.ok(choose({ forward: { number: own } }).ok);
  await town.runs(1000);
  assert.ok(kitchen.talk.isOver);
  const there = carrier.talks.at(-1) ?? assert.fail("somebody is called there");
  assert.match(there.incoming?.request.lines("To").join() ?? "", /6135550199/);
  there.refuses(486);
  await town.runs(3000);
  assert.ok(call.told.includes("accepted"), "the mailbox has answered");
  call.hangsUp();
  await town.runs(2000);
  await town.mustBeIdle();
});

test("where it may not be sent on, nothing changes and the owner is told", async () => {
  const { town, kitchen, call, choose } = await rung();
  for (const number of ["+442079460123", "911"]) {
    const done = choose({ forward: { number } });
    assert.ok(!done.ok && done.problem.code === "calls.notInHand", number);
  }
  assert.equal(choose({ forward: { device: "cellar" } }).ok, false);
  await town.runs(1000);
  assert.equal(kitchen.talk.isOver, false, "it rings on");
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("the caller hears that one calls back, and is let go unanswered", async () => {
  const { town, kitchen, call, choose } = await rung();
  assert.ok(choose({ announce: "call-back" }).ok);
  await town.runs(500);
  call.voice.forget();
  await town.runs(1500);
  assert.ok(kitchen.talk.isOver);
  assert.ok(call.voice.level() > 0.005, "it is heard");
  await town.runs(15_000);
  assert.ok(call.isOver);
  assert.ok(!call.told.includes("accepted"), "nobody pays for that");
  assert.equal(outcome(town)[0], "rejected");
  await town.mustBeIdle();
});

test("the caller is kept waiting: the step begins again, with half a minute at the least", async () => {
  const { town, kitchen, call, choose } = await rung();
  await town.runs(16_000); // two seconds before its twenty are over
  assert.ok(choose("wait").ok);
  await town.runs(28_000);
  assert.equal(kitchen.talk.isOver, false, "it rings on");
  assert.ok(!call.told.includes("accepted"));
  await town.runs(4000);
  assert.ok(kitchen.talk.isOver);
  assert.ok(call.told.includes("accepted"), "then as ever: never hung up on");
  call.hangsUp();
  await town.runs(2000);
  await town.mustBeIdle();
});

test("who still has to say who it is has a time of its own; once that was said, it can be kept waiting", async () => {
  const { town, carrier, kitchen } = await household(
    settingsOf([{ do: "screen", targets: [{ device: "kitchen" }], for: 20 }, { do: "mailbox" }]),
  );
  const call = await carrier.calls(number, { from: "+16135550100" });
  await town.runs(2000);
  const id = town.control.status().live[0]?.id ?? "";
  assert.equal(town.control.inHand.choose(id, "wait").ok, false);
  await town.runs(14_000);
  assert.ok(town.control.inHand.choose(id, "wait").ok);
  await town.runs(25_000);
  assert.equal(kitchen.talk.isOver, false);
  assert.ok(town.control.inHand.choose(id, { forward: { device: "study" } }).ok);
  await town.runs(1000);
  assert.ok(kitchen.talk.isOver);
  call.hangsUp();
  await town.runs(2000);
  await town.mustBeIdle();
});

test("a caller who has given up is sent nowhere", async () => {
  const { town, choose, call } = await rung();
  call.hangsUp();
  await town.runs(1000);
  assert.equal(choose("wait").ok, false, "nobody waits any more");
  await town.mustBeIdle();
});
