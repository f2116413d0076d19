import assert from "node:assert/strict";
import { number } from "../../calls/household.ts";
import type { Claim } from "../claim.ts";
import { claimSettings, tones } from "../claimHouse.ts";

/** Row A-5. */
export const forwards: Claim = {
  number: 5,
  name: "forwards instead of ringing",
  words: "A call is forwarded over the network instead of ringing the telephone.",
  wire: "181 to the caller; an INVITE to the number that the call is forwarded to, which says from where and why; both ends talk",
  telephone:
    "*72 and a number switch it on, heard as confirmation; then calls only splash: half a second",
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
    assert.ok(call.told.includes("progress 181"), call.told.join());
    assert.match(out.incoming?.request.lines("Diversion")[0] ?? "", /6135550142.*unconditional/);
    assert.match(out.incoming?.request.lines("History-Info").join() ?? "", /6135550142/);
    out.lifts();
    await house.runs(2000);
    assert.ok(call.voice.share(tones.carrier) > 0.9 && out.voice.share(tones.carrier) > 0.9);
    assert.deepEqual(house.noticed(), ["ringBegan", "rang 500"], "a splash, and nothing else");
    call.hangsUp();
    await house.runs(1000);
    assert.ok(out.isOver);
    telephone.lift();
    await house.runs(3000);
    assert.ok(
      house.noticed().some((word) => /350\+440 0\.\d+\/0\.\d+/.test(word)),
      "the special dial tone says that calls go elsewhere",
    );
  },
};
