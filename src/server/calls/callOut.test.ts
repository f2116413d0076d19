import assert from "node:assert/strict";
import { test } from "node:test";
import { house } from "#telephony/settings/adasHouse.ts";
import { triedAs } from "./callOut.ts";

test("a call that is only tried shows whom it is tried as, and that it is a test", () => {
  const settings = house();
  assert.deepEqual(triedAs("+442079460123", settings), {
    number: "+442079460123",
    name: "Test: Margaret",
  });
  assert.equal(triedAs("+15550100", settings).name, "Test: +15550100");
});
