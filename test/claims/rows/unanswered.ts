import assert from "node:assert/strict";
import { number, ring } from "../../calls/household.ts";
import type { Claim } from "../claim.ts";
import { claimSettings, tones } from "../claimHouse.ts";

/** Row A-4. */
export const unanswered: Claim = {
  number: 4,
  name: "rings others when it is not answered",
  words:
    "A call that is not answered at the telephone in time rings others; at once when it is busy.",
  wire: "an INVITE to the other 10 s after the first ring; with the telephone busy, at once",
  telephone: "rings for 10 s and rings on while the other rings too; silent when the other answers",
  settings: claimSettings([
    { ...ring("telephone"), for: 10, keepRinging: true, whenBusy: "skip" },
    { ...ring("another"), for: 30 },
  ]),
  async play(house) {
    const { carrier, another, telephone } = house;
    const first = await carrier.calls(number);
    await house.runs(9800);
    assert.ok(house.noticed().includes("ringBegan"));
    assert.equal(another.talks.length, 0, "not before its time");
    await house.runs(400);
    assert.equal(another.talks.length, 1, "the other rings after 10 s");
    await house.runs(5000);
    assert.ok(house.noticed().includes("ringBegan"), "and the telephone rings on");
    another.talk.lifts();
    await house.runs(1500);
    assert.ok(!telephone.isRinging);
    assert.ok(first.voice.share(tones.another) > 0.9);
    first.hangsUp();
    await house.runs(2000);
    telephone.lift();
    await house.runs(1000);
    house.noticed();
    const second = await carrier.calls(number);
    await house.runs(200);
    assert.equal(another.talks.length, 2, "a busy telephone is passed over at once");
    assert.ok(!house.noticed().includes("ringBegan"));
    second.hangsUp();
    await house.runs(1000);
  },
};
