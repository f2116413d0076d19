import assert from "node:assert/strict";
import { domain, type Member, ring } from "../../../exchange/village.ts";
import { type Person, serverHost } from "../../../phones/person.ts";
import { type FamilyHouse, numbers, tones } from "../familyHouse.ts";
import type { FamilyRow } from "../familyRow.ts";

interface Street {
  readonly ada: Member;
  readonly ben: Member;
  readonly adas: Person;
  readonly bens: Person;
}

const keyOf = (name: string): string => name.padEnd(43, "0");

/** Two members who know each other by the exchange's directory. Ben takes calls that come by it alone. */
async function street(house: FamilyHouse): Promise<Street> {
  const ada = await house.member("ada", ring, {}, keyOf("ada"));
  const rules = [
    { id: "maple", name: "Maple", when: { is: "via", account: "maple" }, then: ring },
    {
      id: "others",
      name: "Others",
      when: { is: "always" },
      then: [{ do: "reject", cause: "busy" }],
    },
  ];
  const ben = await house.member("ben", [], { rules }, keyOf("ben"));
  const [adas, bens] = [await house.desk(ada), await house.desk(ben)];
  await house.runs(10_000);
  return { ada, ben, adas, bens };
}

async function talks(house: FamilyHouse, { adas, bens }: Street, to: string): Promise<void> {
  const before = bens.talks.length;
  const call = await adas.calls(to);
  await house.runs(3000);
  assert.equal(bens.talks.length, before + 1, "Ben's telephone rings");
  bens.talk.lifts();
  await house.runs(1000);
  await house.talk([call, tones.ada], [bens.talk, tones.ben]);
  call.hangsUp();
  await house.runs(1000);
  assert.deepEqual(bens.talk.told.slice(-2), ["bye", "over bye"]);
}

/** Somebody comes straight to Ben's server, and writes that it is Ada of the exchange. */
async function forged(house: FamilyHouse, { ben }: Street): Promise<readonly string[]> {
  const forger = await house.town.person("ada", "192.0.2.66", 1000, { server: ben.host });
  house.named("192.0.2.66", "forger");
  const call = await forger.calls(`sip:${numbers.ben}@${ben.host}`, {
    domain,
    extra: [{ name: "P-Asserted-Identity", text: `<sip:${numbers.ada}@${domain}>` }],
  });
  await house.runs(1000);
  return call.told;
}

const peer = () => ({ membersCall: "peer" });

export const withoutIt: FamilyRow = {
  id: "A-23",
  of: "'848, claim 1",
  name: "may be away: its members are a virtual PBX without any box in the middle",
  words:
    "The exchange is ended. Its members call each other all the same, by number and by extension; each of them applies its own rules.",
  wire: "INVITE by mutual TLS from Ada's server straight to Ben's, to the address and the key that the exchange's signed directory has named; nothing goes to the exchange's machine but what is not answered",
  people: "Ben's telephone rings, and both talk; an hour later still",
  exchange: peer,
  async play(house) {
    const all = await street(house);
    await house.town.goes();
    house.begins();
    await talks(house, all, numbers.ben);
    await house.runs(3600_000);
    await talks(house, all, "202");
  },
};

export const strict: FamilyRow = {
  id: "A-25",
  of: "'848, claim 3",
  name: "is on the way of each call between its members, where it is strict",
  words:
    "With `membersCall: strict` calls between members go up to the exchange and down again; whoever comes straight to a member and says to be another is refused.",
  wire: "INVITE to the exchange and from there to Ben's server; an INVITE straight to Ben's server with the exchange's domain in From is 403",
  people: "Ben's telephone rings for the call by the exchange, and not for the other",
  exchange: () => ({ membersCall: "strict" }),
  async play(house) {
    const all = await street(house);
    const [straight, up] = [
      house.passing(all.ada.host, all.ben.host),
      house.passing(all.ada.host, serverHost),
    ];
    house.begins();
    await talks(house, all, "202");
    assert.deepEqual([straight(), up()], [false, true], "by the exchange alone");
    const many = all.bens.talks.length;
    assert.deepEqual(await forged(house, all), ["refused 403", "over refused"]);
    assert.equal(all.bens.talks.length, many);
  },
};

export const straight: FamilyRow = {
  id: "A-26",
  of: "'848, claim 4",
  name: "lets its members call each other straight, where they are peers",
  words:
    "With `membersCall: peer` a member's call goes straight to the other member's server. Who calls is whom the key names, whatever headers say.",
  wire: "INVITE by mutual TLS from Ada's server to Ben's; nothing of the call passes the exchange; without the key, 403",
  people: "Ben sees Ada's number, and his rule for calls by that exchange rings his telephone",
  exchange: peer,
  async play(house) {
    const all = await street(house);
    const up = house.passing(all.ada.host, serverHost);
    house.begins();
    await talks(house, all, "202");
    assert.equal(up(), false, "nothing of it passes the exchange");
    const [kept] = all.ben.server.parts.store.calls.page(undefined, 1).items;
    assert.deepEqual([kept?.record.via, kept?.record.from.number], ["maple", numbers.ada]);
    assert.deepEqual(await forged(house, all), ["refused 403", "over refused"]);
  },
};
