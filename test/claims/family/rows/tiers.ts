import assert from "node:assert/strict";
import { signJws } from "#kit/jws.ts";
import { digestSecrets } from "#sip/auth/digest.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { asks } from "../../../exchange/asks.ts";
import { exchangeAt, ring, user } from "../../../exchange/village.ts";
import type { Person } from "../../../phones/person.ts";
import { type FamilyHouse, numbers, tones } from "../familyHouse.ts";
import type { FamilyRow } from "../familyRow.ts";

const cem = numbers.cem;
const login = (realm: string, name: string): object => ({
  login: digestSecrets(nodeCrypto, realm, { user: name, password: `password-of-${name}` }),
});
const upwards = (domain: string, server: string, username: string): object => ({
  ...{ id: "above", server, domain, registers: true },
  login: { username, secret: `password-of-${username}` },
});
const usual = { country: "CA", tiers: [{ id: "standard", calls: "usual" }] };

/** oak.example is a user of maple.example, elm.example one of oak's, and Cem one of elm's. */
async function lowerTiers(house: FamilyHouse): Promise<Person> {
  const { town } = house;
  house.named("192.0.2.2", "oak");
  house.named("192.0.2.3", "elm");
  house.named("192.0.2.50", "cem");
  await town.neighbour("192.0.2.2", {
    ...{ ...usual, domains: ["oak.example"] },
    users: [{ name: "elm", numbers: [cem], ...login("oak.example", "elm") }],
    trunks: [upwards("maple.example", "192.0.2.1", "oak")],
  });
  await town.neighbour("192.0.2.3", {
    ...{ ...usual, domains: ["elm.example"] },
    users: [{ name: "cem", numbers: [cem], ...login("elm.example", "cem") }],
    trunks: [upwards("oak.example", "192.0.2.2", "elm")],
  });
  const phone = await town.person("cem", "192.0.2.50", tones.cem, { server: "192.0.2.3" });
  phone.registers("password-of-cem");
  await town.runs(2000);
  assert.ok(phone.isRegistered);
  return phone;
}

/** The user's own word at that tier: all calls are refused, or none. */
async function says(
  house: FamilyHouse,
  phone: Person,
  rules: readonly object[],
  version: number,
): Promise<void> {
  const policy = {
    ...{ user: "sip:cem@elm.example", version, timeZone: "UTC", country: "CA", unreachable: [] },
    ...{ issued: "2026-11-27T17:00:00Z", expires: "2026-12-27T17:00:00Z", rules },
  };
  const answer = await asks(house.town, phone, {
    ...{ method: "PUBLISH", uri: "sip:cem@elm.example", from: "elm.example", at: "192.0.2.3" },
    headers: [
      { name: "Event", text: "call-policy" },
      { name: "Content-Type", text: "application/jose" },
    ],
    body: signJws(policy, nodeCrypto.ed25519Key(new Uint8Array(32).fill(7))),
  });
  assert.equal(answer?.status, 200);
}

export const deep: FamilyRow = {
  id: "A-27",
  of: "'848, claims 5 and 6",
  name: "stands above other exchanges, which stand above others: each tier may refuse",
  words:
    "A carrier, three exchanges one below the other, and Cem's telephone. A call goes down through all of them; a refusal by Cem's policy at the lowest tier reaches the caller, and Cem's telephone gets nothing. A user is called with too few hops left: 483.",
  wire: "one INVITE a tier, each with one hop less, the dialled number and each tier's Via and Record-Route; 603 from the lowest tier; 483 where Max-Forwards ends",
  people: "Cem's telephone rings and both talk; refused, it is silent",
  exchange: () => ({ users: [user("oak", { numbers: [cem] })] }),
  async play(house) {
    const phone = await lowerTiers(house);
    const carrier = await house.carrier();
    house.begins();
    const call = await carrier.calls(cem, { from: numbers.caller });
    await house.runs(2000);
    assert.equal(phone.talks.length, 1, "Cem's telephone rings");
    const invite = phone.talk.incoming?.request;
    assert.deepEqual(invite?.lines("Max-Forwards"), ["67"], "three tiers");
    assert.equal(
      invite
        ?.lines("Via")
        .join(", ")
        .split(/, ?SIP/).length,
      4,
      "each is named in Via",
    );
    phone.talk.lifts();
    await house.runs(1000);
    await house.talk([call, tones.carrier], [phone.talk, tones.cem]);
    call.hangsUp();
    await house.runs(1000);

    await says(house, phone, [{ when: { is: "always" }, do: "reject" }], 1);
    const refused = await carrier.calls(cem, { from: numbers.caller });
    assert.deepEqual(await house.told(refused), ["refused 603", "over refused"]);
    assert.equal(phone.talks.length, 1);
    await says(house, phone, [], 2);
    const far = await carrier.calls(cem, { from: numbers.caller, maxForwards: 2 });
    assert.deepEqual(await house.told(far), ["refused 483", "over refused"]);
  },
};

export const twoSets: FamilyRow = {
  id: "A-29",
  of: "'857, claim 1; the abstract of '848",
  name: "is one of several over the same server, which has rules of its own for each",
  words:
    "Ada's server is a member of two exchanges. The same caller comes by one and rings, with a ring of its own; comes by the other and is told not now. Who merely writes that he comes by the first is a stranger.",
  wire: "two INVITEs with the same caller, by two registrations; 180 to the one, 480 to the other; the forger's INVITE is 403",
  people: "Ada's telephone rings as the first exchange's calls do, and not for the others",
  async play(house) {
    const { town } = house;
    const pine = "192.0.2.4";
    house.named(pine, "pine");
    const second = { domains: ["pine.example"], country: "CA" };
    const trunks = [{ id: "carrier", server: "192.0.2.10" }];
    const users = [{ name: "ada", numbers: [numbers.ada], ...login("pine.example", "ada") }];
    town.neighbours.push(await exchangeAt(town.sim.host(pine), pine, { ...second, trunks, users }));
    const account = (id: string, server: string): object => ({
      ...{ id, kind: "exchange", server, transport: "udp", username: "ada" },
      secret: "password-of-ada",
    });
    const ada = await house.member("ada", ring, {
      accounts: [account("maple", "192.0.2.1"), account("pine", pine)],
      rules: [
        {
          ...{ id: "maple", name: "Maple", when: { is: "via", account: "maple" } },
          then: [{ do: "ring", targets: [{ device: "desk" }], cadence: "r2", for: 20 }],
        },
        {
          ...{ id: "pine", name: "Pine", when: { is: "via", account: "pine" } },
          then: [{ do: "reject", cause: "quiet" }],
        },
        { id: "all", name: "All", when: { is: "always" }, then: [{ do: "reject", cause: "busy" }] },
      ],
    });
    const [desk, carrier] = [await house.desk(ada), await house.carrier()];
    house.begins();
    const one = await carrier.calls(numbers.ada, { from: numbers.caller });
    assert.ok((await house.told(one)).includes("progress 180"));
    const alert = desk.talk.incoming?.request.lines("Alert-Info").join() ?? "";
    assert.match(alert, /Bellcore-dr2/, "a ring of its own");
    const other = await carrier.calls(`sip:${numbers.ada}@${pine}`, {
      from: numbers.caller,
      at: pine,
    });
    assert.deepEqual((await house.told(other)).slice(-2), ["refused 480", "over refused"]);
    const forger = await town.person("forger", "192.0.2.66", 1000, { server: ada.host });
    house.named("192.0.2.66", "forger");
    const forged = await forger.calls(`sip:${numbers.ada}@${ada.host}`, {
      domain: "192.0.2.1",
      extra: [{ name: "P-Asserted-Identity", text: "<sip:ben@192.0.2.1>" }],
    });
    assert.deepEqual(await house.told(forged), ["refused 403", "over refused"]);
    assert.equal(desk.talks.length, 1);
  },
};
