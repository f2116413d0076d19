import assert from "node:assert/strict";
import { test } from "node:test";
import { rangeIn } from "./sendAudio.ts";

const ranges: readonly (readonly [asked: string, ReturnType<typeof rangeIn>])[] = [
  ["bytes=0-", [0, 99]],
  ["bytes=10-19", [10, 19]],
  ["bytes=90-1000", [90, 99]],
  ["bytes=-10", [90, 99]],
  ["bytes=-1000", [0, 99]],
  ["bytes=100-", "none"],
  ["bytes=-0", "none"],
  ["bytes=20-10", undefined],
  ["bytes=0-1,5-6", undefined],
  ["bytes=-", undefined],
  ["seconds=0-1", undefined],
  ["bytes=0-99999999999999999999", undefined],
];
for (const [asked, wanted] of ranges)
  test(`of a hundred octets, ${asked}`, () => assert.deepEqual(rangeIn(asked, 100), wanted));

test("of nothing there is no part", () => assert.equal(rangeIn("bytes=0-", 0), "none"));
