import assert from "node:assert/strict";
import { number } from "../../calls/household.ts";
import type { Claim } from "../claim.ts";
import { claimSettings, tones } from "../claimHouse.ts";
import { doctor, twoRules } from "../twoRules.ts";

/** Row A-8. */
export const speaks: Claim = {
  number: 8,
  name: "lets a new call speak one way into the telephone",
  words: "A caller whom the owner named is heard at the telephone, and hears nothing of it.",
  wire: "200 with recvonly; not one packet of RTP to who speaks, before or after, until the owner presses a key",
  telephone:
    "in a call, the new caller is heard beside it, and the other party hears only the owner; a flash lets them talk",
  settings: claimSettings(
    [],
    twoRules([{ do: "speak", target: { device: "telephone" }, for: 60 }]),
  ),
  async play(house) {
    const { carrier, telephone, town } = house;
    const speaker = await town.person("speaker", "192.0.2.12", 1400);
    const first = await carrier.calls(number, { from: "+16135550100" });
    await house.runs(3000);
    telephone.lift();
    await house.runs(2000);
    const second = await speaker.calls(number, { from: doctor });
    await house.runs(2000);
    assert.ok(second.told.includes("accepted"), second.told.join());
    first.voice.forget();
    house.speaks(3);
    await house.runs(2000);
    assert.ok(
      house.hearsOf(1400) > 0.2 && house.hearsOf(tones.carrier) > 0.2,
      "the owner hears both",
    );
    assert.ok(first.voice.share(tones.telephone) > 0.9, "the other party hears the owner");
    assert.ok(first.voice.share(1400) < 0.001, "and nothing of who speaks");
    assert.equal(second.voice.packets, 0, "who speaks gets nothing at all");
    telephone.flash(500);
    await house.runs(3000);
    await house.talks(second, 1400);
    assert.ok(!first.isOver);
    second.hangsUp();
    await house.runs(3000);
    first.hangsUp();
    await house.runs(2000);
  },
};
