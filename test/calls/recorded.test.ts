/** Calls that are recorded: everybody is told first, and what was said lies in a file that is whole. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseWav } from "#media/audio/wav.ts";
import type { CallId } from "#telephony/call/leg.ts";
import { heardIn } from "../phones/tone.ts";
import type { Town } from "../phones/town.ts";
import { hearEachOther } from "./hearEachOther.ts";
import { household, number, ring, settingsOf } from "./household.ts";

async function talking(more: object = {}) {
  const home = await household(settingsOf([ring("kitchen")], more));
  const { town, carrier, kitchen } = home;
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  const desk = kitchen.talk;
  desk.lifts();
  await town.runs(1000);
  const id = town.server.book.live()[0]?.id as CallId;
  return { ...home, caller, desk, id };
}

/** What lies in the file of that recording, or what a program gets of it. */
async function fileOf(town: Town, id: string | undefined) {
  const audio = await town.control.recordings.audio(id ?? "");
  assert.ok(audio.ok);
  const wav = parseWav(audio.value);
  assert.ok(wav.ok);
  return heardIn(
    Array.from(wav.value.samples, (sample) => sample / 32_768),
    wav.value.rate,
  );
}

test("both hear that it is recorded, then each other; the file has both, and the record names it", async () => {
  const { town, caller, desk, id } = await talking();
  caller.voice.forget();
  desk.voice.forget();
  assert.ok(town.control.inHand.record(id, true).ok);
  await town.runs(1500);
  assert.equal(town.control.call(id)?.recording, true);
  for (const [talk, other] of [
    [caller, 440],
    [desk, 1000],
  ] as const)
    assert.ok(talk.voice.lately(other) < 0.99, "the announcement is heard besides");
  await town.runs(6000);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
  await town.runs(4000);
  caller.hangsUp();
  await town.runs(2000);
  const [call] = town.calls();
  const [recording] = call?.record.recordings ?? [];
  const heard = await fileOf(town, recording);
  assert.ok(heard.seconds > 6 && heard.seconds < 14, `${heard.seconds}`);
  assert.ok(heard.lately(440) > 0.2 && heard.lately(1000) > 0.2, "both voices");
  const { items } = town.control.recordings.page(undefined, 10);
  assert.deepEqual(
    items.map((one) => [one.id, one.call, one.from.number]),
    [[recording, id, "+16135550177"]],
  );
  assert.ok((await town.control.recordings.delete(recording ?? "")).ok);
  assert.deepEqual(town.control.recordings.page(undefined, 10).items, []);
  await town.mustBeIdle();
});

test("by *44 while the caller is held: it begins when they are back, and *45 ends it", async () => {
  const { town, kitchen, caller, desk } = await talking();
  desk.holds();
  await town.runs(500);
  const on = await kitchen.calls("*44");
  await town.runs(9000);
  if (!on.isOver) on.hangsUp();
  assert.equal(town.server.recordings.isFull(), false);
  assert.deepEqual(
    town.server.calls.states().flatMap((s) => (s.name === "joined" ? (s.recorder ?? []) : [])),
    [],
  );
  desk.resumes();
  await town.runs(8000);
  desk.holds();
  await town.runs(500);
  const off = await kitchen.calls("*45");
  await town.runs(9000);
  if (!off.isOver) off.hangsUp();
  assert.equal(town.control.recordings.page(undefined, 10).items.length, 1, "kept already");
  caller.hangsUp();
  await town.runs(1000);
  assert.equal(town.calls().at(-1)?.record.recordings?.length, 1);
  await town.mustBeIdle();
});

test("ended before all was said: nothing is recorded", async () => {
  const { town, caller, id } = await talking();
  assert.ok(town.control.inHand.record(id, true).ok);
  await town.runs(700);
  caller.hangsUp();
  await town.runs(2000);
  assert.deepEqual(town.control.recordings.page(undefined, 10).items, []);
  assert.equal(town.calls()[0]?.record.recordings, undefined);
  await town.mustBeIdle();
});

test("it ends by its limit, and the call goes on", async () => {
  const { town, caller, desk, id } = await talking({ recording: { maxMinutes: 1 } });
  assert.ok(town.control.inHand.record(id, true).ok);
  await town.runs(70_000);
  assert.equal(town.control.call(id)?.recording, undefined);
  const [recording] = town.control.recordings.page(undefined, 10).items;
  assert.equal(recording?.lengthMs, 60_000);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
  desk.hangsUp();
  await town.mustBeIdle();
});

test("parked, it is recorded no longer; a beep is heard where it is wished; off is off", async () => {
  const { town, caller, desk, id } = await talking({ recording: { beep: true } });
  assert.ok(town.control.inHand.record(id, true).ok);
  await town.runs(10_000);
  assert.ok(town.control.inHand.park(id).ok);
  await town.runs(2000);
  assert.equal(town.control.recordings.page(undefined, 10).items.length, 1);
  assert.ok(desk.isOver);
  assert.ok(!town.control.inHand.record(id, true).ok);
  caller.hangsUp();
  await town.runs(1000);
  assert.equal(town.calls().at(-1)?.record.recordings?.length, 1);
  await town.mustBeIdle();
});

test("a conference is recorded with all who are in it", async () => {
  const { town, study, caller, desk, id } = await talking();
  const inside = await study.calls("*89");
  await town.runs(500);
  assert.ok(town.control.inHand.join(id, { room: "conference" }).ok);
  await town.runs(500);
  assert.ok(town.control.inHand.record(id, true).ok);
  await town.runs(10_000);
  caller.hangsUp();
  desk.hangsUp();
  inside.hangsUp();
  await town.runs(2000);
  const [one] = town.control.recordings.page(undefined, 10).items;
  const heard = await fileOf(town, one?.id);
  assert.ok(heard.seconds > 5);
  await town.mustBeIdle();
});

test("not allowed, and in a call for help: refused", async () => {
  const { town, caller, id } = await talking({ recording: { enabled: false } });
  assert.ok(!town.control.inHand.record(id, true).ok);
  caller.hangsUp();
  await town.mustBeIdle();
});
