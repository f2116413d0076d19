import assert from "node:assert/strict";
import { number, ring } from "../../calls/household.ts";
import type { Claim } from "../claim.ts";
import { claimSettings } from "../claimHouse.ts";

/** Row A-9. */
export const times: Claim = {
  number: 9,
  name: "directs by time of day",
  words: "What becomes of a call is as its owner set it for that time of day.",
  wire: "a caller at 21:59 gets 180, the same caller at 22:01 is refused with 480",
  telephone:
    "rings at 21:59, is left alone at 22:01; a call that goes on at 22:00 is not disturbed",
  began: "2026-11-27T21:58:50-05:00",
  settings: claimSettings([], {
    times: [
      { id: "night", name: "Night", weekly: [{ days: ["fri"], from: "22:00", to: "07:00" }] },
    ],
    rules: [
      {
        id: "night",
        name: "Night",
        when: { is: "during", time: "night" },
        then: [{ do: "reject", cause: "quiet" }],
      },
      { id: "day", name: "Day", when: { is: "always" }, then: [{ ...ring("telephone"), for: 60 }] },
    ],
  }),
  async play(house) {
    const { carrier, telephone } = house;
    const before = await carrier.calls(number);
    await house.runs(3000);
    assert.ok(house.noticed().includes("ringBegan"));
    telephone.lift();
    await house.runs(90_000);
    assert.ok(!before.isOver, "a call goes on over the hour");
    telephone.hangUp();
    await house.runs(2000);
    house.noticed();
    const later = await carrier.calls(number);
    await house.runs(3000);
    assert.ok(later.told.includes("refused 480"), later.told.join());
    assert.ok(!house.noticed().includes("ringBegan"));
  },
};
