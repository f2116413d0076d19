import assert from "node:assert/strict";
import { test } from "node:test";
import { trialOf } from "./trialOf.ts";

test("the call of a warning is asked for by its person, its day and the owner's clock", () => {
  const people = [{ id: "margaret", numbers: ["+442079460123"] }];
  const at = "2026-11-27T14:28:00-05:00";
  const asked = (from: string) => trialOf({ from, at }, people, "America/Toronto");
  assert.deepEqual(asked("+442079460123"), { who: "margaret", day: "fri", clock: "14:28" });
  assert.equal(asked("hidden").who, "hidden");
  assert.equal(asked("+12025550187").who, "unknown");
  assert.equal(trialOf({ from: "hidden", at }, [], "Europe/Berlin").clock, "20:28");
});
