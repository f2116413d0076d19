import assert from "node:assert/strict";
import { number, ring } from "../../calls/household.ts";
import type { Claim } from "../claim.ts";
import { claimSettings, tones } from "../claimHouse.ts";

/** Rows A-1a, A-1b, A-1c. */
export const controls: Claim = {
  number: 1,
  name: "controls",
  words:
    "Between the network and the telephone a controller takes the telephone's signals, and sends it its own.",
  wire: "an INVITE for nobody is answered 404; digits become an INVITE to the called number; hanging up becomes a BYE",
  telephone: "dial tone, digits, ringback, talk, flash and dial tone again, flash back, reorder",
  settings: claimSettings([ring("telephone")]),
  async play(house) {
    const { carrier, telephone } = house;
    const stranger = await carrier.calls("nobody");
    await house.runs(1000);
    assert.ok(stranger.told.includes("refused 404"));
    telephone.lift();
    await house.runs(1500);
    assert.deepEqual(house.noticed(), ["hears 350+440"]);
    telephone.press("6135550177");
    await house.runs(10_000);
    const uri = carrier.talk.incoming?.request.uri;
    assert.equal(uri?.ok && uri.value.user, "+16135550177");
    assert.ok(house.noticed().includes("hears 440+480"), "it rings there");
    const talk = carrier.talk;
    talk.lifts();
    await house.runs(1000);
    await house.talks(talk, tones.carrier);
    house.noticed();
    telephone.flash(500);
    await house.runs(2500);
    assert.ok(
      house.noticed().some((word) => word.startsWith("hears 350+440")),
      "dial tone for another call",
    );
    telephone.flash(500);
    await house.runs(1500);
    await house.talks(talk, tones.carrier);
    telephone.hangUp();
    await house.runs(2000);
    assert.deepEqual(talk.told.slice(-2), ["bye", "over bye"]);
    const back = await carrier.calls(number);
    await house.runs(3000);
    assert.ok(house.noticed().includes("ringBegan"));
    back.hangsUp();
    await house.runs(1000);
    assert.ok(!telephone.isRinging);
  },
};
