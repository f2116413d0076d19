/** A visitor at the door speaks one way into telephones of the house. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Talk } from "../phones/talk.ts";
import { type DoorHouse, door, doorHouse, friendTalks, humming } from "./doorHouse.ts";
import { golden, number, outcome } from "./household.ts";

const into = (...devices: readonly string[]): readonly object[] => {
  const [target, ...also] = devices.map((device) => ({ device }));
  return [{ do: "speak", target, ...(also.length > 0 && { also }), for: 30 }];
};

async function speaks({ town, visitor }: DoorHouse): Promise<Talk> {
  const talk = await visitor.calls(number, { from: door });
  await town.runs(1000);
  return talk;
}

const headers = (talk: Talk, name: string): readonly string[] =>
  talk.incoming?.request.lines(name) ?? [];

test("a SIP phone is asked to answer by itself, hears the visitor, and nothing is ever sent back", async (t) => {
  const house = await doorHouse(into("kitchen"), "kitchen");
  const { town, kitchen } = house;
  const talk = await speaks(house);
  assert.deepEqual(headers(kitchen.talk, "Answer-Mode"), ["Auto"]);
  assert.match(headers(kitchen.talk, "Call-Info")[0] ?? "", /^<sip:.*>;answer-after=0$/);
  assert.match(headers(kitchen.talk, "Alert-Info")[0] ?? "", /;info=alert-autoanswer/);
  kitchen.talk.lifts();
  await town.runs(3000);
  assert.ok(kitchen.talk.voice.share(1000) > 0.9, "the kitchen hears the visitor");
  assert.deepEqual(talk.told, ["proceeding", "progress 180", "accepted"]);
  await town.runs(40_000);
  assert.ok(talk.isOver, "its time is up");
  golden(t, town, "spokenOneWay");
  assert.equal(talk.voice.packets, 0, "counted at the visitor's socket, over the whole call");
  assert.deepEqual(outcome(town), ["answered", "kitchen over"]);
  assert.equal(town.calls()[0]?.record.legs[0]?.manner, "oneWay");
  await town.mustBeIdle();
});

for (const [autoAnswer, alert] of [
  ["usual", "<http://127.0.0.1/alert>;info=alert-autoanswer;delay=0"],
  ["ringAnswer", "Ring Answer"],
  ["intercom", "<http://127.0.0.1/alert>;info=Intercom"],
  ["never", undefined],
] as const)
  test(`autoAnswer ${autoAnswer}: every header that it stands for is in the INVITE, and no other`, async () => {
    const house = await doorHouse(into("kitchen"), "kitchen");
    const { town, kitchen } = house;
    await town.server.parts.settings.change(
      ({ devices, ...rest }) => ({
        ...rest,
        devices: devices.map((one) => (one.id === "kitchen" ? { ...one, autoAnswer } : one)),
      }),
      "test",
    );
    const talk = await speaks(house);
    const asks = autoAnswer !== "never";
    assert.deepEqual(headers(kitchen.talk, "Answer-Mode"), asks ? ["Auto"] : []);
    const [info = ""] = headers(kitchen.talk, "Call-Info");
    assert.equal(/^<sip:.*>;answer-after=0$/.test(info), asks, info);
    assert.deepEqual(headers(kitchen.talk, "Alert-Info"), alert === undefined ? [] : [alert]);
    talk.hangsUp();
    await town.mustBeIdle();
  });

test("a call that is rung asks no phone to answer by itself", async () => {
  const house = await doorHouse(into("kitchen"), "kitchen");
  const call = await house.friend.calls(number, { from: "+16135550188" });
  await house.town.runs(1000);
  for (const name of ["Answer-Mode", "Call-Info", "Alert-Info"])
    assert.deepEqual(headers(house.kitchen.talk, name), [], name);
  call.hangsUp();
  await house.town.mustBeIdle();
});

test("a key of the owner's, and nothing else, lets the visitor hear", async (t) => {
  const house = await doorHouse(into("kitchen"), "kitchen");
  const { town, kitchen } = house;
  const talk = await speaks(house);
  kitchen.talk.lifts();
  await town.runs(4000);
  assert.equal(talk.voice.packets, 0);
  kitchen.talk.voice.press(5);
  await town.runs(2000);
  talk.voice.forget();
  kitchen.talk.voice.forget();
  await town.runs(2000);
  assert.ok(talk.voice.share(440) > 0.9, "now the visitor hears the kitchen");
  assert.ok(kitchen.talk.voice.share(1000) > 0.9, "and is heard as before");
  await town.runs(40_000);
  assert.ok(!talk.isOver, "a talk has no such end");
  kitchen.talk.hangsUp();
  await town.runs(1000);
  golden(t, town, "spokenBack");
  await town.mustBeIdle();
});

test("an analogue telephone rings, and whoever lifts hears, and speaks back by a key", async () => {
  const house = await doorHouse(into("hall"), "hall");
  const { town, hall, hallHears } = house;
  const talk = await speaks(house);
  await town.runs(3000);
  hall.lift();
  await town.runs(1000);
  hall.say(humming(3));
  await town.runs(3000);
  assert.ok(hallHears(1000) > 0.9);
  assert.equal(talk.voice.packets, 0, "the hall is not heard");
  hall.press("5");
  await town.runs(2000);
  talk.voice.forget();
  hall.say(humming(3));
  await town.runs(2000);
  assert.ok(talk.voice.share(700) > 0.9);
  hall.hangUp();
  await town.mustBeIdle();
});

test("a page: all of them hear at once, and whoever presses a key talks alone", async () => {
  const house = await doorHouse(into("kitchen", "study"), "kitchen");
  const { town, kitchen, study } = house;
  const talk = await speaks(house);
  kitchen.talk.lifts();
  await town.runs(2000);
  study.talk.lifts();
  await town.runs(3000);
  for (const { voice } of [kitchen.talk, study.talk]) assert.ok(voice.share(1000) > 0.9);
  assert.equal(talk.voice.packets, 0);
  study.talk.voice.press(1);
  await town.runs(2000);
  assert.ok(kitchen.talk.isOver && !study.talk.isOver);
  talk.voice.forget();
  await town.runs(1000);
  assert.ok(talk.voice.share(600) > 0.9);
  talk.hangsUp();
  await town.mustBeIdle();
});

test("whispered into a SIP phone's call: the owner hears both, the friend only the owner, the visitor nobody", async () => {
  const house = await doorHouse(into("kitchen"), "kitchen");
  const { town, kitchen } = house;
  const friend = await friendTalks(house, () => kitchen.talk.lifts());
  const talk = await speaks(house);
  await town.runs(1000);
  friend.voice.forget();
  kitchen.talk.voice.forget();
  await town.runs(3000);
  const { voice } = kitchen.talk;
  assert.ok(voice.lately(1000) > 0.25 && voice.lately(800) > 0.25, "the owner hears both");
  assert.ok(friend.voice.lately(440) > 0.99, "the friend hears the owner");
  assert.ok(friend.voice.lately(1000) < 1e-4, "and nothing of the visitor");
  assert.equal(talk.voice.packets, 0);
  assert.equal(kitchen.talks.length, 1, "the phone is told nothing");
  talk.hangsUp();
  await town.runs(1000);
  voice.forget();
  await town.runs(1000);
  assert.ok(voice.lately(800) > 0.99 && !friend.isOver, "the call goes on");
  assert.equal(town.calls()[0]?.record.legs[0]?.manner, "whisper");
  friend.hangsUp();
  await town.mustBeIdle();
});

test("the owner answers a whisper by the star: the friend waits with music and is back behind it", async () => {
  const house = await doorHouse(into("kitchen"), "kitchen");
  const { town, kitchen } = house;
  const friend = await friendTalks(house, () => kitchen.talk.lifts());
  const talk = await speaks(house);
  kitchen.talk.voice.press(10);
  await town.runs(2000);
  for (const one of [talk, friend, kitchen.talk]) one.voice.forget();
  await town.runs(2000);
  assert.ok(talk.voice.lately(440) > 0.99 && kitchen.talk.voice.lately(1000) > 0.99);
  assert.ok(friend.voice.lately(440) < 0.01 && friend.voice.level() > 0.005, "music");
  talk.hangsUp();
  await town.runs(1000);
  for (const one of [friend, kitchen.talk]) one.voice.forget();
  await town.runs(2000);
  assert.ok(friend.voice.lately(440) > 0.99 && kitchen.talk.voice.lately(800) > 0.99);
  friend.hangsUp();
  await town.mustBeIdle();
});

test("whispered into an analogue telephone's call, and answered by a flash", async () => {
  const house = await doorHouse(into("hall"), "hall");
  const { town, hall, hallHears } = house;
  const friend = await friendTalks(house, () => hall.lift());
  const talk = await speaks(house);
  friend.voice.forget();
  hall.say(humming(3));
  await town.runs(3000);
  assert.ok(friend.voice.lately(700) > 0.9, "the friend hears the owner");
  assert.ok(friend.voice.lately(1000) < 0.001, "and nothing of the visitor");
  await town.runs(1000);
  assert.ok(hallHears(1000) > 0.25 && hallHears(800) > 0.25, "the owner hears both");
  assert.equal(talk.voice.packets, 0);
  hall.flash(500);
  await town.runs(2000);
  talk.voice.forget();
  friend.voice.forget();
  hall.say(humming(2));
  await town.runs(2000);
  assert.ok(talk.voice.lately(700) > 0.9);
  assert.ok(friend.voice.lately(700) < 0.01, "music");
  talk.hangsUp();
  await town.runs(2000);
  assert.ok(hallHears(800) > 0.9, "the friend is back");
  friend.hangsUp();
  await town.runs(1000);
  hall.hangUp();
  await town.mustBeIdle();
});

test("nobody to hear it: the plan goes on", async () => {
  const house = await doorHouse(
    [...into("kitchen"), { do: "reject", cause: "noAnswer" }],
    "kitchen",
  );
  const { town, kitchen } = house;
  kitchen.manner = { refuses: 486 };
  const talk = await speaks(house);
  await town.runs(2000);
  assert.deepEqual(talk.told, ["refused 486", "over refused"]);
  assert.equal(talk.voice.packets, 0);
  await town.mustBeIdle();
});
