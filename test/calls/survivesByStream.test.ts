import assert from "node:assert/strict";
import { test } from "node:test";
import { at, eachHolds, hearEachOther, talkAndHangUp } from "./hearEachOther.ts";
import {
  bothRing,
  type Household,
  household,
  number,
  outcome,
  ring,
  settingsOf,
  talking,
} from "./household.ts";

/*
 * The telephones speak TCP, and are reached along their connections alone. These end with the server;
 * a telephone that finds nobody at its first attempt is back five to ten seconds later (RFC 5626 §4.5).
 */

const tcp = { by: "tcp" } as const;
const untilBack = 11_000;
const houseOf = (then: readonly object[]): Promise<Household> =>
  household(settingsOf(then), {}, tcp);

test("a call that comes before its telephone is back rings there as soon as it is", async () => {
  const { town, carrier, kitchen } = await houseOf([ring("kitchen")]);
  await town.isKilled();
  const caller = await carrier.calls(number);
  await town.runs(1000);
  assert.deepEqual([kitchen.talks.length, caller.isOver], [0, false]);
  await town.runs(untilBack);
  kitchen.talk.lifts();
  await town.runs(1000);
  await talkAndHangUp(town, at(caller, 1000), at(kitchen.talk, 440));
  assert.deepEqual(outcome(town), ["answered", "kitchen over"]);
});

test("a telephone that stays away is waited for shortly: the plan goes on", async () => {
  const { town, carrier, kitchen, study } = await houseOf([ring("kitchen"), ring("study")]);
  kitchen.vanishes();
  await town.isKilled();
  const caller = await carrier.calls(number);
  await town.runs(20_000);
  study.talk.lifts();
  await town.runs(1000);
  await talkAndHangUp(town, at(caller, 1000), at(study.talk, 600));
});

test("long after that nobody is waited for", async () => {
  const { town, carrier, kitchen, study } = await houseOf([ring("kitchen"), ring("study")]);
  kitchen.vanishes();
  await town.isKilled();
  await town.runs(30_000);
  const caller = await carrier.calls(number);
  await town.runs(1000);
  assert.equal(study.talks.length, 1);
  caller.hangsUp();
  await town.mustBeIdle();
});

test("two who talk go on, and a BYE waits for a telephone that is not back yet", async () => {
  const { town, caller, desk } = await talking({}, {}, tcp);
  await town.isKilled();
  await hearEachOther(town, at(caller, 1000), at(desk, 440));
  await town.runs(untilBack);
  await eachHolds(town, at(caller, 1000), at(desk, 440));
  await town.isKilled();
  caller.hangsUp();
  await town.runs(1000);
  assert.equal(desk.isOver, false);
  await town.runs(untilBack);
  assert.equal(desk.isOver, true);
  await town.mustBeIdle();
  assert.equal(town.calls().length, 1);
});

test("a telephone that speaks in its call before it registers again is reached by that connection", async () => {
  const { town, caller, desk } = await talking({}, {}, tcp);
  await town.isKilled();
  desk.holds();
  await town.runs(500);
  desk.resumes();
  await town.runs(500);
  await hearEachOther(town, at(caller, 1000), at(desk, 440));
  caller.hangsUp();
  await town.runs(1000);
  assert.equal(desk.isOver, true);
  await town.mustBeIdle();
});

test("what rang rings on, and whoever lifts is answered", async () => {
  const { town, carrier, kitchen, study } = await houseOf([bothRing]);
  const caller = await carrier.calls(number);
  await town.runs(1000);
  await town.isKilled();
  study.talk.lifts();
  await town.runs(untilBack);
  assert.ok(kitchen.talk.isOver, "the kitchen rings no more");
  await talkAndHangUp(town, at(caller, 1000), at(study.talk, 600));
  assert.deepEqual([town.calls().length, outcome(town)[0]], [1, "answered"]);
});

test("who is called lifts before the telephone that calls is back, and both talk when it is", async () => {
  const { town, carrier, kitchen } = await houseOf([]);
  const call = await kitchen.calls("6135550177");
  await town.runs(1000);
  await town.isKilled();
  carrier.talk.lifts();
  await town.runs(untilBack);
  await talkAndHangUp(town, at(carrier.talk, 1000), at(call, 440));
});

test("a connection that breaks in a call is had again, and the call goes on by it", async () => {
  const { town, caller, kitchen, desk } = await talking({}, {}, tcp);
  kitchen.isCutOff();
  await town.runs(1000);
  caller.holds();
  await town.runs(1000);
  caller.resumes();
  await town.runs(1000);
  await talkAndHangUp(town, at(caller, 1000), at(desk, 440));
});

test("a telephone that can be called back at its address is, without being waited for", async () => {
  const listens = { by: "tcp", tcp: true } as const;
  const { town, carrier, kitchen } = await household(settingsOf([ring("kitchen")]), {}, listens);
  await town.isKilled();
  const caller = await carrier.calls(number);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  await talkAndHangUp(town, at(caller, 1000), at(kitchen.talk, 440));
});
