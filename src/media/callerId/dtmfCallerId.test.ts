import assert from "node:assert/strict";
import { test } from "node:test";
import { callerKeys, dtmfForms, keysTone } from "#media/callerId/dtmfCallerId.ts";
import type { CallerId } from "#media/callerId/message.ts";
import { inbandDetector } from "#media/dtmf/inbandDetector.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";

const [hidden, lost] = [{ absent: "private" }, { absent: "unavailable" }] as const;

for (const [form, call, keys] of [
  ["AC", { number: "+46 8 123 45" }, "A46812345C"],
  ["AC", { number: "5551234", redirecting: "5550000" }, "A5551234D5550000C"],
  ["AC", { number: hidden, redirecting: "5550000" }, "D5550000B10C"],
  ["AC", { number: hidden }, "B10C"],
  ["AC", { number: lost }, "B00C"],
  ["AC", { number: "alice" }, "B00C"],
  ["DC", { number: "5551234", redirecting: "5550000" }, "D5551234C"],
  ["DC", { number: hidden }, "B10C"],
  ["A#", { number: "12*34#56" }, "A123456#"],
  ["A#", { number: hidden }, "D1#"],
  ["A#", { number: lost }, "D3#"],
  ["AC", { number: "1".repeat(30) }, `A${"1".repeat(20)}C`],
] as const satisfies readonly [
  keyof typeof dtmfForms,
  Pick<CallerId, "number" | "redirecting">,
  string,
][])
  test(`${form}: ${JSON.stringify(call)} is sent as ${keys}`, () =>
    assert.equal(callerKeys(call, dtmfForms[form]), keys));

test("the codes of absence are the country's, or the owner's", () => {
  const form = { ...dtmfForms.AC, absent: { unavailable: "B00", private: "B01" } };
  assert.equal(callerKeys({ number: hidden }, form), "B01C");
});

test("every key is heard, the same one twice too, and the tone ends", () => {
  const keys = "A0011223344556677889D*#B10C";
  const generator = toneGenerator(keysTone(keys), 8000);
  const ear = inbandDetector(8000);
  const frame = new Int16Array(160);
  let [heard, frames] = ["", 0];
  for (; generator.fill(frame); frames++) heard += ear.hear(frame);
  assert.equal(heard, keys);
  assert.equal(frames, (keys.length * 140) / 20);
});
