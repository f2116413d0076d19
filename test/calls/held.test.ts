import assert from "node:assert/strict";
import { test } from "node:test";
import { formatWav } from "#media/audio/wav.ts";
import { hearEachOther } from "./hearEachOther.ts";
import { golden, talking } from "./household.ts";

test("the telephone holds the call: the caller hears music, then the person again", async (t) => {
  const { town, caller, desk } = await talking();
  desk.holds();
  await town.runs(1000);
  caller.voice.forget();
  const before = desk.voice.packets;
  await town.runs(3000);
  assert.equal(caller.voice.share(440), 0, "not the person");
  assert.ok(caller.voice.level() > 0.005, `but something: ${caller.voice.level()}`);
  assert.equal(desk.voice.packets, before, "nothing is sent to who holds");
  desk.resumes();
  await town.runs(1000);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
  caller.hangsUp();
  await town.runs(1000);
  golden(t, town, "heldByTelephone");
  await town.mustBeIdle();
});

test("with `held: silence` the party hears nothing at all, and the person again", async () => {
  const { town, caller, desk } = await talking({ services: { held: "silence" } });
  desk.holds();
  await town.runs(1000);
  caller.voice.forget();
  await town.runs(2000);
  assert.ok(caller.voice.level() < 0.001, `silence: ${caller.voice.level()}`);
  desk.resumes();
  await town.runs(1000);
  caller.voice.forget();
  await town.runs(1000);
  assert.ok(caller.voice.share(440) > 0.9);
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("with `held: greeting:NAME` the party hears that recording over and over; gone, our music", async () => {
  const { town, caller, desk } = await talking({ services: { held: "greeting:waltz" } });
  const rate = 8000;
  const samples = Int16Array.from({ length: rate }, (_, i) =>
    Math.round(6000 * Math.sin((2 * Math.PI * 700 * i) / rate)),
  );
  const { greetings } = town.server.voicemail;
  assert.ok((await greetings.put("waltz", formatWav({ rate, samples }))).ok);
  desk.holds();
  await town.runs(5000);
  caller.voice.forget();
  await town.runs(2000);
  assert.ok(caller.voice.share(700) > 0.9, "a recording of one second, in its sixth and seventh");
  desk.resumes();
  await town.runs(1000);
  assert.ok((await greetings.remove("waltz")).ok);
  desk.holds();
  await town.runs(1000);
  caller.voice.forget();
  await town.runs(2000);
  assert.ok(caller.voice.level() > 0.005 && caller.voice.share(700) < 0.5, "our music");
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("an account that wants to know is told by a re-INVITE that its party is held, and no longer", async (t) => {
  const carrier = { id: "carrier", kind: "carrier", server: "192.0.2.10", transport: "udp" };
  const { town, caller, desk } = await talking({
    accounts: [{ ...carrier, register: false, holdBy: "reinvite" }],
  });
  desk.holds();
  await town.runs(1000);
  caller.voice.forget();
  await town.runs(2000);
  assert.ok(caller.voice.level() > 0.005, "music, by a stream that only we send");
  desk.resumes();
  await town.runs(1000);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
  caller.hangsUp();
  await town.runs(1000);
  golden(t, town, "heldByReinvite");
  await town.mustBeIdle();
});

test("the caller's own music is heard; who holds in silence leaves the telephone ours", async () => {
  const { town, caller, desk } = await talking();
  caller.holds();
  await town.runs(1000);
  desk.voice.forget();
  await town.runs(1000);
  assert.ok(desk.voice.share(1000) > 0.9, "what the far side plays");
  caller.holds("inactive");
  await town.runs(1000);
  desk.voice.forget();
  await town.runs(2000);
  assert.ok(desk.voice.share(1000) < 0.1);
  assert.ok(desk.voice.level() > 0.005, "our music");
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("the caller holds the call: the telephone hears what the caller sends, and is heard again", async (t) => {
  const { town, caller, desk } = await talking();
  caller.holds();
  await town.runs(1000);
  const before = caller.voice.packets;
  await town.runs(1000);
  assert.ok(caller.voice.packets - before <= 1, "nothing is sent to who holds");
  caller.resumes();
  await town.runs(1000);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
  desk.hangsUp();
  await town.runs(1000);
  golden(t, town, "heldByCaller");
  await town.mustBeIdle();
});

test("both hold at once: neither offer is lost", async () => {
  const { town, caller, desk } = await talking();
  caller.holds();
  desk.holds();
  await town.runs(8000);
  assert.ok(caller.told.includes("answered") && desk.told.includes("answered"));
  caller.resumes();
  desk.resumes();
  await town.runs(8000);
  caller.voice.forget();
  desk.voice.forget();
  await town.runs(1000);
  assert.ok(caller.voice.share(440) > 0.9 && desk.voice.share(1000) > 0.9);
  caller.hangsUp();
  await town.mustBeIdle();
});

test("keys pressed at one end arrive at the other as events, once each", async () => {
  const { town, caller, desk } = await talking();
  caller.voice.press(5);
  await town.runs(300);
  desk.voice.press(11);
  await town.runs(1000);
  assert.deepEqual([desk.voice.keys, caller.voice.keys], [[5], [11]]);
  caller.hangsUp();
  await town.mustBeIdle();
});
