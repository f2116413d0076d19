/** The house speaks a text into its telephones: `ringwise say "dinner is ready"`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ok } from "#kit/result.ts";
import { formatWav } from "#media/audio/wav.ts";
import type { Commands } from "#world/commands.ts";
import { doorHouse, friendTalks } from "./doorHouse.ts";
import { household, outcome, settingsOf } from "./household.ts";

/** A voice that says one second of 500 Hz, whatever it is given. */
const voice = (said: string[]): Commands => ({
  run: async ({ input }) => {
    said.push(new TextDecoder().decode(input));
    const samples = Int16Array.from(
      { length: 16_000 },
      (_, i) => 8000 * Math.sin((2 * Math.PI * 500 * i) / 16_000),
    );
    return ok(formatWav({ rate: 16_000, samples }));
  },
});

test("telephones answer by themselves and hear it, each from its beginning; then it is over", async () => {
  const said: string[] = [];
  const { town, kitchen, study } = await household(settingsOf([]), { commands: voice(said) });
  const begun = await town.control.announce({ text: "Dinner is ready" });
  assert.ok(begun.ok);
  await town.runs(500);
  assert.deepEqual(
    [kitchen, study].map(({ talk }) => talk.incoming?.request.lines("Answer-Mode")),
    [["Auto"], ["Auto"]],
  );
  assert.match(kitchen.talk.incoming?.request.lines("From")[0] ?? "", /^"?Announcement"? </);
  kitchen.talk.lifts();
  await town.runs(1200);
  kitchen.talk.voice.forget();
  await town.runs(400);
  assert.ok(kitchen.talk.voice.share(500) > 0.9, "the kitchen hears it");
  study.talk.lifts();
  await town.runs(1000);
  study.talk.voice.forget();
  await town.runs(500);
  assert.ok(study.talk.voice.share(500) > 0.9, "it is said again for the study");
  await town.runs(2000);
  assert.ok(kitchen.talk.isOver && study.talk.isOver);
  assert.deepEqual(outcome(town), ["answered", "kitchen over", "study over"]);
  assert.deepEqual(said, ["Dinner is ready"]);
  await town.mustBeIdle();
  assert.deepEqual(await town.disk.list("screened"), [], "what was said is not kept");
});

test("who is in a call hears it beside the other, who does not", async () => {
  const house = await doorHouse([], "kitchen", undefined, { commands: voice([]) });
  const { town, kitchen } = house;
  const friend = await friendTalks(house, () => kitchen.talk.lifts());
  assert.ok((await town.control.announce({ text: "Dinner", devices: ["kitchen"] })).ok);
  await town.runs(1000);
  kitchen.talk.voice.forget();
  friend.voice.forget();
  await town.runs(500);
  assert.ok(kitchen.talk.voice.share(500) > 0.2 && kitchen.talk.voice.share(800) > 0.2);
  assert.ok(friend.voice.share(500) < 0.1);
  await town.runs(3000);
  assert.equal(friend.isOver, false);
  friend.hangsUp();
  await town.mustBeIdle();
});

test("nobody lifts: it rings for a minute, nothing is left, and nobody has missed a call", async () => {
  const { town, kitchen } = await household(settingsOf([]), { commands: voice([]) });
  assert.ok((await town.control.announce({ text: "Dinner", devices: ["kitchen"] })).ok);
  const before = town.control.status().today;
  await town.runs(62_000);
  assert.ok(kitchen.talk.isOver);
  assert.equal(outcome(town)[0], "missed");
  assert.deepEqual([before, town.control.status().today], [{}, {}]);
  await town.mustBeIdle();
});

test("without a voice, a telephone or an open door nothing is said, and it is told why", async () => {
  const mute = await household(settingsOf([]));
  const why = async ({ town }: typeof mute, more: object = {}) => {
    const begun = await town.control.announce({ text: "Dinner", ...more });
    return begun.ok ? "" : begun.problem.code;
  };
  assert.equal(await why(mute), "speech.notInstalled");
  assert.equal(await why(mute, { devices: ["cellar"] }), "server.noDevice");
  mute.town.server.closeDoor();
  assert.equal(await why(mute), "server.closing");
  await mute.town.mustBeIdle();
});

test("when the door closes while the words are made, nobody is rung", async () => {
  const { town, kitchen } = await household(settingsOf([]), { commands: voice([]) });
  const begun = town.control.announce({ text: "Dinner", devices: ["kitchen"] });
  town.server.closeDoor();
  assert.ok((await begun).ok);
  await town.runs(2000);
  assert.equal(kitchen.talks.length, 0);
  assert.equal(outcome(town)[0], "rejected");
  await town.mustBeIdle();
});
