/** Call waiting (claim 6): what both callers and the telephone hear and are told. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bothRing, golden, household, number, outcome, ring, settingsOf } from "./household.ts";
import { setHouse } from "./setHouse.ts";

const waits = "<urn:alert:service:call-waiting>";
const silent = (told: readonly string[]): boolean =>
  !told.some((word) => /beg|accepted/.test(word));

/** A telephone at the wall that talks to one caller while another is signalled. */
async function twoCallers(more: object = {}) {
  const house = await setHouse(more);
  const { town, carrier, set } = house;
  const first = await carrier.calls(number, { from: "+16135550100" });
  await town.runs(5000);
  set.lift();
  await town.runs(2000);
  house.noticed();
  const second = await carrier.calls(number, { from: "+16135550200" });
  await town.runs(4000);
  return { ...house, first, second };
}

test("who calls a telephone in use is told that the call waits, and the telephone shows who it is", async () => {
  const { town, first, second, set, noticed } = await twoCallers();
  assert.deepEqual(second.alerts, [waits]);
  assert.deepEqual(first.alerts, [""]);
  const seen = noticed();
  assert.ok(seen.includes("hears 440"), `a beep: ${seen}`);
  assert.ok(seen.includes("shows 6135550200"), `the caller: ${seen}`);
  set.flash(500);
  await town.runs(2000);
  assert.ok(second.told.includes("accepted"), "a flash answers");
  second.hangsUp();
  first.hangsUp();
  await town.runs(2000);
  set.hangUp();
  await town.mustBeIdle();
});

test("a flash answers and holds, the next one swaps; who is held hears music and nobody else", async () => {
  const { town, first, second, set, share } = await twoCallers();
  set.flash(500);
  await town.runs(1000);
  first.voice.forget();
  second.voice.forget();
  set.say(humming(2));
  await town.runs(2000);
  assert.ok(second.voice.share(700) > 0.9, "the second caller hears the kitchen");
  assert.ok(first.voice.share(700) < 0.1 && first.voice.level() > 0.005, "the first hears music");
  set.flash(500);
  await town.runs(1000);
  first.voice.forget();
  set.say(humming(2));
  await town.runs(2000);
  assert.ok(first.voice.share(700) > 0.9, "swapped");
  assert.ok(share(1000, 200) > 0.9);
  first.hangsUp();
  await town.runs(1000);
  assert.ok(!second.isOver, "the other one is there when the first has gone");
  set.hangUp();
  await town.runs(3000);
  assert.ok(second.isOver);
  await town.mustBeIdle();
});

const humming = (seconds: number): Int16Array =>
  Int16Array.from(
    { length: seconds * 8000 },
    (_, i) => 6000 * Math.sin((2 * Math.PI * 700 * i) / 8000),
  );

test("on the hook while another waits: the telephone rings with it, and its caller is told so", async () => {
  const { town, first, second, set, noticed } = await twoCallers();
  noticed();
  set.hangUp();
  await town.runs(3000);
  assert.ok(first.isOver);
  assert.ok(noticed().includes("ringBegan"));
  assert.deepEqual(second.alerts, [waits, ""]);
  set.lift();
  await town.runs(1000);
  assert.ok(second.told.includes("accepted"));
  second.hangsUp();
  await town.runs(1000);
  set.hangUp();
  await town.mustBeIdle();
});

test("the first caller hangs up while another waits: on the hook, the telephone rings with the other", async () => {
  const { town, first, second, set, noticed } = await twoCallers();
  first.hangsUp();
  await town.runs(1000);
  noticed();
  set.hangUp();
  await town.runs(3000);
  assert.ok(noticed().includes("ringBegan"));
  second.hangsUp();
  await town.runs(2000);
  assert.equal(outcome(town)[0], "missed");
  await town.mustBeIdle();
});

test("a key behind the flash refuses who waits, and the call in hand goes on", async () => {
  const { town, first, second, set, share } = await twoCallers({
    services: { callWaitingDeluxe: true },
    mailbox: { enabled: false },
  });
  set.flash(500);
  await town.runs(500);
  set.press("9");
  await town.runs(2000);
  assert.ok(second.isOver && silent(second.told));
  assert.ok(second.told.includes("refused 480"), `${second.told}`);
  assert.ok(!first.isOver && share(1000, 200) > 0.9, "the first is heard again");
  set.hangUp();
  await town.runs(2000);
  assert.ok(first.isOver);
  await town.mustBeIdle();
});

test("a waiting caller who gives up leaves the call in hand alone", async () => {
  const { town, first, second, set, share } = await twoCallers();
  second.hangsUp();
  await town.runs(1000);
  assert.ok(!first.isOver && share(1000, 200) > 0.9);
  set.hangUp();
  await town.mustBeIdle();
});

test("a third caller goes on to the next step at once, or hears busy", async () => {
  const { town, carrier, first, second, set } = await twoCallers({ mailbox: { enabled: false } });
  const third = await carrier.calls(number, { from: "+16135550300" });
  await town.runs(1000);
  assert.ok(third.isOver && silent(third.told));
  assert.ok(third.told.includes("refused 486"), `${third.told}`);
  for (const call of [first, second]) call.hangsUp();
  await town.runs(1000);
  set.hangUp();
  await town.mustBeIdle();
});

test("of two telephones one talks: once the other rings, nobody is told that the call waits", async (t) => {
  const { town, carrier, kitchen, study } = await household(settingsOf([bothRing]));
  const first = await carrier.calls(number);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  town.begins();
  study.manner = "nothing";
  const second = await carrier.calls(number);
  await town.runs(1000);
  study.talk.rings();
  await town.runs(1000);
  assert.deepEqual(second.alerts, [waits, ""]);
  second.hangsUp();
  first.hangsUp();
  await town.runs(1000);
  golden(t, town, "oneTalks");
  await town.mustBeIdle();
});

test("without call waiting the next step comes at once", async () => {
  const { town, carrier, kitchen, study } = await household(
    settingsOf([ring("kitchen"), ring("study")], { services: { callWaiting: false } }),
  );
  const first = await carrier.calls(number);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  const second = await carrier.calls(number);
  await town.runs(200);
  assert.equal(kitchen.talks.length, 1);
  assert.deepEqual([study.talks.length, second.alerts], [1, [""]]);
  second.hangsUp();
  first.hangsUp();
  await town.mustBeIdle();
});
