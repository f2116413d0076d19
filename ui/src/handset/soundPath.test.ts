import assert from "node:assert/strict";
import { test } from "node:test";
import { soundPathOf } from "./soundPath.ts";

const pair = {
  ...{ id: "P", type: "candidate-pair", nominated: true, state: "succeeded" },
  ...{ localCandidateId: "L", currentRoundTripTime: 0.02 },
};
const inbound = {
  id: "I",
  type: "inbound-rtp",
  packetsReceived: 97,
  packetsLost: 3,
  jitter: 0.004,
};
const outbound = { id: "O", type: "outbound-rtp", packetsSent: 100 };

test("before a path is chosen nothing is known of it", () => {
  assert.equal(soundPathOf([]), undefined);
  assert.equal(soundPathOf([inbound, { ...pair, nominated: false }]), undefined);
});

test("both ways are told, with the worse of what was lost", () => {
  const local = { id: "L", type: "local-candidate", protocol: "tcp" };
  assert.deepEqual(soundPathOf([pair, inbound, outbound, local]), {
    ...{ sent: 100, received: 97, lost: 3, jitter: 4, roundTrip: 20, protocol: "tcp" },
  });
  const remote = { id: "R", type: "remote-inbound-rtp", fractionLost: 0.1, roundTripTime: 0.05 };
  const told = soundPathOf([pair, inbound, outbound, remote]);
  assert.deepEqual([told?.lost, told?.roundTrip, told?.protocol], [10, 50, "udp"]);
});

test("what a browser does not count is nothing", () => {
  const { currentRoundTripTime: _, ...bare } = pair;
  assert.deepEqual(soundPathOf([bare]), {
    ...{ sent: 0, received: 0, lost: 0, jitter: 0, roundTrip: undefined, protocol: "udp" },
  });
});
