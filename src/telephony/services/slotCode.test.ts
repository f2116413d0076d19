import assert from "node:assert/strict";
import { test } from "node:test";
import { readCode } from "./readCode.ts";
import { slotCode } from "./slotCode.ts";

test("in every profile that has codes, what is shown takes just that parked call", () => {
  for (const profile of ["nanp", "spa", "freepbx", "etsi"] as const)
    assert.deepEqual(readCode(slotCode(7, profile) ?? "", profile), { is: "parked", slot: 7 });
  assert.equal(slotCode(7, "none"), undefined);
});
