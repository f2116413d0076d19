import assert from "node:assert/strict";
import { test } from "node:test";
import { wishOf } from "./stopping.ts";

for (const [what, now, first, wish] of [
  ["the first signal lets calls end", 5000, undefined, "drain"],
  ["Ctrl-C that npm passes on is the same wish", 5003, 5000, "echo"],
  ["a second one does not wait for calls", 7000, 5000, "hurry"],
] as const)
  test(what, () => assert.equal(wishOf(now, first), wish));
