import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import type { CallState } from "./call.ts";
import { earsOf } from "./ears.ts";
import type { CallId, LegId } from "./leg.ts";

test("the echo's listener hears the echo's beep and itself", () => {
  const [a, b] = ["c.a" as LegId, "c.b1" as LegId];
  const call: CallState = {
    about: { id: "c" as CallId, direction: "out", from: {}, to: "echo", began: wallTime(0) },
    seats: [
      { leg: a, target: { to: "caller" }, phase: "answered" },
      { leg: b, target: { to: "echo" }, phase: "answered" },
    ],
    name: "joined",
    members: [a, b],
    holders: [],
    answered: wallTime(0),
  };
  assert.deepEqual(earsOf(call)[0], { listener: a, speakers: [b, a] });
});
