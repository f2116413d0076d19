import assert from "node:assert/strict";
import { number } from "../../calls/household.ts";
import type { Claim } from "../claim.ts";
import { claimSettings, tones } from "../claimHouse.ts";
import { doctor, twoRules } from "../twoRules.ts";

/** Row A-7. */
export const interrupts: Claim = {
  number: 7,
  name: "interrupts a call with a new one",
  words: "A call from those whom the owner named breaks into the one that the telephone is in.",
  wire: "200 to the new caller though nobody lifted anything; the first call waits and is back afterwards; anybody else's call only waits",
  telephone: "one burst of a warning tone, then the new caller; then the first one again",
  settings: claimSettings(
    [],
    twoRules([{ do: "interrupt", target: { device: "telephone" }, existing: "hold" }]),
  ),
  async play(house) {
    const { carrier, telephone } = house;
    const first = await carrier.calls(number, { from: "+16135550100" });
    await house.runs(3000);
    telephone.lift();
    await house.runs(2000);
    const other = await carrier.calls(number, { from: "+16135550188" });
    await house.runs(4000);
    assert.ok(!other.told.includes("accepted"), "who is not named only waits");
    other.hangsUp();
    await house.runs(2000);
    const second = await carrier.calls(number, { from: doctor });
    await house.runs(1000);
    assert.ok(house.hearsOf(440) > 0.2, "a warning over the call");
    await house.runs(4000);
    assert.ok(second.told.includes("accepted") && !first.isOver);
    first.voice.forget();
    await house.talks(second, tones.carrier);
    assert.ok(first.voice.share(tones.telephone) < 0.1, "the first hears nothing of it");
    second.hangsUp();
    await house.runs(3000);
    assert.ok(!first.isOver);
    await house.talks(first, tones.carrier);
    first.hangsUp();
    await house.runs(2000);
  },
};
