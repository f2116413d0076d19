/** What is kept of a call when it is over: its messages for a while, and how each party was heard. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { hours } from "#kit/time.ts";
import { talking } from "./household.ts";

async function talked(more: object = {}) {
  const home = await talking(more);
  const { town, caller } = home;
  await town.runs(21_000);
  caller.hangsUp();
  await town.runs(3000);
  const [call] = town.calls();
  return { town, id: call?.record.id ?? "" };
}

test("a call's messages are kept without their secrets, and for a week", async () => {
  const { town, id } = await talked();
  const ladder = town.control.ladder(id);
  const invites = ladder?.rows.filter(({ text }) => text === "INVITE") ?? [];
  assert.equal(invites.length, 2);
  for (const { message = "" } of invites) assert.match(message, /^INVITE sip:.*\n.*SIP\/2\.0/s);
  const all = JSON.stringify(ladder);
  assert.doesNotMatch(all, /response=|inline:/);
  assert.deepEqual(ladder?.keeps, { messages: true, days: 7 });
  await town.runs(hours(24 * 7 + 1));
  const later = town.control.ladder(id);
  assert.equal(later?.rows.length, ladder?.rows.length, "the ladder itself stays");
  assert.ok(later?.rows.every(({ message }) => message === undefined));
});

test("where the owner does not wish it, no message is kept", async () => {
  const { town, id } = await talked({ ladders: { messages: false } });
  const ladder = town.control.ladder(id);
  assert.ok(ladder && ladder.rows.length > 6);
  assert.ok(ladder.rows.every(({ message }) => message === undefined));
});

test("where the owner does not wish it any more, those of before are gone too", async () => {
  const { town, id } = await talked();
  const kept = () => town.control.ladder(id)?.rows.filter(({ message }) => message !== undefined);
  assert.notDeepEqual(kept(), []);
  const { settings } = town.server.parts;
  await settings.change(
    (now) => ({ ...now, ladders: { ...now.ladders, messages: false } }),
    "test",
  );
  assert.deepEqual(kept(), []);
});

test("how each was heard is known for every few seconds of the talk", async () => {
  const { town, id } = await talked();
  const sounds = town.control.quality(id) ?? [];
  assert.deepEqual(sounds.map(({ leg }) => leg).sort(), ["carrier", "kitchen"]);
  for (const { leg, codec, samples } of sounds) {
    assert.ok(samples.length >= 4, `${leg}: ${samples.length}`);
    assert.ok(samples.every(({ lost, mos }) => lost === 0 && mos > 4));
    assert.notEqual(codec, undefined);
  }
});
