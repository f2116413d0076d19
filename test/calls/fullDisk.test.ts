import assert from "node:assert/strict";
import { test } from "node:test";
import type { Town } from "../phones/town.ts";
import { bothRing, household, number, settingsOf } from "./household.ts";

const recordings = async (town: Town): Promise<readonly string[]> =>
  (await town.disk.list("")).filter((name) => name.endsWith(".wav"));

const toMailbox = [{ do: "mailbox" }];

test("the disk is full: telephones ring, people talk, and the trouble is told until there is room", async () => {
  const { town, carrier, kitchen } = await household(settingsOf([bothRing]));
  const { store } = town.server.parts;
  town.disk.full = true;
  const call = await carrier.calls(number);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(2000);
  assert.ok(kitchen.talk.voice.share(1000) > 0.9, "the kitchen hears the caller");
  assert.ok(call.voice.share(440) > 0.9, "the caller hears the kitchen");
  call.hangsUp();
  await town.runs(1000);
  const trouble = store.trouble();
  assert.equal(trouble.ok ? "" : trouble.problem.code, "store.full");
  town.disk.full = false;
  const again = await carrier.calls(number);
  await town.runs(1000);
  again.hangsUp();
  await town.runs(10_000);
  assert.equal(store.trouble().ok, true);
  assert.equal(town.calls()[0]?.record.outcome, "missed");
  await town.mustBeIdle();
});

test("the disk is full: no message is half-written, and the caller is not left in silence", async () => {
  const { town, carrier } = await household(settingsOf(toMailbox));
  town.disk.full = true;
  const call = await carrier.calls(number);
  await town.runs(60_000);
  assert.ok(call.isOver, "the mailbox has ended the call");
  assert.deepEqual(town.server.messages.all(), []);
  assert.deepEqual(await recordings(town), []);
  await town.mustBeIdle();
});

test("the disk fills up in the midst of a message: what was said so far is kept", async () => {
  const { town, carrier } = await household(settingsOf(toMailbox));
  const call = await carrier.calls(number);
  await town.runs(20_000);
  town.disk.full = true;
  await town.runs(5000);
  assert.deepEqual(town.server.messages.all(), []);
  town.disk.full = false;
  call.hangsUp();
  await town.runs(1000);
  const next = await carrier.calls(number);
  await town.runs(20_000);
  const [message, ...others] = town.server.messages.all();
  assert.deepEqual(others, [], "the second is still being left");
  next.hangsUp();
  await town.runs(3000);
  assert.ok(message, "there is a message");
  const file = (await recordings(town)).find((name) => name.includes(message.id));
  const read = await town.disk.read(file ?? "");
  assert.ok(read.ok);
  const bytes = read.value.length - 44;
  assert.equal(bytes / 16, message.lengthMs);
  assert.ok(message.lengthMs > 5000, `${message.lengthMs} ms`);
  await town.mustBeIdle();
});
