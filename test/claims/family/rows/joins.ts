import assert from "node:assert/strict";
import { ring } from "../../../exchange/village.ts";
import { serverHost } from "../../../phones/person.ts";
import { signedIn } from "../../signedIn.ts";
import { numbers } from "../familyHouse.ts";
import type { FamilyRow } from "../familyRow.ts";

export const byItsPage: FamilyRow = {
  id: "A-30",
  of: "'857, claim 3",
  name: "gets each user's rules for it from the web interface of the user's own server",
  words:
    "At her own server's web interface Ada writes what that exchange shall refuse, and what her house does with calls that come by it. Both are so at the next call.",
  wire: "HTTP to Ada's server, 401 for strangers; then PUBLISH from it to the exchange; 603 from the exchange to whom the policy names, 486 from the house to all others",
  people: "her telephone rang for both before, and for neither after",
  shows: ["PUBLISH"],
  async play(house) {
    const ada = await house.member("ada", ring);
    const [desk, carrier] = [await house.desk(ada), await house.carrier()];
    const web = await signedIn(house.control(ada), () => house.town.sim.clock.wallTime());
    const [named, other] = ["+12125550123", numbers.caller];
    house.begins();
    const before = await carrier.calls(numbers.ada, { from: named });
    assert.ok((await house.told(before)).includes("progress 180"));
    const { document, etag } = await web.read();
    const policy = [{ when: { is: "caller", like: "+1212*" }, do: "reject" }];
    const maple = { id: "maple", name: "Maple", when: { is: "via", account: "maple" } };
    const rules = [
      { ...maple, then: [{ do: "reject", cause: "busy" }] },
      ...(document["rules"] as object[]),
    ];
    const exchanges = [{ account: "maple", policy }];
    assert.equal(await web.write({ ...document, rules, exchanges }, etag), 200);
    await house.runs(1000);
    const packets = house.counting(ada);
    const first = await carrier.calls(numbers.ada, { from: named });
    assert.deepEqual(await house.told(first), ["refused 603", "over refused"]);
    assert.equal(packets(), 0);
    const second = await carrier.calls(numbers.ada, { from: other });
    assert.deepEqual((await house.told(second)).slice(-2), ["refused 486", "over refused"]);
    assert.equal(desk.talks.length, 1);
  },
};

export const coupled: FamilyRow = {
  id: "A-31",
  of: "'857, claims 4 to 6",
  name: "and its members couple by SIP, and by nothing else",
  words:
    "Ada's server is given an account. It registers, publishes its policy and subscribes to the members' directory; from then on it is called. It leaves, and is called no more.",
  wire: "REGISTER with digest, PUBLISH of `call-policy`, SUBSCRIBE and NOTIFY of `member-directory`; all that goes between the two machines is SIP",
  people: "480 before and after; between, Ada's telephone rings",
  shows: ["REGISTER", "PUBLISH", "SUBSCRIBE", "NOTIFY"],
  async play(house) {
    const accounts = [
      {
        ...{ id: "maple", kind: "exchange", server: serverHost, transport: "udp" },
        ...{ username: "ada", secret: "password-of-ada" },
      },
    ];
    const ada = await house.member("ada", ring, { accounts: [] });
    const [desk, carrier] = [await house.desk(ada), await house.carrier()];
    house.begins();
    const before = await carrier.calls(numbers.ada, { from: numbers.caller });
    assert.deepEqual(await house.told(before), ["refused 480", "over refused"]);
    const packets = ada.packets.length;
    await house.changes(ada, { accounts });
    await house.runs(1000);
    const call = await carrier.calls(numbers.ada, { from: numbers.caller });
    assert.ok((await house.told(call)).includes("progress 180"));
    assert.equal(desk.talks.length, 1);
    const between = ada.packets
      .slice(packets)
      .filter(({ from, to }) => [from.host, to.host].includes(serverHost));
    assert.ok(between.length > 8);
    for (const { from, to } of between)
      assert.deepEqual([from.port, to.port], [5060, 5060], "on the ports of SIP");
    await house.changes(ada, { accounts: [] });
    await house.runs(1000);
    const after = await carrier.calls(numbers.ada, { from: numbers.caller });
    assert.deepEqual(await house.told(after), ["refused 480", "over refused"]);
  },
};
