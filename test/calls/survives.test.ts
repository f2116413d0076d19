import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallId } from "#telephony/call/leg.ts";
import { at, eachHolds, hearEachOther, talkAndHangUp } from "./hearEachOther.ts";
import { bothRing, household, number, outcome, ring, settingsOf, talking } from "./household.ts";

/* The server is killed at some point of a call, and another process goes on. */

test("two who talk go on talking, and hang up later as if nothing had been", async () => {
  const { town, caller, desk } = await talking();
  await town.isKilled();
  await town.runs(1000);
  assert.deepEqual([caller.isOver, desk.isOver], [false, false]);
  assert.equal(town.server.calls.size, 1);
  await talkAndHangUp(town, at(caller, 1000), at(desk, 440));
  assert.deepEqual([town.calls().length, ...outcome(town)], [1, "answered", "kitchen over"]);
});

test("the telephone that was called hangs up after the restart, and the caller is told", async () => {
  const { town, caller, desk } = await talking();
  await town.isKilled();
  desk.hangsUp();
  await town.runs(1000);
  assert.equal(caller.isOver, true);
  await town.mustBeIdle();
  assert.equal(town.calls().length, 1);
});

test("hold and its end work after the restart, from either side", async () => {
  const { town, caller, desk } = await talking();
  await town.isKilled();
  await eachHolds(town, at(caller, 1000), at(desk, 440));
  caller.hangsUp();
  await town.mustBeIdle();
});

test("who was held stays held, and comes back", async () => {
  const { town, caller, desk } = await talking();
  desk.holds();
  await town.runs(1000);
  await town.isKilled();
  await town.runs(1000);
  caller.voice.forget();
  await town.runs(1000);
  assert.ok(caller.voice.share(440) < 0.1, "the caller does not hear the kitchen");
  desk.resumes();
  await town.runs(1000);
  await talkAndHangUp(town, at(desk, 440), at(caller, 1000));
  assert.equal(town.calls().length, 1);
});

test("killed twice in one call, it goes on", async () => {
  const { town, caller, desk } = await talking();
  await town.isKilled();
  await town.runs(3000);
  await town.isKilled();
  await town.runs(1000);
  await talkAndHangUp(town, at(caller, 1000), at(desk, 440));
  assert.equal(town.calls().length, 1);
});

test("what rang rings on, and can be answered", async () => {
  const { town, carrier, kitchen, study } = await household(settingsOf([bothRing]));
  const caller = await carrier.calls(number);
  await town.runs(1000);
  await town.isKilled();
  await town.runs(1000);
  assert.deepEqual([kitchen.talks.length, study.talks.length], [1, 1]);
  study.talk.lifts();
  await town.runs(1000);
  assert.ok(kitchen.talk.isOver, "the kitchen rings no more");
  await talkAndHangUp(town, at(caller, 1000), at(study.talk, 600));
  assert.deepEqual([town.calls().length, outcome(town)[0]], [1, "answered"]);
});

test("who lifts while nobody is there is answered by the next process", async () => {
  const { town, carrier, kitchen } = await household(settingsOf([ring("kitchen")]));
  const caller = await carrier.calls(number);
  await town.runs(1000);
  const killed = town.isKilled(1500);
  kitchen.talk.lifts();
  await killed;
  await town.runs(5000);
  await talkAndHangUp(town, at(kitchen.talk, 440), at(caller, 1000));
  assert.equal(town.calls().length, 1);
});

test("a caller who gives up after the restart takes the ringing along", async () => {
  const { town, carrier, kitchen } = await household(settingsOf([ring("kitchen")]));
  const caller = await carrier.calls(number);
  await town.runs(1000);
  await town.isKilled();
  caller.hangsUp();
  await town.runs(2000);
  assert.ok(kitchen.talk.isOver);
  await town.mustBeIdle();
  assert.deepEqual([town.calls().length, outcome(town)[0]], [1, "missed"]);
});

test("a call out goes on, ringing or talked in", async () => {
  for (const lifted of [false, true]) {
    const { town, carrier, kitchen } = await household(settingsOf([ring("kitchen")]));
    const desk = await kitchen.calls("6135550177");
    await town.runs(1000);
    const friend = carrier.talk;
    if (lifted) friend.lifts();
    await town.runs(1000);
    await town.isKilled();
    await town.runs(1000);
    if (!lifted) friend.lifts();
    await town.runs(1000);
    await hearEachOther(town, at(desk, 440), at(friend, 1000));
    desk.hangsUp();
    await town.runs(1000);
    assert.ok(friend.isOver);
    await town.mustBeIdle();
    assert.equal(town.calls().length, 1);
  }
});

test("a message that is being left ends with the process, and is kept once", async () => {
  const { town, carrier } = await household(settingsOf([{ do: "mailbox" }]));
  const caller = await carrier.calls(number);
  await town.runs(20_000);
  await town.isKilled();
  await town.runs(3000);
  assert.ok(caller.isOver, "the caller is told that it is over");
  const [message, more] = town.server.messages.all();
  assert.equal(more, undefined);
  assert.ok(message && message.lengthMs > 5000, `${message?.lengthMs} ms`);
  await town.mustBeIdle();
  const [call] = town.calls();
  assert.deepEqual([town.calls().length, call?.record.message], [1, message.id]);
});

test("a message whose row was not on the disk yet is found by its file, and is the call's", async () => {
  const { town, carrier } = await household(settingsOf([{ do: "mailbox" }]));
  await carrier.calls(number);
  await town.runs(20_000);
  const { messages: table } = town.server.parts.store;
  for (const { id } of table.all()) await table.remove(id);
  await town.isKilled();
  await town.runs(3000);
  const [message, more] = town.server.messages.all();
  assert.equal(more, undefined);
  assert.ok(message && message.lengthMs > 5000, `${message?.lengthMs} ms`);
  await town.mustBeIdle();
  const [call] = town.calls();
  assert.deepEqual(
    [call?.record.message, message.from.number],
    [message.id, call?.record.from.address],
  );
});

test("who was parked stays parked, with music, and is taken at another telephone", async () => {
  const { town, caller, desk, kitchen, study } = await talking();
  desk.holds();
  await town.runs(500);
  const code = await kitchen.calls("*84");
  await town.runs(8000);
  if (!code.isOver) code.hangsUp();
  await town.runs(500);
  await town.isKilled();
  await town.runs(1000);
  caller.voice.forget();
  await town.runs(2000);
  assert.ok(caller.voice.level() > 0.005, "music");
  const heir = await study.calls("*85");
  await town.runs(1000);
  await talkAndHangUp(town, at(caller, 1000), at(heir, 600));
});

test("a call that was recorded goes on without its recorder, and the record names what was kept", async () => {
  const { town, caller, desk } = await talking();
  const id = town.server.book.live()[0]?.id as CallId;
  assert.ok(town.control.inHand.record(id, true).ok);
  await town.runs(20_000);
  await town.isKilled();
  await town.runs(1000);
  await hearEachOther(town, at(caller, 1000), at(desk, 440));
  caller.hangsUp();
  await town.runs(2000);
  const { items } = town.control.recordings.page(undefined, 10);
  assert.equal(items.length, 1);
  assert.deepEqual(
    town.calls().map(({ record }) => record.recordings),
    [[items[0]?.id]],
  );
  await town.mustBeIdle();
});

test("where the account puts nobody through, the server calls the third party itself, after the restart too", async () => {
  const { town, caller, desk, carrier } = await talking();
  caller.answersRefer = 405;
  await town.isKilled();
  await town.runs(1000);
  desk.transfers("sip:6135550199@192.0.2.1");
  await town.runs(2000);
  const third = carrier.talk;
  assert.notEqual(third, caller);
  third.lifts();
  await town.runs(1000);
  desk.hangsUp();
  await town.runs(500);
  await talkAndHangUp(town, at(caller, 1000), at(third, 1000));
});
