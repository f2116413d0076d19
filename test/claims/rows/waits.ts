import assert from "node:assert/strict";
import { number, ring } from "../../calls/household.ts";
import type { Claim } from "../claim.ts";
import { claimSettings, tones } from "../claimHouse.ts";

/** Row A-6. */
export const waits: Claim = {
  number: 6,
  name: "signals a waiting call",
  words: "A call that comes during another is signalled at the telephone, which may take it.",
  wire: "180 to who waits, which says so, 200 when the telephone flashes; the first is held and can be fetched back",
  telephone:
    "a beep, then who calls on the display; a flash answers, each further flash changes over; the first party hears neither beep nor data",
  settings: claimSettings([{ ...ring("telephone"), for: 60 }]),
  async play(house) {
    const { carrier, telephone } = house;
    const first = await carrier.calls(number, { from: "+16135550100" });
    await house.runs(3000);
    telephone.lift();
    await house.runs(2000);
    house.noticed();
    first.voice.forget();
    const second = await carrier.calls(number, { from: "+16135550123" });
    await house.runs(4000);
    assert.deepEqual(
      house.noticed().filter((word) => /alert|shows|440$/.test(word)),
      ["hears 440", "alert answered", "shows 6135550123"],
    );
    assert.ok(first.voice.level() < 0.001, "the first hears none of it");
    assert.deepEqual(second.alerts, ["<urn:alert:service:call-waiting>"], "who waits is told so");
    assert.ok(second.told.includes("progress 180") && !second.told.includes("accepted"));
    telephone.flash(500);
    await house.runs(2000);
    assert.ok(second.told.includes("accepted") && !first.isOver);
    await house.talks(second, tones.carrier);
    telephone.flash(500);
    await house.runs(2000);
    await house.talks(first, tones.carrier);
    first.hangsUp();
    await house.runs(3000);
    telephone.hangUp();
    await house.runs(2000);
  },
};
