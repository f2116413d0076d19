import assert from "node:assert/strict";
import { test } from "node:test";
import { handsetFrame } from "#web/live.ts";

const frames: readonly (readonly [text: string, frame: unknown])[] = [
  ['{"hook":"off"}', { hook: "off" }],
  ['{"hook":"on"}', { hook: "on" }],
  ['{"hook":"up"}', undefined],
  ['{"digit":"5"}', { digit: "5" }],
  ['{"digit":"*"}', { digit: "*" }],
  ['{"digit":"55"}', undefined],
  ['{"digit":5}', undefined],
  ['{"flash":true}', { flash: true }],
  ['{"offer":"v=0"}', { offer: "v=0" }],
  ["null", undefined],
  ["[]", undefined],
  ["{", undefined],
];

for (const [text, frame] of frames)
  test(`a handset's ${text} is ${frame === undefined ? "dropped" : "understood"}`, () =>
    assert.deepEqual(handsetFrame(text), frame));
