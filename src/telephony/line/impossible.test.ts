import assert from "node:assert/strict";
import { test } from "node:test";
import { impossible } from "./impossible.ts";
import type { LineSense, LineState } from "./line.ts";

const senses: readonly LineSense[] = [
  { on: "offHook" },
  { on: "onHook" },
  { on: "flash" },
  { on: "digit", digit: "5", by: "audio" },
];
const call = { leg: "in1.b1" as never, party: {} };
const onHook: readonly LineState[] = [{ name: "idle" }, { name: "ringing", call }];
const lifted: readonly LineState[] = [
  { name: "dialTone" },
  { name: "talking", call },
  { name: "reorder" },
  { name: "lockout" },
];

for (const state of onHook)
  test(`${state.name}: a handset on its hook can be lifted, and nothing else`, () =>
    assert.deepEqual(
      senses.map((sense) => impossible(state, sense)),
      [undefined, "on hook twice", "flash while on hook", "digit while on hook"],
    ));

for (const state of lifted)
  test(`${state.name}: a lifted handset cannot be lifted`, () =>
    assert.deepEqual(
      senses.map((sense) => impossible(state, sense)),
      ["off hook twice", undefined, undefined, undefined],
    ));
