import assert from "node:assert/strict";
import { number, ring } from "../../calls/household.ts";
import type { Claim } from "../claim.ts";
import { claimSettings, tones } from "../claimHouse.ts";

/** Row A-2. */
export const rings: Claim = {
  number: 2,
  name: "rings",
  words: "A call for the telephone rings it; lifting answers the call.",
  wire: "180 at once, 200 when it is lifted, nothing before; a caller who gives up gets 487",
  telephone: "rings in its country's cadence, shows who calls, is silent when lifted or given up",
  settings: claimSettings([{ ...ring("telephone"), for: 60 }]),
  async play(house) {
    const { carrier, telephone } = house;
    const gaveUp = await carrier.calls(number);
    await house.runs(1000);
    gaveUp.hangsUp();
    await house.runs(3000);
    assert.ok(gaveUp.isOver && !telephone.isRinging);
    house.noticed();
    const call = await carrier.calls(number, { from: "+16135550100" });
    await house.runs(7000);
    const noticed = house.noticed();
    assert.deepEqual(noticed, ["ringBegan", "rang 2000", "shows 6135550100", "ringBegan"]);
    assert.ok(call.told.includes("progress 180") && !call.told.includes("accepted"));
    telephone.lift();
    await house.runs(300);
    assert.ok(call.told.includes("accepted"));
    assert.ok(!telephone.isRinging);
    await house.talks(call, tones.carrier);
    telephone.hangUp();
    await house.runs(3000);
    assert.deepEqual(call.told.slice(-2), ["bye", "over bye"]);
  },
};
