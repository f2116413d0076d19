/** An analogue telephone of the household, at sample level, in whole calls. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { V_23 } from "../phones/set/fskTones.ts";
import { SetWithEar } from "../phones/set/setWithEar.ts";
import type { SetMaking, TelephoneSet } from "../phones/set/telephoneSet.ts";
import { Town } from "../phones/town.ts";
import { number, outcome, ring, settingsOf } from "./household.ts";

const ringsLong = { ...ring("kitchen"), for: 60 };

/** Ada's house, where the kitchen has a telephone of the kind that is plugged into the wall. */
async function wallHome(
  country = "CA",
  making: Partial<SetMaking> = {},
  then: readonly object[] = [ringsLong],
  battery: object = {},
) {
  const home = new SetWithEar(making);
  const settings = settingsOf(then, {
    devices: [{ id: "kitchen", kind: "analog", ...battery }],
    owner: { name: "Ada", timeZone: "America/Toronto", country },
  });
  const town = await Town.open(settings, { loops: { kitchen: home } });
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  await town.runs(3000);
  home.noticed();
  return { town, carrier, home, kitchen: home.set };
}

/** 700 Hz for so many seconds. */
const humming = (seconds: number): Int16Array =>
  Int16Array.from(
    { length: seconds * 8000 },
    (_, i) => 6000 * Math.sin((2 * Math.PI * 700 * i) / 8000),
  );

test("it rings, shows who calls, both people hear each other, and one hangs up", async () => {
  const { town, carrier, home, kitchen } = await wallHome();
  const talk = await carrier.calls(number, { from: "+16135550100" });
  await town.runs(7000);
  assert.deepEqual(home.noticed(), ["ringBegan", "rang 2000", "shows 6135550100", "ringBegan"]);
  kitchen.lift();
  await town.runs(1000);
  talk.voice.forget();
  kitchen.say(humming(2));
  await town.runs(1000);
  assert.ok(talk.voice.share(700) > 0.9, "the caller hears the kitchen");
  assert.ok(home.share(1000, 200) > 0.9, "the kitchen hears the caller");
  kitchen.hangUp();
  await town.runs(3000);
  assert.ok(talk.isOver);
  assert.deepEqual(outcome(town), ["answered", "kitchen over"]);
  await town.mustBeIdle();
});

test("a British telephone shows who calls before its first ring", async () => {
  const { town, carrier, home, kitchen } = await wallHome("GB", { callerId: V_23 });
  const talk = await carrier.calls(number, { from: "+442079460123" });
  await town.runs(9000);
  const noticed = home.noticed();
  assert.deepEqual(noticed.slice(0, 5), [
    "reversed",
    "alert left alone",
    "shows 02079460123",
    ...["ringBegan", "normal"], // in the same moment
  ]);
  assert.ok(noticed.slice(5).every((word) => /^ringBegan|rang 400$/.test(word)));
  assert.equal(kitchen.ringCadence, "0.4/0.2 0.4/2");
  talk.hangsUp();
  await town.runs(2000);
  assert.ok(!kitchen.isRinging);
  await town.mustBeIdle();
});

for (const [how, does] of [
  ["by keys", (set: TelephoneSet) => set.press("6135550177")],
  ["by pulses", (set: TelephoneSet) => set.dial("6135550177")],
] as const)
  test(`lifted, it hears dial tone; a number dialled ${how} is called, and when they go it hears so`, async () => {
    const { town, carrier, home, kitchen } = await wallHome();
    kitchen.lift();
    await town.runs(1500);
    assert.deepEqual(home.noticed(), ["hears 350+440"]);
    does(kitchen);
    await town.runs(20_000);
    const uri = carrier.talk.incoming?.request.uri;
    assert.equal(uri?.ok && uri.value.user, "+16135550177");
    assert.ok(home.noticed().includes("hears 440+480"), "it rings there");
    carrier.talk.lifts();
    await town.runs(1000);
    assert.ok(home.share(1000, 200) > 0.9);
    carrier.talk.hangsUp();
    await town.runs(8000);
    assert.ok(home.noticed().includes("hears 480+620"), "reorder");
    kitchen.hangUp();
    await town.runs(3000);
    await town.mustBeIdle();
  });

test("where the owner wants it, the battery says that they answered, and that they have gone", async () => {
  const battery = { answerReversal: true, openLoopDisconnect: 500 };
  const { town, carrier, home, kitchen } = await wallHome("CA", {}, [ringsLong], battery);
  kitchen.lift();
  await town.runs(1500);
  kitchen.press("6135550177");
  await town.runs(20_000);
  assert.deepEqual(home.noticed().filter(isFeed), []);
  carrier.talk.lifts();
  await town.runs(1000);
  assert.deepEqual(home.noticed().filter(isFeed), ["reversed"]);
  assert.ok(home.share(1000, 200) > 0.9, "they are heard all the while");
  carrier.talk.hangsUp();
  await town.runs(1000);
  assert.deepEqual(home.noticed().filter(isFeed), ["normal"], "the called party has gone");
  await town.runs(1400);
  assert.deepEqual(home.noticed().filter(isFeed), ["open"]);
  await town.runs(600);
  assert.deepEqual(home.noticed().filter(isFeed), ["normal"]);
  await town.runs(4000);
  assert.ok(home.noticed().includes("hears 480+620"), "and who stays hears reorder");
  kitchen.hangUp();
  await town.runs(3000);
  assert.deepEqual(town.server.ignored.counts(), [], "no break was taken for a flash or a hook");
  await town.mustBeIdle();
});
const isFeed = (word: string): boolean => /^(normal|reversed|open)$/.test(word);

test("a call during a call: the display shows who, the other party hears none of it, a flash answers", async () => {
  const { town, carrier, home, kitchen } = await wallHome();
  const first = await carrier.calls(number, { from: "+16135550100" });
  await town.runs(3000);
  kitchen.lift();
  await town.runs(2000);
  home.noticed();
  first.voice.forget();
  const second = await carrier.calls(number, { from: "+16135550123" });
  await town.runs(4000);
  const noticed = home.noticed();
  assert.deepEqual(
    noticed.filter((word) => /alert|shows|440$/.test(word)),
    ["hears 440", "alert answered", "shows 6135550123"],
  );
  assert.equal(noticed.at(-1), "hears 1000 steady", "and the call goes on");
  assert.ok(first.voice.level() < 0.001, "the first caller hears no beep, no answer and no data");
  kitchen.flash(500);
  await town.runs(3000);
  assert.ok(second.told.includes("accepted"));
  assert.equal(first.isOver, false);
  kitchen.hangUp();
  await town.runs(3000);
  assert.ok(second.isOver);
  assert.deepEqual(home.noticed().slice(-1), ["ringBegan"], "who is held is not forgotten");
  first.hangsUp();
  await town.runs(3000);
  await town.mustBeIdle();
});

test("a message waits: the lamp is lit without a ring, and dial tone stutters", async () => {
  const { town, carrier, home, kitchen } = await wallHome("CA", {}, [{ do: "mailbox" }]);
  const talk = await carrier.calls(number, { from: "+16135550100" });
  await town.runs(40_000);
  talk.hangsUp();
  await town.runs(5000);
  assert.ok(kitchen.isLampLit);
  assert.ok(!home.noticed().includes("ringBegan"));
  kitchen.lift();
  await town.runs(3000);
  assert.ok(home.noticed().some((word) => /350\+440 0\.1\/0\.1/.test(word)));
  kitchen.hangUp();
  await town.runs(3000);
  await town.mustBeIdle();
});
