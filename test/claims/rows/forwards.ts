import assert from "node:assert/strict";
import { number } from "../../calls/household.ts";
import type { Claim } from "../claim.ts";
import { claimSettings, tones } from "../claimHouse.ts";

/** Row A-5. */
export const forwards: Claim = {
  number: 5,
  name: "forwards instead of ringing",
  words: "A call is forwarded over the network instead of ringing the telephone.",
  wire: "an INVITE to the number that the call is forwarded to, through the account; both ends talk",
  telephone:
    "*72 and a number switch it on, heard as confirmation; then it does not ring for calls",
  settings: claimSettings([{ do: "reject", cause: "busy" }]),
  async play(house) {
    const { carrier, telephone } = house;
    telephone.lift();
    await house.runs(1500);
    telephone.press("*726135550177");
    await house.runs(12_000);
    telephone.hangUp();
    await house.runs(2000);
    house.noticed();
    const call = await carrier.calls(number, { from: "+16135550100" });
    await house.runs(2000);
    const out = carrier.talk;
    assert.notEqual(out, call, "the call comes out again");
    const uri = out.incoming?.request.uri;
    assert.equal(uri?.ok && uri.value.user, "+16135550177");
    out.lifts();
    await house.runs(2000);
    assert.ok(call.voice.share(tones.carrier) > 0.9 && out.voice.share(tones.carrier) > 0.9);
    assert.ok(!house.noticed().some((word) => /^rang [1-9]\d{3}|^shows/.test(word)));
    call.hangsUp();
    await house.runs(1000);
    assert.ok(out.isOver);
    telephone.lift();
    await house.runs(3000);
    assert.ok(
      house.noticed().some((word) => /350\+440 0\.1\/0\.1|350\+440 0\./.test(word)),
      "the special dial tone says that calls go elsewhere",
    );
  },
};
