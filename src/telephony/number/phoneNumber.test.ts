import assert from "node:assert/strict";
import { test } from "node:test";
import { dialledAtHome } from "./phoneNumber.ts";

test("a number as it is dialled back at home: national, from abroad, or as it came", () => {
  for (const [number, country, dialled] of [
    ["+16135550142", "CA", "6135550142"],
    ["+16135550142", "US", "6135550142"],
    ["+442079460123", "US", "011442079460123"],
    ["+442079460123", "GB", "02079460123"],
    ["+16135550142", "GB", "0016135550142"],
    ["+442079460123", "BR", "+442079460123"],
    ["201", "GB", "201"],
    ["*98", "US", "*98"],
    ["+442079460123", "ZZ", "+442079460123"],
  ] as const)
    assert.equal(dialledAtHome(number, { country }), dialled, `${number} in ${country}`);
});
