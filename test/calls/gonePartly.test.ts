/** A server is killed in calls of which not all can go on: what is left of them, and for whom. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cut, fair } from "#world/sim/weather.ts";
import { serverHost } from "../phones/person.ts";
import { at, hearEachOther, talkAndHangUp } from "./hearEachOther.ts";
import { household, number, outcome, ring, settingsOf, talking } from "./household.ts";

test("who did not hear the BYE hears it from the next process, and there is one record", async () => {
  const { town, caller, desk, kitchen } = await talking();
  caller.hangsUp();
  await town.runs(5);
  town.sim.network.weather(cut, [serverHost, kitchen.host]);
  await town.runs(100);
  await town.isKilled();
  assert.deepEqual([caller.isOver, desk.isOver], [true, false]);
  town.sim.network.weather(fair, [serverHost, kitchen.host]);
  await town.runs(3000);
  assert.equal(desk.isOver, true);
  await town.mustBeIdle();
  assert.deepEqual([town.calls().length, outcome(town)[0]], [1, "answered"]);
});

test("a call that waits at a telephone which shows both itself goes on, beside the first", async () => {
  const { town, carrier, kitchen, caller, desk } = await talking();
  const second = await carrier.calls(number, { from: "+16135550200" });
  await town.runs(1000);
  const waiting = kitchen.talk;
  assert.notEqual(waiting, desk);
  await town.isKilled();
  await town.runs(1000);
  await hearEachOther(town, at(caller, 1000), at(desk, 440));
  desk.holds();
  waiting.lifts();
  await town.runs(1000);
  await hearEachOther(town, at(second, 1000), at(waiting, 440));
  second.hangsUp();
  await town.runs(500);
  assert.ok(waiting.isOver && !desk.isOver);
  desk.resumes();
  await town.runs(1000);
  await talkAndHangUp(town, at(caller, 1000), at(desk, 440));
  assert.equal(town.calls().length, 2);
});

test("a room has gone with the process: whoever was in it is told why, and each call has one record", async () => {
  const conference = { rooms: [{ id: "club", number: "50" }], most: 3 };
  const { town, carrier, kitchen } = await household(
    settingsOf([{ do: "room", room: "club" }], { conference }),
    { traced: true },
  );
  const first = await carrier.calls(number);
  const home = await kitchen.calls("50");
  await town.runs(2000);
  await town.isKilled();
  await town.runs(1000);
  assert.deepEqual([first.isOver, home.isOver], [true, true]);
  const goodbyes = town.packets
    .map(({ data }) => new TextDecoder().decode(data))
    .filter((text) => text.startsWith("BYE"));
  assert.equal(goodbyes.length, 2);
  for (const text of goodbyes) assert.match(text, /^Reason: Q\.850;cause=41\b/m);
  await town.mustBeIdle();
  assert.equal(town.calls().length, 2);
});

test("an announcement has gone with the process: the plan goes on with its next step", async () => {
  const { town, carrier, kitchen } = await household(
    settingsOf([{ do: "announce", prompt: "dial-extension-operator" }, ring("kitchen")]),
  );
  const caller = await carrier.calls(number);
  await town.runs(1500);
  assert.equal(kitchen.talks.length, 0);
  await town.isKilled();
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  await talkAndHangUp(town, at(caller, 1000), at(kitchen.talk, 440));
  assert.equal(town.calls().length, 1);
});
