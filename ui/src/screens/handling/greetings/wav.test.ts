import assert from "node:assert/strict";
import { test } from "node:test";
import { wavOf } from "./wav.ts";

test("what the browser records is a WAV file of one channel, and what is too loud is cut", () => {
  const file = Buffer.from(wavOf(Float32Array.of(0, 0.5, -0.5, 1.2, -1.2), 16_000));
  assert.equal(file.toString("latin1", 0, 4), "RIFF");
  assert.equal(file.toString("latin1", 8, 16), "WAVEfmt ");
  assert.equal(file.readUInt32LE(4), file.length - 8);
  assert.deepEqual([file.readUInt16LE(20), file.readUInt16LE(22)], [1, 1]);
  assert.deepEqual([file.readUInt32LE(24), file.readUInt32LE(40)], [16_000, 10]);
  const samples = [0, 1, 2, 3, 4].map((i) => file.readInt16LE(44 + 2 * i));
  assert.deepEqual(samples, [0, 16_384, -16_383, 32_767, -32_767]);
});
