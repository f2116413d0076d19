import assert from "node:assert/strict";
import { test } from "node:test";
import { causeOfReason, causeOfStatus, reasonOf, statusOf } from "#server/causes.ts";
import { because, type CauseKind } from "#telephony/call/leg.ts";

const promised: readonly (readonly [cause: CauseKind, status: number])[] = [
  ["busy", 486],
  ["rejected", 603],
  ["quiet", 480],
  ["anonymousRefused", 433],
  ["noAnswer", 480],
  ["unknown", 404],
  ["limit", 503],
  ["unreachable", 480],
  ["loop", 482],
];
for (const [cause, status] of promised)
  test(`a caller who meets ${cause} is told ${status}`, () =>
    assert.equal(statusOf(because(cause)), status));

const understood: readonly (readonly [status: number, cause: CauseKind])[] = [
  [302, "redirected"],
  [404, "unknown"],
  [408, "noResponse"],
  [486, "busy"],
  [487, "cancelled"],
  [488, "notAcceptable"],
  [499, "unreachable"],
  [500, "failed"],
  [599, "failed"],
  [600, "busy"],
  [603, "rejected"],
];
for (const [status, cause] of understood)
  test(`${status} is understood as ${cause}`, () =>
    assert.deepEqual(causeOfStatus(status), { kind: cause, sip: status }));

test("a losing leg is told that the call was completed elsewhere (RFC 3326)", () => {
  const reason = reasonOf(because("answeredElsewhere"));
  assert.equal(reason, 'SIP;cause=200;text="Call completed elsewhere"');
  assert.equal(causeOfReason([reason])?.kind, "answeredElsewhere");
});

test("Reason headers are read in order, and nonsense says nothing", () => {
  assert.deepEqual(causeOfReason(["X;cause=1", 'Q.850;cause=17;text="User busy"']), {
    kind: "busy",
    q850: 17,
  });
  assert.equal(causeOfReason(["SIP ;cause=486"])?.kind, "busy");
  assert.equal(causeOfReason(["", ";;;", "Q.850;cause=999"]), undefined);
});
