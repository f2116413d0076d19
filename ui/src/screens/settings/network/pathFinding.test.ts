import assert from "node:assert/strict";
import { test } from "node:test";
import type { SoundPath } from "../../../handset/soundPath.ts";
import { network } from "../../../words/en/network.ts";
import { findingOfPath } from "./pathFinding.ts";

const good: SoundPath = {
  ...{ sent: 100, received: 100, lost: 0.4, jitter: 3.4, roundTrip: 28.2, protocol: "udp" },
};
const cases: readonly [Partial<SoundPath>, verdict: string, code: string][] = [
  [{}, "well", "browser.both"],
  [{ roundTrip: undefined }, "well", "browser.both"],
  [{ received: 0 }, "wrong", "browser.nothing"],
  [{ received: 0, sent: 10 }, "unknown", "browser.begins"],
  [{ sent: 0 }, "mind", "browser.deaf"],
  [{ lost: 8 }, "mind", "browser.lossy"],
  [{ roundTrip: 450 }, "mind", "browser.slow"],
];

test("what was counted comes to a sentence", () => {
  for (const [more, verdict, code] of cases) {
    const found = findingOfPath({ ...good, ...more });
    assert.deepEqual([found.verdict, found.code], [verdict, code]);
    assert.ok(`network.${code}` in network, code);
  }
  assert.deepEqual(findingOfPath(good).params, {
    lost: 0,
    jitter: 3,
    roundTrip: 28,
    protocol: "udp",
  });
});
