import assert from "node:assert/strict";
import { test } from "node:test";
import { simulate } from "../../bench/simulate/simulate.ts";

const plan = { users: 500, registrations: 3000, calls: 3000, workers: 4, seed: 7 };

test("every call finds the device where it last registered, whatever was lost or came late", () => {
  const { registered, answered, astray, lost, stale, owned } = simulate(plan);
  assert.deepEqual(
    { registered, answered, astray },
    { registered: 3000, answered: 3000, astray: 0 },
  );
  assert.ok(lost > 0 && stale > 0);
  assert.equal(
    owned.reduce((a, b) => a + b),
    6000 + stale,
  );
  for (const one of owned) assert.ok(one > 1200 && one < 1800, `${one} of one worker`);
});
