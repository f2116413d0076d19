import assert from "node:assert/strict";
import { test } from "node:test";
import { household, ring, settingsOf } from "./household.ts";

const settings = settingsOf([ring("kitchen")]);

test("while the server closes nobody new comes in, and who talks may go on", async () => {
  const { town, carrier, kitchen } = await household(settings);
  const call = await carrier.calls("+16135550142");
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  town.server.closeDoor();
  const late = await carrier.calls("+16135550142");
  await town.runs(1000);
  assert.deepEqual(late.told, ["refused 503", "over refused"]);
  assert.equal(late.retryAfter, "30");
  await town.runs(60_000);
  assert.ok(call.voice.share(440) > 0.9 && kitchen.talk.voice.share(1000) > 0.9);
  call.hangsUp();
  await town.mustBeIdle();
});

test("while the server closes a telephone's call is refused, with its reason, but for a call for help", async () => {
  const { town, carrier, kitchen } = await household(settings);
  town.server.closeDoor();
  const call = await kitchen.calls("6135550177");
  await town.runs(1000);
  assert.deepEqual([call.told.slice(-2), call.retryAfter], [["refused 503", "over refused"], "30"]);
  assert.deepEqual(carrier.talks, []);
  const [kept] = town.calls();
  assert.deepEqual(
    kept?.record.decision?.because.map(({ code }) => code),
    ["server.closing"],
  );
  const help = await kitchen.calls("911");
  await town.runs(1000);
  carrier.talk.lifts();
  await town.runs(1000);
  assert.ok(help.voice.share(1000) > 0.9);
  help.hangsUp();
  await town.mustBeIdle();
});
