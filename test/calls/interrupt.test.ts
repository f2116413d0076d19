/** A call that matters more breaks into the one that the telephone is in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Talk } from "../phones/talk.ts";
import { type DoorHouse, door, doorHouse, friendTalks, humming } from "./doorHouse.ts";
import { golden, number } from "./household.ts";

const into = (device: string, existing: "hold" | "end" = "hold"): readonly object[] => [
  { do: "interrupt", target: { device }, existing },
];

async function breaksIn({ town, visitor }: DoorHouse): Promise<Talk> {
  const talk = await visitor.calls(number, { from: door });
  await town.runs(1000);
  return talk;
}

test("an idle telephone rings", async () => {
  const house = await doorHouse(into("kitchen"), "kitchen");
  const { town, kitchen } = house;
  const talk = await breaksIn(house);
  kitchen.talk.lifts();
  await town.runs(2000);
  assert.ok(talk.voice.share(440) > 0.9 && kitchen.talk.voice.share(1000) > 0.9);
  talk.hangsUp();
  await town.mustBeIdle();
});

test("into a SIP phone's call: warned, then the doctor; the friend waits with music and is back behind it", async (t) => {
  const house = await doorHouse(into("kitchen"), "kitchen");
  const { town, kitchen } = house;
  const friend = await friendTalks(house, () => kitchen.talk.lifts());
  const { voice } = kitchen.talk;
  town.begins();
  voice.forget();
  const talk = await breaksIn(house);
  assert.ok(voice.lately(440) > 0.2, "a warning is heard, of the tone that says that a call waits");
  assert.ok(voice.lately(800) > 0.1, "over the call");
  assert.ok(friend.voice.lately(440) > 0.99, "which goes on meanwhile");
  await town.runs(2000);
  for (const one of [talk, friend, kitchen.talk]) one.voice.forget();
  await town.runs(2000);
  assert.ok(talk.voice.lately(440) > 0.99 && voice.lately(1000) > 0.99);
  assert.ok(friend.voice.lately(440) < 0.01 && friend.voice.level() > 0.005, "music");
  talk.hangsUp();
  await town.runs(1000);
  for (const one of [friend, kitchen.talk]) one.voice.forget();
  await town.runs(2000);
  assert.ok(friend.voice.lately(440) > 0.99 && voice.lately(800) > 0.99, "as if nothing had been");
  friend.hangsUp();
  await town.runs(1000);
  golden(t, town, "interrupted");
  assert.equal(kitchen.talks.length, 1, "the phone was told nothing");
  assert.ok(
    town.calls().some(({ record }) => record.legs.some(({ manner }) => manner === "interrupt")),
  );
  await town.mustBeIdle();
});

test("or the call is ended, and the friend is told that it was preempted", async (t) => {
  const house = await doorHouse(into("kitchen", "end"), "kitchen");
  const { town, kitchen } = house;
  const friend = await friendTalks(house, () => kitchen.talk.lifts());
  town.begins();
  const talk = await breaksIn(house);
  await town.runs(2000);
  assert.match(friend.reasons[0] ?? "", /^preemption;cause=1/);
  talk.voice.forget();
  await town.runs(1000);
  assert.ok(talk.voice.lately(440) > 0.99);
  kitchen.talk.hangsUp();
  await town.runs(1000);
  assert.ok(talk.isOver);
  golden(t, town, "preempted");
  const records = town.calls().map(({ record }) => [record.outcome, record.cause?.kind]);
  assert.deepEqual(records.toSorted(), [
    ["answered", "normal"],
    ["answered", "preempted"],
  ]);
  await town.mustBeIdle();
});

test("the owner hangs up on the doctor: the telephone rings with the friend", async () => {
  const house = await doorHouse(into("kitchen"), "kitchen");
  const { town, kitchen } = house;
  const friend = await friendTalks(house, () => kitchen.talk.lifts());
  const talk = await breaksIn(house);
  await town.runs(2000);
  kitchen.talk.hangsUp();
  await town.runs(1000);
  assert.ok(talk.isOver && !friend.isOver);
  assert.equal(kitchen.talks.length, 2);
  kitchen.talk.lifts();
  await town.runs(1000);
  for (const one of [friend, kitchen.talk]) one.voice.forget();
  await town.runs(1000);
  assert.ok(friend.voice.lately(440) > 0.99 && kitchen.talk.voice.lately(800) > 0.99);
  kitchen.talk.hangsUp();
  await town.mustBeIdle();
});

test("into an analogue telephone's call: one burst of the warning, then the doctor, then the friend again", async () => {
  const house = await doorHouse(into("hall"), "hall");
  const { town, hall, hallHears } = house;
  const friend = await friendTalks(house, () => hall.lift());
  const talk = await breaksIn(house);
  assert.ok(hallHears(440) > 0.2, "a warning");
  await town.runs(2500);
  assert.ok(hallHears(1000) > 0.9 && hallHears(440) < 0.01, "then the doctor");
  talk.voice.forget();
  friend.voice.forget();
  hall.say(humming(2));
  await town.runs(2000);
  assert.ok(talk.voice.lately(700) > 0.9);
  assert.ok(friend.voice.lately(700) < 0.01, "music");
  talk.hangsUp();
  await town.runs(1500);
  assert.ok(hallHears(800) > 0.9, "so is the friend");
  friend.voice.forget();
  friend.voice.to = undefined; // who says nothing hears best: see the circuit's echo suppressor
  hall.say(humming(2));
  await town.runs(2000);
  assert.ok(friend.voice.lately(700) > 0.9, "the owner's voice is back");
  friend.hangsUp();
  await town.runs(1000);
  hall.hangUp();
  await town.mustBeIdle();
});

test("two break in at once: the second finds it busy, and the plan of its rule goes on", async () => {
  const house = await doorHouse(
    [...into("kitchen", "end"), { do: "reject", cause: "busy" }],
    "kitchen",
  );
  const { town, kitchen, visitor } = house;
  await friendTalks(house, () => kitchen.talk.lifts());
  const talk = await breaksIn(house);
  const second = await visitor.calls(number, { from: door });
  await town.runs(3000);
  assert.ok(second.told.includes("refused 486") && !talk.isOver);
  const third = await visitor.calls(number, { from: door });
  await town.runs(3000);
  assert.ok(third.told.includes("refused 486") && !talk.isOver, "nor once the first is in");
  talk.hangsUp();
  await town.mustBeIdle();
});

for (const existing of ["hold", "end"] as const)
  test(`a call for help is never broken into (${existing})`, async () => {
    const house = await doorHouse(
      [...into("kitchen", existing), { do: "reject", cause: "busy" }],
      "kitchen",
    );
    const { town, kitchen, visitor } = house;
    const help = await kitchen.calls("911");
    await town.runs(1000);
    const helper = visitor.talk;
    helper.lifts();
    await town.runs(1000);
    help.voice.forget();
    const second = await visitor.calls(number, { from: door });
    await town.runs(4000);
    assert.ok(!second.told.includes("accepted"), "it may ring elsewhere: helpers call back");
    assert.ok(help.voice.share(1000) > 0.99 && !help.isOver, "nothing else is heard in it");
    second.hangsUp();
    help.hangsUp();
    await town.mustBeIdle();
  });

test("again and again: behind the third time in ten minutes the caller only waits", async () => {
  const house = await doorHouse(into("kitchen"), "kitchen");
  const { town, kitchen } = house;
  const friend = await friendTalks(house, () => kitchen.talk.lifts());
  for (let times = 0; times < 3; times++) {
    const talk = await breaksIn(house);
    await town.runs(3000);
    assert.ok(talk.told.includes("accepted"));
    talk.hangsUp();
    await town.runs(2000);
  }
  const fourth = await breaksIn(house);
  await town.runs(5000);
  assert.ok(!fourth.told.includes("accepted") && !friend.isOver);
  assert.equal(kitchen.talks.length, 2, "it is rung for this one as for any other");
  fourth.hangsUp();
  friend.hangsUp();
  await town.mustBeIdle();
});
