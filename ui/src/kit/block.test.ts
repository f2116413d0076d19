import assert from "node:assert/strict";
import { test } from "node:test";
import { withBlocked } from "./block.ts";

const owner = { country: "CA", areaCode: "613" };

test("a stranger is blocked by number, once", () => {
  const once = withBlocked({ owner, callers: { allow: ["+1"] } }, "+18335550190");
  assert.deepEqual(once["callers"], { allow: ["+1"], block: ["+18335550190"] });
  assert.deepEqual(withBlocked(once, "+18335550190"), once);
});

test("who is known is blocked by name, however the number is written", () => {
  const people = [
    { id: "luis", numbers: ["613 555 0133"], groups: ["family"] },
    { id: "anna", numbers: ["613 555 0134"] },
  ];
  const { people: now, callers } = withBlocked({ owner, people }, "+16135550133");
  assert.deepEqual(now?.[0]?.groups, ["family", "blocked"]);
  assert.equal(now?.[1], people[1]);
  assert.equal(callers, undefined);
});
