import assert from "node:assert/strict";
import { number, outcome, ring } from "../../calls/household.ts";
import type { Claim } from "../claim.ts";
import { claimSettings, tones } from "../claimHouse.ts";

/** Row A-3. */
export const together: Claim = {
  number: 3,
  name: "rings others at the same time",
  words: "A call rings the telephone and others at the same time; who answers first has it.",
  wire: "an INVITE to the other while the telephone begins to ring; who loses gets CANCEL with Reason 200",
  telephone: "rings beside the other, and is silent as soon as the other answers; no missed call",
  settings: claimSettings([{ ...ring("telephone", "another"), for: 60 }]),
  async play(house) {
    const { carrier, another, telephone, town } = house;
    const first = await carrier.calls(number);
    await house.runs(100);
    assert.equal(another.talks.length, 1, "the other rings at once");
    await house.runs(1500);
    assert.deepEqual(house.noticed(), ["ringBegan"], "and so does the telephone");
    const theirs = another.talk;
    theirs.lifts();
    await house.runs(1500);
    assert.ok(!telephone.isRinging);
    assert.ok(first.voice.share(tones.another) > 0.9 && theirs.voice.share(tones.carrier) > 0.9);
    first.hangsUp();
    await house.runs(2000);
    assert.equal(outcome(town)[0], "answered");
    const second = await carrier.calls(number);
    await house.runs(3000);
    telephone.lift();
    await house.runs(1000);
    assert.deepEqual(another.talk.told, ["cancelled", "over cancelled"]);
    assert.deepEqual(another.talk.reasons, ['SIP;cause=200;text="Call completed elsewhere"']);
    await house.talks(second, tones.carrier);
    second.hangsUp();
    await house.runs(1000);
  },
};
