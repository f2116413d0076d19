import assert from "node:assert/strict";
import { number, ring } from "../../calls/household.ts";
import type { Claim } from "../claim.ts";
import { claimSettings } from "../claimHouse.ts";
import { signedIn } from "../signedIn.ts";

/** Row A-10. */
export const page: Claim = {
  number: 10,
  name: "is managed through its own web interface",
  words: "Its owner reads and changes all this through the web interface that the server serves.",
  wire: "HTTP: a stranger gets 401; the owner, let in by the one-time link, reads the rules, writes others with their ETag, and the next call follows them",
  telephone: "rings before the change, is left alone after it",
  settings: claimSettings([{ ...ring("telephone"), for: 60 }]),
  async play(house) {
    const web = await signedIn(house.town.control, () => house.town.sim.clock.wallTime());
    const before = await house.carrier.calls(number);
    await house.runs(3000);
    assert.ok(house.noticed().includes("ringBegan"));
    before.hangsUp();
    await house.runs(3000);
    const { document, etag } = await web.read();
    const [rule] = document["rules"] as object[];
    const rules = [{ ...rule, then: [{ do: "reject", cause: "rejected" }] }];
    assert.equal(await web.write({ ...document, rules }, etag), 200);
    assert.equal(await web.write(document, etag), 412, "nobody overwrites what they did not read");
    house.noticed();
    const after = await house.carrier.calls(number);
    await house.runs(3000);
    assert.ok(after.told.includes("refused 603"), after.told.join());
    assert.ok(!house.noticed().includes("ringBegan"));
  },
};
