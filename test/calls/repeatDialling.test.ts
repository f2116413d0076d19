/** A number in use is tried again, and the telephone rings when it is free. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { golden, type Household, household, ring, settingsOf } from "./household.ts";

const settings = settingsOf([ring("kitchen")]);
const minute = 60_000;

/** The number was called and was in use; then *66, which finds it so again. */
async function repeating(): Promise<Household> {
  const home = await household(settings);
  const { town, carrier, kitchen } = home;
  carrier.manner = { refuses: 486 };
  await kitchen.calls("6135550177");
  await town.runs(1000);
  const call = await kitchen.calls("*66");
  await town.runs(2000);
  assert.ok(call.told.includes("accepted") && call.voice.level() > 0.005, "a voice says so");
  await town.runs(20_000);
  assert.ok(call.isOver);
  return home;
}

const user = ({ incoming }: Household["carrier"]["talk"]): string | undefined =>
  incoming?.request.uri.ok ? incoming.request.uri.value.user : undefined;

test("*66: tried every half minute; when the other is free the telephone rings, and lifting it hears ringing, then the other", async (t) => {
  const { town, carrier, kitchen } = await repeating();
  const before = carrier.talks.length;
  const rung = kitchen.talks.length;
  await town.runs(2 * minute);
  const tried = carrier.talks.length - before;
  assert.ok(tried >= 3 && tried <= 5, `${tried} times`);
  assert.equal(kitchen.talks.length, rung, "the telephone does not ring for it");
  carrier.manner = "rings";
  town.begins();
  await town.runs(minute / 2 + 1000);
  const far = carrier.talk;
  const own = kitchen.talk;
  assert.equal(user(far), "+16135550177");
  assert.equal(kitchen.talks.length, rung + 1, "it rings now");
  const [alert = ""] = own.incoming?.request.lines("Alert-Info") ?? [];
  assert.match(alert, /dr7/, "with a ring of its own");
  own.lifts();
  await town.runs(500);
  const heard: number[] = [];
  for (let n = 0; n < 7; n++) {
    await town.runs(1000);
    heard.push(own.voice.lately(440) + own.voice.lately(480));
  }
  assert.ok(Math.max(...heard) > 0.9, "ringback");
  far.lifts();
  await town.runs(1000);
  own.voice.forget();
  far.voice.forget();
  await town.runs(1000);
  assert.ok(own.voice.share(1000) > 0.9 && far.voice.share(440) > 0.9);
  own.hangsUp();
  await town.runs(1000);
  golden(t, town, "repeatDialling");
  await town.runs(2 * minute);
  assert.equal(carrier.talk, far, "and that was that");
  await town.mustBeIdle();
});

test("the other lifts first: music, until the telephone is lifted", async () => {
  const { town, carrier, kitchen } = await repeating();
  carrier.manner = "rings";
  await town.runs(minute / 2 + 1000);
  const [far, own] = [carrier.talk, kitchen.talk];
  far.lifts();
  await town.runs(1000);
  far.voice.forget();
  await town.runs(2000);
  assert.ok(far.voice.level() > 0.005 && far.voice.share(440) < 0.2, "music");
  own.lifts();
  await town.runs(1000);
  own.voice.forget();
  far.voice.forget();
  await town.runs(1000);
  assert.ok(own.voice.share(1000) > 0.9 && far.voice.share(440) > 0.9);
  far.hangsUp();
  await town.mustBeIdle();
});

test("nobody lifts: the other is not kept ringing, and not called again", async () => {
  const { town, carrier, kitchen } = await repeating();
  carrier.manner = "rings";
  await town.runs(minute / 2 + 1000);
  const far = carrier.talk;
  await town.runs(2 * minute);
  assert.ok(far.isOver && kitchen.talk.isOver);
  assert.equal(carrier.talk, far);
  await town.mustBeIdle();
});

test("*86 ends it, and attempts in vain are not in the list of calls", async () => {
  const { town, carrier, kitchen } = await repeating();
  await town.runs(2 * minute);
  const off = await kitchen.calls("*86");
  await town.runs(1000);
  assert.ok(off.told.includes("accepted"));
  await town.runs(20_000);
  const tried = carrier.talks.length;
  await town.runs(3 * minute);
  assert.equal(carrier.talks.length, tried);
  assert.deepEqual(
    town.calls().map(({ record }) => record.to),
    ["*86", "6135550177", "6135550177"],
  );
  await town.mustBeIdle();
});

test("after half an hour it is given up", async () => {
  const { town, carrier } = await repeating();
  await town.runs(31 * minute);
  const tried = carrier.talks.length;
  assert.ok(tried > 50 && tried < 65, `${tried}`);
  await town.runs(5 * minute);
  assert.equal(carrier.talks.length, tried);
  await town.mustBeIdle();
});

test("while the telephone is in use, nobody is called for it", async () => {
  const { town, carrier, kitchen, study } = await repeating();
  const call = await kitchen.calls("study");
  await town.runs(1000);
  study.talk.lifts();
  const tried = carrier.talks.length;
  await town.runs(3 * minute);
  assert.equal(carrier.talks.length, tried);
  call.hangsUp();
  carrier.manner = "rings";
  await town.runs(minute);
  assert.ok(!kitchen.talk.isOver && kitchen.talk !== call, "now it rings");
  carrier.talk.hangsUp();
  await town.runs(3 * minute);
  assert.equal(carrier.talks.length, tried + 1, "who refuses then is not called again");
  await town.mustBeIdle();
});

test("*66 where the number is free is a call like any other; where it refuses, nothing is tried again", async () => {
  const { town, carrier, kitchen } = await household(settings);
  for (const manner of ["rings", { refuses: 603 }] as const) {
    await kitchen.calls("6135550177");
    await town.runs(1000);
    kitchen.talk.hangsUp();
    carrier.manner = manner;
    const call = await kitchen.calls("*66");
    await town.runs(1000);
    assert.equal(user(carrier.talk), "+16135550177");
    call.hangsUp();
    const { length } = carrier.talks;
    await town.runs(2 * minute);
    assert.equal(carrier.talks.length, length);
  }
  await town.mustBeIdle();
});
