import assert from "node:assert/strict";
import { test } from "node:test";
import { ageOf, kindOf, nameFor, sizeOf } from "./file.ts";

const sizes = [
  [0, 0, "kB"],
  [1234, 1.2, "kB"],
  [99_400, 99, "kB"],
  [999_400, 999, "kB"],
  [999_600, 1, "MB"],
  [48_200_000, 48, "MB"],
  [7_250_000_000, 7.3, "GB"],
  [5e15, 5_000_000, "GB"],
] as const;
for (const [bytes, n, unit] of sizes)
  test(`${bytes} bytes are ${n} ${unit}`, () => assert.deepEqual(sizeOf(bytes), { n, unit }));

const ages = [
  [-5, 0, "now"],
  [61_000, 1, "minutes"],
  [7_199_000, 1, "hours"],
  [3 * 86_400_000, 3, "days"],
] as const;
for (const [ms, n, unit] of ages)
  test(`${ms} ms ago is ${n} ${unit}`, () => assert.deepEqual(ageOf(ms), { n, unit }));

const server = /^[A-Za-z0-9][\w.-]{0,99}\.backup$/;
const names = [
  ["ringwise-20261124T033000.backup", "ringwise-20261124T033000.backup"],
  ["Ada's house (1).backup", "Ada-s-house-1.backup"],
  ["kept", "kept-2.backup"],
  ["../../etc/passwd", "etc-passwd.backup"],
  ["zuhause–März.BACKUP", "zuhause-M-rz.backup"],
  ["___", "brought.backup"],
  ["x".repeat(300), `${"x".repeat(80)}.backup`],
] as const;
for (const [file, name] of names)
  test(`brought as ${name}: ${file.slice(0, 40)}`, () => {
    assert.equal(nameFor(file, ["kept.backup"]), name);
    assert.match(name, server);
  });

test("why a backup is there is told by its name", () => {
  assert.equal(kindOf("nightly-20261124T033000.backup"), "nightly");
  assert.equal(kindOf("ringwise-20261124T033000.backup"), "made");
  assert.equal(kindOf("nightly-of-mine.backup"), "brought");
});
