import assert from "node:assert/strict";
import { test } from "node:test";
import { portRanges } from "./portRanges.ts";

const rows: readonly (readonly [from: number, to: number, plain: string, browser: string])[] = [
  [16_384, 24_575, "16384-20479", "20480-24575"],
  [41_001, 49_999, "41002-45499", "45500-49999"],
  [20_000, 20_003, "20000-20001", "20002-20003"],
  [20_001, 20_006, "20002-20003", "20004-20006"],
];
for (const [from, to, plain, browser] of rows)
  test(`the media ports ${from} to ${to} in two`, () => {
    const ranges = portRanges({ from, to });
    assert.equal(`${ranges.plain.from}-${ranges.plain.to}`, plain);
    assert.equal(`${ranges.browser.first}-${ranges.browser.last}`, browser);
  });
