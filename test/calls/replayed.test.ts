import assert from "node:assert/strict";
import { test } from "node:test";
import { replayed } from "#server/calls/replay.ts";
import { validate } from "#telephony/settings/validate.ts";
import { household, ring, settingsOf } from "./household.ts";

/* What is kept with a call is enough to decide it again. */

const mailbox = { do: "mailbox" };
const isTalking = { is: "device", device: "kitchen", state: "busy" };
const rules = [
  { id: "talking", name: "Who is talking", when: isTalking, then: [mailbox] },
  { id: "all", name: "Everyone", when: { is: "always" }, then: [ring("kitchen")] },
];

test("each call of an evening is decided again as it was, and otherwise by other rules", async () => {
  const { town, carrier, kitchen } = await household(settingsOf([], { rules }));
  const first = await carrier.calls("+16135550142");
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  const second = await carrier.calls("+16135550142"); // finds the kitchen busy
  await town.runs(1000);
  second.hangsUp();
  first.hangsUp();
  await town.runs(1000);
  const out = await kitchen.calls("6135550177");
  await town.runs(1000);
  out.hangsUp();
  await town.runs(1000);
  const records = town.calls().map(({ record }) => record);
  const differs = (settings: unknown): readonly (boolean | undefined)[] => {
    const read = validate(settings);
    assert.ok(read.ok);
    return records.map((record) => replayed(record, read.value)?.differs);
  };
  assert.deepEqual(differs(settingsOf([], { rules })), [false, false, false]);
  assert.deepEqual(differs(settingsOf([mailbox])), [false, false, true], "newest first");
  assert.ok(!JSON.stringify(town.server.book.page(undefined, 9)).includes("given"));
  await town.mustBeIdle();
});
