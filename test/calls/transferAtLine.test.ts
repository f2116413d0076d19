/** A line gives its two parties to each other: whoever hangs up, they go on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Talk } from "../phones/talk.ts";
import { hearEachOther } from "./hearEachOther.ts";
import { golden, number } from "./household.ts";
import { does, type LineHome, lineHome } from "./lineHome.ts";

/** The caller is held, and the other one is rung, or has lifted. */
async function consulting(services: object, lifts: boolean) {
  const home = await lineHome(services);
  const { town, carrier, other, set } = home;
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(6000);
  set.lift();
  await town.runs(1000);
  await does(
    home,
    () => set.flash(500),
    () => set.press("6135550199"),
  );
  await town.runs(2000);
  const third = other.talk;
  if (lifts) third.lifts();
  await town.runs(2000);
  town.begins();
  return { ...home, home, caller, third };
}

const talkToEachOther = ({ town }: LineHome, caller: Talk, third: Talk): Promise<void> =>
  hearEachOther(town, { talk: caller, says: 1000 }, { talk: third, says: 600 });

/** Both tones of it, within a cadence. */
async function hearsRingback({ town }: LineHome, caller: Talk): Promise<boolean> {
  const seconds: number[] = [];
  for (let n = 0; n < 7; n++) {
    await town.runs(1000);
    seconds.push(caller.voice.lately(440) + caller.voice.lately(480));
  }
  return Math.max(...seconds) > 0.9 && Math.min(...seconds) < 0.1;
}

/** Both calls keep their record, and say which call they were put through to. */
function recordsOf({ town }: LineHome) {
  const [out, into] = town.calls().map(({ record }) => record);
  assert.ok(out && into);
  assert.equal(out.transferred, into.id);
  assert.equal(into.transferred, out.id);
  return [into.outcome, out.outcome];
}

test("hanging up on two parties puts them through, where the owner wishes so", async (t) => {
  const { home, town, caller, third, set } = await consulting({ transferOnHook: true }, true);
  set.hangUp();
  await town.runs(2000);
  await talkToEachOther(home, caller, third);
  assert.equal(town.server.telephones.state("kitchen"), "idle");
  third.hangsUp();
  await town.runs(2000);
  assert.ok(caller.isOver);
  assert.deepEqual(recordsOf(home), ["answered", "answered"]);
  golden(t, town, "transferOnHook");
  await town.mustBeIdle();
});

test("without that wish hanging up ends the one and rings back with the other", async () => {
  const { town, caller, third, set } = await consulting({}, true);
  set.hangUp();
  await town.runs(3000);
  assert.ok(third.isOver && !caller.isOver);
  assert.ok(set.isRinging || set.ringCadence !== "");
  caller.hangsUp();
  await town.runs(2000);
  await town.mustBeIdle();
});

test("R4: both are put through, and the line may call anew while they talk", async () => {
  const { home, town, caller, third, set } = await consulting({ starCodes: "etsi" }, true);
  set.flash(500);
  await town.runs(1000);
  await does(home, () => set.press("4"));
  await talkToEachOther(home, caller, third);
  assert.ok(home.level(500) < 0.01, "the kitchen hears nobody");
  set.hangUp();
  await town.runs(2000);
  set.lift();
  await town.runs(2000);
  assert.ok(home.share(350, 500) > 0.3, "dial tone");
  set.hangUp();
  await talkToEachOther(home, caller, third);
  caller.hangsUp();
  await town.runs(2000);
  assert.ok(third.isOver);
  await town.mustBeIdle();
});

test("all three: hanging up leaves the two together", async () => {
  const { home, town, caller, third, set } = await consulting({ transferOnHook: true }, true);
  await does(home, () => set.flash(500));
  set.hangUp();
  await town.runs(2000);
  await talkToEachOther(home, caller, third);
  caller.hangsUp();
  await town.runs(2000);
  assert.ok(third.isOver);
  await town.mustBeIdle();
});

test("put through while it rings: the caller hears ringing, then the one who lifts", async () => {
  const { home, town, caller, third, set } = await consulting({ transferOnHook: true }, false);
  set.hangUp();
  await town.runs(500);
  assert.ok(await hearsRingback(home, caller));
  third.lifts();
  await town.runs(1000);
  await talkToEachOther(home, caller, third);
  caller.hangsUp();
  await town.runs(2000);
  assert.deepEqual(recordsOf(home), ["answered", "answered"]);
  await town.mustBeIdle();
});

test("the third refuses: the telephone rings with the caller, who hears music until it is lifted", async (t) => {
  const { home, town, caller, third, set } = await consulting({ transferOnHook: true }, false);
  set.hangUp();
  await town.runs(2000);
  home.noticed();
  third.refuses(486);
  await town.runs(500);
  caller.voice.forget();
  await town.runs(11_000);
  assert.ok(home.noticed().includes("ringBegan"));
  assert.ok(caller.voice.level() > 0.005 && caller.voice.share(600) < 0.1, "music");
  set.lift();
  await town.runs(1500);
  caller.voice.forget();
  await town.runs(1000);
  assert.ok(home.share(1000, 500) > 0.9, "the caller is back");
  caller.hangsUp();
  await town.runs(2000);
  set.hangUp();
  await town.runs(2000);
  const into = town.calls().at(-1)?.record;
  assert.deepEqual(
    into?.legs.map(({ target, cause }) => [target, cause?.kind]),
    [
      ["kitchen", "busy"],
      ["kitchen", "normal"],
    ],
  );
  golden(t, town, "transferRecalled");
  await town.mustBeIdle();
});

test("nobody lifts for the caller who came back: after a minute it is over", async () => {
  const { town, caller, third, set } = await consulting({ transferOnHook: true }, false);
  set.hangUp();
  await town.runs(2000);
  third.refuses(486);
  await town.runs(63_000);
  assert.ok(caller.isOver);
  assert.ok(!set.isRinging);
  await town.mustBeIdle();
});

test("the caller gives up while the third is rung: the ringing stops", async () => {
  const { town, caller, third, set } = await consulting({ transferOnHook: true }, false);
  set.hangUp();
  await town.runs(2000);
  caller.hangsUp();
  await town.runs(2000);
  assert.ok(third.isOver);
  assert.ok(!set.isRinging);
  await town.mustBeIdle();
});

test("one of the two holds: the other hears its music, or ours when it plays none", async () => {
  const { home, town, caller, third, set } = await consulting({ transferOnHook: true }, true);
  set.hangUp();
  await town.runs(1000);
  third.holds();
  await town.runs(1000);
  caller.voice.forget();
  await town.runs(1000);
  assert.ok(caller.voice.share(600) > 0.9, "theirs, through the bridge");
  third.holds("inactive");
  await town.runs(1000);
  caller.voice.forget();
  await town.runs(3000);
  assert.ok(caller.voice.level() > 0.005 && caller.voice.share(600) < 0.1, "ours");
  third.resumes();
  await town.runs(1000);
  await talkToEachOther(home, caller, third);
  caller.hangsUp();
  await town.mustBeIdle();
});

test("the third hangs up in the moment of the transfer: nobody is left in the air", async () => {
  const { town, caller, third, set } = await consulting({ transferOnHook: true }, true);
  third.hangsUp();
  set.hangUp();
  await town.runs(5000);
  caller.hangsUp();
  await town.runs(2000);
  assert.ok(caller.isOver && third.isOver);
  await town.mustBeIdle();
});

test("spa *98: a tone confirms, and the caller hears the other rung", async () => {
  const home = await lineHome({ starCodes: "spa" });
  const { town, carrier, other, set } = home;
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(6000);
  await does(
    home,
    () => set.lift(),
    () => set.flash(500),
    () => set.press("*986135550199"),
  );
  await town.runs(2500);
  const third = other.talk;
  set.hangUp();
  await town.runs(1000);
  third.lifts();
  await town.runs(1000);
  await talkToEachOther(home, caller, third);
  caller.hangsUp();
  await town.runs(2000);
  await town.mustBeIdle();
});
