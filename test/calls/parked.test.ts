/** Calls that are parked, and taken at another telephone of the house. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Talk } from "../phones/talk.ts";
import { hearEachOther } from "./hearEachOther.ts";
import {
  golden,
  type Household,
  household,
  number,
  ring,
  settingsOf,
  talking,
} from "./household.ts";
import { setHouse } from "./setHouse.ts";

/** And parks it: holds, and keys *84. */
async function parked(more: object = {}) {
  const home = await talking(more);
  const { town, desk, kitchen } = home;
  desk.holds();
  await town.runs(500);
  const code = await kitchen.calls("*84");
  await town.runs(8000);
  assert.ok(code.told.includes("accepted"), "the house says that it is done");
  assert.ok(desk.isOver, "the kitchen has left the call");
  if (!code.isOver) code.hangsUp();
  await town.runs(500);
  return home;
}

async function hearsMusic({ town }: Household, caller: Talk): Promise<void> {
  caller.voice.forget();
  await town.runs(2000);
  assert.ok(caller.voice.level() > 0.005, "music");
  for (const hz of [440, 600]) assert.ok(caller.voice.share(hz) < 0.1, `nobody: ${hz}`);
}

const talks = ({ town }: Household, caller: Talk, heir: Talk, says: number): Promise<void> =>
  hearEachOther(town, { talk: caller, says: 1000 }, { talk: heir, says });

test("parked at the kitchen by *84, taken in the study by *85", async (t) => {
  const home = await parked();
  const { town, caller, study } = home;
  await hearsMusic(home, caller);
  const [live] = town.server.book.live();
  assert.deepEqual([live?.state, live?.slot], ["parked", 1]);
  const heir = await study.calls("*85");
  await town.runs(1000);
  assert.ok(heir.told.includes("accepted"));
  await talks(home, caller, heir, 600);
  caller.hangsUp();
  await town.runs(1000);
  assert.ok(heir.isOver);
  const [took, , call] = town.calls().map(({ record }) => record);
  assert.deepEqual(
    call?.legs.map(({ target }) => target),
    ["kitchen", "study"],
  );
  assert.deepEqual([took?.transferred, call?.transferred], [call?.id, took?.id]);
  assert.equal(call?.outcome, "answered");
  golden(t, town, "parkedAndTaken");
  await town.mustBeIdle();
});

test("nobody takes it: after `parkFor` the telephone that parked it rings with the caller", async () => {
  const home = await parked({ services: { parkFor: 20 } });
  const { town, caller, kitchen } = home;
  const before = kitchen.talks.length;
  await town.runs(15_000);
  assert.equal(kitchen.talks.length, before + 1, "it rings");
  const again = kitchen.talk;
  assert.match(again.incoming?.request.lines("From")[0] ?? "", /6135550177/);
  await hearsMusic(home, caller);
  again.lifts();
  await town.runs(1000);
  await talks(home, caller, again, 440);
  again.hangsUp();
  await town.runs(1000);
  assert.ok(caller.isOver);
  await town.mustBeIdle();
});

test("taken from the page while it rings back: the one rings, is lifted, and the other stops", async () => {
  const home = await parked({ services: { parkFor: 20 } });
  const { town, caller, study, kitchen } = home;
  await town.runs(15_000);
  const again = kitchen.talk;
  const [call] = town.server.book.live();
  assert.ok(call?.id);
  town.server.placeCall("study", `take:${call.id}`);
  await town.runs(1000);
  const heir = study.talk;
  heir.lifts();
  await town.runs(1000);
  assert.ok(again.isOver);
  await talks(home, caller, heir, 600);
  heir.hangsUp();
  await town.runs(1000);
  assert.ok(caller.isOver);
  await town.mustBeIdle();
});

test("at the line: a flash and *84 park the caller, and *85 has them again", async () => {
  const home = await setHouse();
  const { town, carrier, set } = home;
  const caller = await carrier.calls(number);
  await town.runs(6000);
  set.lift();
  await town.runs(1500);
  set.flash(500);
  await town.runs(1500);
  set.press("*84");
  await town.runs(9000);
  assert.equal(
    town.server.book.live().find(({ direction }) => direction === "in")?.state,
    "parked",
  );
  caller.voice.forget();
  await town.runs(1000);
  assert.ok(caller.voice.level() > 0.005, "music");
  set.hangUp();
  await town.runs(2000);
  set.lift();
  await town.runs(1500);
  set.press("*85");
  await town.runs(3000);
  assert.ok(home.share(1000, 1000) < 0.1, "a digit may follow");
  await town.runs(3000);
  assert.ok(home.share(1000, 1000) > 0.9, "the caller is in the ear");
  set.hangUp();
  await town.runs(2000);
  assert.ok(caller.isOver);
  await town.mustBeIdle();
});

test("two are parked, each in a slot of its own: *85 and its digit takes just that one", async () => {
  const home = await parked();
  const { town, carrier, kitchen, study, caller: first } = home;
  const second = await carrier.calls(number, { from: "+16135550188" });
  await town.runs(1000);
  const desk = kitchen.talk;
  desk.lifts();
  await town.runs(500);
  desk.holds();
  const code = await kitchen.calls("*84");
  await town.runs(9000);
  assert.ok(desk.isOver);
  if (!code.isOver) code.hangsUp();
  const none = await study.calls("*853");
  await town.runs(1000);
  assert.ok(none.isOver && !first.isOver && !second.isOver, "nobody is there");
  const heir = await study.calls("*852");
  await town.runs(1000);
  await talks(home, second, heir, 600);
  const other = await kitchen.calls("*851");
  await town.runs(1000);
  await talks(home, first, other, 440);
  for (const talk of [first, second]) talk.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("the lowest slot that is free is taken, and is free again once the call is", async () => {
  const home = await parked();
  const { town, caller, study } = home;
  const spoken = town.server.calls.states().find(({ name }) => name === "parked");
  assert.equal(spoken?.name === "parked" && spoken.slot, 1);
  const heir = await study.calls("*851");
  await town.runs(1000);
  await talks(home, caller, heir, 600);
  heir.holds();
  const code = await study.calls("*84");
  await town.runs(9000);
  if (!code.isOver) code.hangsUp();
  const again = await study.calls("*851");
  await town.runs(1000);
  await talks(home, caller, again, 600);
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("a parked caller hangs up: nothing is left, and *85 finds nobody", async () => {
  const { town, caller, study } = await parked();
  caller.hangsUp();
  await town.runs(1000);
  assert.deepEqual(
    town.calls().map(({ record }) => record.outcome),
    ["answered", "answered"],
  );
  const late = await study.calls("*85");
  await town.runs(2000);
  assert.ok(late.isOver && !late.told.includes("accepted"));
  await town.mustBeIdle();
});

test("*84 without a call, and in a call for help, is refused", async () => {
  const { town, kitchen } = await household(settingsOf([ring("kitchen")]));
  const nothing = await kitchen.calls("*84");
  await town.runs(2000);
  assert.ok(nothing.told.includes("refused 603"));
  const help = await kitchen.calls("911");
  await town.runs(500);
  assert.equal(town.server.desk.inHand.park({ device: "kitchen" }), false);
  help.hangsUp();
  await town.mustBeIdle();
});

test("take it here: a call in progress at the kitchen goes on in the study, without parking", async (t) => {
  const home = await talking();
  const { town, caller, desk, study } = home;
  const heir = await study.calls("*85");
  await town.runs(1000);
  assert.ok(desk.isOver, "the kitchen is let go");
  assert.ok(desk.reasons.join().includes("200"), "call completed elsewhere");
  await talks(home, caller, heir, 600);
  golden(t, town, "takenInCall");
  heir.hangsUp();
  await town.runs(1000);
  assert.ok(caller.isOver);
  await town.mustBeIdle();
});

test("and back again, and parked from there: each time the caller is heard where it was taken", async () => {
  const home = await talking();
  const { town, caller, kitchen, study } = home;
  const heir = await study.calls("*85");
  await town.runs(1000);
  const back = await kitchen.calls("*85");
  await town.runs(1000);
  assert.ok(heir.isOver);
  await talks(home, caller, back, 440);
  assert.ok(town.server.desk.inHand.park({ device: "kitchen" }));
  await town.runs(1000);
  assert.ok(back.isOver);
  await hearsMusic(home, caller);
  const last = await study.calls("*85");
  await town.runs(1000);
  await talks(home, caller, last, 600);
  caller.hangsUp();
  await town.runs(1000);
  assert.ok(last.isOver);
  await town.mustBeIdle();
});

test("a call that rings at the kitchen is picked up in the study", async (t) => {
  const home = await household(settingsOf([ring("kitchen")]));
  const { town, carrier, kitchen, study } = home;
  const caller = await carrier.calls(number);
  await town.runs(2000);
  const heir = await study.calls("*85");
  await town.runs(1000);
  assert.ok(kitchen.talk.isOver, "the kitchen stops ringing");
  assert.ok(caller.told.includes("accepted"));
  await talks(home, caller, heir, 600);
  golden(t, town, "pickedUp");
  caller.hangsUp();
  await town.runs(1000);
  assert.equal(town.calls().at(-1)?.record.outcome, "answered");
  await town.mustBeIdle();
});

test("a call that the kitchen has made is taken, too, and parked", async () => {
  const home = await household(settingsOf([ring("kitchen")]));
  const { town, carrier, kitchen, study } = home;
  const out = await kitchen.calls("6135550177");
  await town.runs(1000);
  carrier.talk.lifts();
  await town.runs(1000);
  assert.ok(town.server.desk.inHand.park({ device: "kitchen" }));
  await town.runs(500);
  assert.ok(out.isOver);
  await hearsMusic(home, carrier.talk);
  const heir = await study.calls("*85");
  await town.runs(1000);
  await talks(home, carrier.talk, heir, 600);
  heir.hangsUp();
  await town.runs(1000);
  assert.ok(carrier.talk.isOver);
  await town.mustBeIdle();
});
