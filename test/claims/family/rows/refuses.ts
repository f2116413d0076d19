import assert from "node:assert/strict";
import { signJws } from "#kit/jws.ts";
import type { Beforehand } from "#telephony/policy/beforehand.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { asks } from "../../../exchange/asks.ts";
import { domain, ring } from "../../../exchange/village.ts";
import type { Person } from "../../../phones/person.ts";
import { type FamilyHouse, numbers } from "../familyHouse.ts";
import type { FamilyRow } from "../familyRow.ts";

const always = { is: "always" };
const lease = (policy: readonly object[], unreachable: readonly object[] = []): object => ({
  exchanges: [{ account: "maple", policy, unreachable }],
});

/** What a caller hears who gives up after a while, or was refused before. */
async function heard(
  house: FamilyHouse,
  carrier: Person,
  from: string = numbers.caller,
): Promise<readonly string[]> {
  return house.told(await carrier.calls(numbers.ada, { from }));
}

export const refuses: FamilyRow = {
  id: "22",
  of: "claim 22; row A-22a",
  name: "refuses what its user refuses, and the user's server gets not one packet of it",
  words:
    "Ada lets her exchange refuse hidden callers, and everybody at nap time; then all calls. What she refuses never comes to her server; what she takes back does.",
  wire: "433, 480 or 603 from the exchange, by the rule that fits; no datagram to the member, which an accepted call then reaches",
  people: "Ada's telephone rings for what was accepted alone",
  async play(house) {
    const weekly = [{ days: ["fri"], from: "13:00", to: "14:00" }];
    const ada = await house.member("ada", ring, {
      times: [{ id: "nap", name: "Nap", weekly }],
      ...lease([
        { when: { is: "caller", in: "hidden" }, do: "reject", cause: "anonymousRefused" },
        { when: { is: "during", time: "nap" }, do: "reject", cause: "quiet" },
      ]),
    });
    const [desk, carrier] = [await house.desk(ada), await house.carrier()];
    house.begins();
    const hidden = house.counting(ada);
    assert.deepEqual(await heard(house, carrier, "anonymous"), ["refused 433", "over refused"]);
    assert.equal(hidden(), 0, "not one datagram");
    assert.ok((await heard(house, carrier)).includes("progress 180"), "others get through");
    await house.runs(65 * 60_000);
    const napping = house.counting(ada);
    assert.deepEqual(await heard(house, carrier), ["refused 480", "over refused"]);
    assert.equal(napping(), 0);
    await house.changes(ada, lease([{ when: always, do: "reject" }]));
    const all = house.counting(ada);
    assert.deepEqual(await heard(house, carrier), ["refused 603", "over refused"]);
    assert.equal(all(), 0);
    await house.changes(ada, lease([]));
    const accepted = house.counting(ada);
    assert.ok((await heard(house, carrier)).includes("progress 180"));
    assert.ok(accepted() > 0, "her server is there, and always was");
    assert.equal(desk.talks.length, 2);
  },
};

export const lets: FamilyRow = {
  id: "A-22b",
  of: "claim 22",
  name: "sends on what its user accepts, and never overrules what the user's own server says",
  words:
    "Ada's policy accepts the call, and says where calls go while her server is away. Her server is there, and says busy: busy it is.",
  wire: "one INVITE to the member; its 486 goes back to the caller, and nothing is forwarded",
  people: "the caller hears busy; Ben, to whom calls go while Ada is away, hears nothing",
  async play(house) {
    const steps = [{ do: "forward", to: { number: numbers.ben } }];
    const busy = [{ do: "reject", cause: "busy" }];
    await house.member("ada", busy, lease([{ when: always, do: "accept" }], steps));
    const ben = await house.bare("ben", "192.0.2.42");
    const carrier = await house.carrier();
    house.begins();
    assert.deepEqual((await heard(house, carrier)).slice(-2), ["refused 486", "over refused"]);
    assert.deepEqual(ben.talks, []);
  },
};

export const byStarCode: FamilyRow = {
  id: "A-22c",
  of: "claim 22",
  name: "does what a star code at the user's telephone says, and what nobody else says",
  words:
    "Ada dials *94 at her telephone: her own server signs the new policy and publishes it, and the next call is refused by the exchange. With *95 calls come again. Ben cannot say it for her.",
  wire: "PUBLISH of `call-policy` from Ada's server, signed with its key; 603 to the caller and no datagram to the member; Ben's PUBLISH for Ada is 403",
  people: "a confirmation after the star code; then no ring, and after *95 a ring",
  shows: ["PUBLISH"],
  async play(house) {
    const ada = await house.member("ada", ring);
    const [desk, carrier] = [await house.desk(ada), await house.carrier()];
    house.begins();
    await dials(house, desk, "*94");
    const packets = house.counting(ada);
    assert.deepEqual(await heard(house, carrier), ["refused 603", "over refused"]);
    assert.equal(packets(), 0);
    await dials(house, desk, "*95");
    const rung = desk.talks.length;
    assert.ok((await heard(house, carrier)).includes("progress 180"));
    assert.equal(desk.talks.length, rung + 1);

    const ben = await house.bare("ben", "192.0.2.42");
    const policy = {
      ...{ user: `sip:ada@${domain}`, version: 99, timeZone: "UTC", country: "CA" },
      ...{ issued: "2026-11-27T17:00:00Z", expires: "2026-12-27T17:00:00Z" },
      ...{ rules: [{ when: always, do: "reject" }], unreachable: [] },
    };
    const forged = await asks(house.town, ben, {
      ...{ method: "PUBLISH", uri: `sip:ada@${domain}` },
      headers: [
        { name: "Event", text: "call-policy" },
        { name: "Content-Type", text: "application/jose" },
      ],
      body: signJws(policy, nodeCrypto.ed25519Key(new Uint8Array(32).fill(9))),
    });
    assert.equal(forged?.status, 403);
    assert.ok((await heard(house, carrier)).includes("progress 180"), "nothing has changed");
  },
};

async function dials(house: FamilyHouse, desk: Person, code: string): Promise<void> {
  const call = await desk.calls(code);
  await house.runs(6000);
  if (!call.isOver) call.hangsUp();
  await house.runs(1000);
}

export const whileAway: FamilyRow = {
  id: "A-22d",
  of: "claim 22",
  name: "does what its user has said while none of the user's servers answers: wait, forward, reject",
  words:
    "Ada's server is away. Her calls wait eight seconds for it, then go to Ben; where Ben is away too, they are busy.",
  wire: "no answer for eight seconds, then an INVITE to Ben with History-Info and Diversion; without Ben 486",
  people: "Ben's telephone rings eight seconds after Ada was called, and Ben and the caller talk",
  async play(house) {
    const steps = [
      { do: "wait", for: 8 },
      { do: "forward", to: { number: numbers.ben } },
      { do: "reject", cause: "busy" },
    ];
    const ada = await house.member("ada", ring, lease([], steps));
    const ben = await house.bare("ben", "192.0.2.42");
    const carrier = await house.carrier();
    await house.leaves(ada);
    house.begins();
    const call = await carrier.calls(numbers.ada, { from: numbers.caller });
    await house.runs(7000);
    assert.equal(ben.talks.length, 0, "it waits");
    await house.runs(2000);
    assert.equal(ben.talks.length, 1, "and is forwarded");
    const invite = ben.talk.incoming?.request;
    assert.match(invite?.lines("Diversion").join() ?? "", /6135550101.*unavailable/);
    assert.match(invite?.lines("History-Info").join() ?? "", /6135550101/);
    ben.talk.lifts();
    await house.runs(1000);
    await house.talk([call, 1000], [ben.talk, 600]);
    call.hangsUp();
    await house.runs(1000);
    ben.manner = "nothing";
    const gone = ben.close();
    await house.runs(3000);
    await gone;
    house.town.people.splice(house.town.people.indexOf(ben), 1);
    const other = await carrier.calls(numbers.ada, { from: numbers.caller });
    assert.deepEqual((await house.told(other, 12_000)).slice(-2), ["refused 486", "over refused"]);
  },
};

/** What the owner's what-if says of both tiers. */
interface Foretold {
  readonly because: readonly { readonly rule: string; readonly matched: boolean }[];
  readonly beforehand?: Beforehand;
}

export const saysWhy: FamilyRow = {
  id: "A-22e",
  of: "claim 22",
  name: "and its user's server say why, both tiers in one answer",
  words:
    "Asked what would become of a call, Ada's server says what the exchange does first, and why, and then what the house does, and why; both then do so.",
  wire: "what was foretold: 433 from the exchange to the hidden caller, 486 from the house to the other; each tier's record of the call says the same reason",
  people: "Ada reads both reasons at home; the exchange's operator reads its own tier's alone",
  async play(house) {
    const hidden = {
      when: { is: "caller", in: "hidden" },
      do: "reject",
      cause: "anonymousRefused",
    };
    const ada = await house.member("ada", [{ do: "reject", cause: "busy" }], lease([hidden]));
    const carrier = await house.carrier();
    const foretold = (from: string) => {
      const answer = house.control(ada).decide({ from, to: numbers.ada, via: "maple" });
      assert.ok(answer.ok, JSON.stringify(answer));
      const { because, beforehand } = answer.value as unknown as Foretold;
      const rules = because.filter(({ matched }) => matched).map(({ rule }) => rule);
      return { exchange: beforehand, rules };
    };
    house.begins();
    const refused = foretold("anonymous");
    assert.equal(refused.exchange?.refuses, "anonymousRefused");
    assert.equal(refused.exchange?.because?.matched, true);
    assert.deepEqual(refused.rules, ["all"], "and if it came home all the same");
    assert.deepEqual((await heard(house, carrier, "anonymous"))[0], "refused 433");
    const [passed] = house.town.exchange.inside.calls.recent();
    assert.deepEqual([passed?.status, passed?.why?.by], [433, "policy"]);

    const known = foretold(numbers.caller);
    assert.equal(known.exchange?.refuses, undefined);
    assert.deepEqual(known.rules, ["all"]);
    assert.ok((await heard(house, carrier)).includes("refused 486"));
    const [second] = house.town.exchange.inside.calls.recent();
    assert.deepEqual([second?.status, second?.why?.by], [486, "called"]);
    const [kept] = ada.server.parts.store.calls.page(undefined, 5).items;
    assert.equal(kept?.record.via, "maple");
    assert.deepEqual([kept?.record.outcome], ["rejected"]);
  },
};
