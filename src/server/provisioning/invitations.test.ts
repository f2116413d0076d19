import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import { seededRandom } from "#world/sim/seededRandom.ts";
import { Invitations } from "./invitations.ts";

function desk() {
  let now = 0;
  const invitations = new Invitations({ random: seededRandom(1), now: () => wallTime(now) });
  return {
    invitations,
    passes: (ms: number): void => {
      now += ms;
    },
  };
}

test("an invitation is taken once", () => {
  const { invitations } = desk();
  const { token } = invitations.make("mobile");
  assert.match(token, /^[0-9a-f]{32}$/);
  assert.equal(invitations.take("0".repeat(32)), undefined);
  assert.equal(invitations.take(token), "mobile");
  assert.equal(invitations.take(token), undefined);
});

test("it is good for ten minutes, and another takes its place", () => {
  const { invitations, passes } = desk();
  const first = invitations.make("mobile");
  const second = invitations.make("mobile");
  assert.equal(invitations.take(first.token), undefined);
  passes(600_000);
  assert.equal(invitations.take(second.token), undefined);
});
