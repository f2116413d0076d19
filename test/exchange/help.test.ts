import assert from "node:assert/strict";
import { test } from "node:test";
import type { Person } from "../phones/person.ts";
import { login, passwordCarrier } from "./passwordCarrier.ts";
import { exchangeSettings, numbers, user, Village } from "./village.ts";

/* Calls for help at an exchange: whatever its operator has set, they leave, and are called back. */

interface Story {
  readonly town: Village;
  /** Ada's telephone, which is her server. */
  readonly phone: Person;
  /** The first trunk, known by its address. */
  readonly trunk: Person;
}

const hard = {
  tiers: [{ id: "standard", calls: "members", channels: 1 }],
  trunks: [
    { id: "carrier", server: "192.0.2.10", prefixes: ["+1"], channels: 1 },
    { id: "second", server: "192.0.2.11", prefixes: ["+44"] },
  ],
};

async function story(more: object = {}): Promise<Story> {
  const town = await Village.open(exchangeSettings({ ...hard, ...more }));
  const phone = await town.bare("ada", "192.0.2.41", 440);
  return { town, phone, trunk: await town.person("carrier", "192.0.2.10", 1000) };
}

/** Lifted there, both heard, and over. */
async function isHelped(
  town: Village,
  { phone, trunk, dialled }: Omit<Story, "town"> & { readonly dialled: string },
): Promise<string | undefined> {
  const call = await phone.calls(dialled);
  await town.runs(3000);
  const asked = trunk.talk.incoming?.request.uriText;
  trunk.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9, "who helps is heard");
  assert.ok(trunk.talk.voice.share(440) > 0.9, "and hears who calls");
  call.hangsUp();
  await town.runs(1000);
  return asked;
}

for (const dialled of ["911", "112", "tel:911", "*67911", "9911"])
  test(`${dialled} leaves, though the user may call members alone and has no channel left`, async () => {
    const { town, phone, trunk } = await story();
    const ben = await town.bare("ben", "192.0.2.42", 600);
    const other = await phone.calls("ben");
    await town.runs(1000);
    ben.talk.lifts();
    await town.runs(1000);
    const asked = await isHelped(town, { phone, trunk, dialled });
    assert.match(asked ?? "", dialled === "112" ? /^sip:112@/ : /^sip:911@/);
    other.hangsUp();
    await town.runs(1000);
    await town.mustBeIdle();
  });

for (const [urn, country, number] of [
  ["urn:service:sos", "CA", "911"],
  ["urn:service:sos.fire", "AT", "122"],
] as const)
  test(`${urn} is ${number} in ${country}`, async () => {
    const { town, phone, trunk } = await story({ country });
    const asked = await isHelped(town, { phone, trunk, dialled: urn });
    assert.equal(asked, `sip:${number}@192.0.2.10`);
    await town.mustBeIdle();
  });

test("who is suspended calls for help, and nobody else", async () => {
  const suspended = { reason: "not paid" };
  const { town, phone, trunk } = await story();
  town.uses(
    exchangeSettings({ ...hard, users: [user("ada", { numbers: [numbers.ada], suspended })] }),
  );
  const call = await phone.calls("ben");
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-2), ["refused 403", "over refused"]);
  await isHelped(town, { phone, trunk, dialled: "911" });
  await town.mustBeIdle();
});

test("a trunk that has no channel left carries it, and one that asks for a password too", async () => {
  const trunks = [
    { id: "carrier", server: "192.0.2.9", domain: "carrier.example", login, channels: 1 },
  ];
  const tiers = [{ id: "standard", calls: "usual", channels: 5 }];
  const { town, phone, trunk } = await story({ trunks, tiers });
  await passwordCarrier(town);
  const other = await phone.calls("+14165550100");
  await town.runs(2000);
  trunk.talk.lifts();
  await town.runs(1000);
  const refused = await phone.calls("+14165550101");
  await town.runs(2000);
  assert.deepEqual(refused.told.slice(-2), ["refused 503", "over refused"]);
  await isHelped(town, { phone, trunk, dialled: "911" });
  other.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

for (const status of [404, 486, 503])
  test(`the next trunk is asked when the first one says ${status}`, async () => {
    const { town, phone, trunk } = await story();
    trunk.manner = { refuses: status };
    const second = await town.person("second", "192.0.2.11", 1000);
    await isHelped(town, { phone, trunk: second, dialled: "911" });
    await town.mustBeIdle();
  });

for (const asksPassword of [false, true])
  test(`a trunk that is silent is not waited for, ${asksPassword ? "by password" : "known by address"}`, async () => {
    const first = { id: "silent", server: "192.0.2.9", prefixes: ["+"] };
    const trunks = [asksPassword ? { ...first, login } : first, ...hard.trunks];
    const { town, phone, trunk } = await story({ trunks });
    const silent = await town.person("silent", "192.0.2.9", 300);
    silent.manner = "nothing";
    silent.vanishes();
    await isHelped(town, { phone, trunk, dialled: "911" });
    await town.mustBeIdle();
  });

for (const asksPassword of [false, true])
  test(`a trunk that does not ring for six seconds holds nobody up, and is ended (${asksPassword ? "by password" : "known by address"})`, async () => {
    const first = { id: "slow", server: "192.0.2.9", prefixes: ["+"] };
    const trunks = [asksPassword ? { ...first, login } : first, ...hard.trunks];
    const { town, phone, trunk } = await story({ trunks });
    const slow = await town.person("slow", "192.0.2.9", 300);
    slow.manner = "nothing";
    const call = await phone.calls("911");
    await town.runs(5000);
    assert.equal(trunk.talks.length, 0);
    await town.runs(3000);
    trunk.talk.lifts();
    await town.runs(2000);
    assert.ok(call.voice.share(1000) > 0.9);
    assert.deepEqual(slow.talk.told.slice(-1), ["over cancelled"]);
    call.hangsUp();
    await town.runs(1000);
    await town.mustBeIdle();
  });

test("no user's extension stands before a number for help", async () => {
  const users = [
    user("ada", { numbers: [numbers.ada] }),
    user("ben", { extension: "144", numbers: [numbers.ben] }),
  ];
  const { town, phone, trunk } = await story({ country: "CH", users });
  const asked = await isHelped(town, { phone, trunk, dialled: "144" });
  assert.equal(asked, "sip:144@192.0.2.10");
  await town.mustBeIdle();
});

test("a stranger, a trunk and another domain's 911 are no calls for help of ours", async () => {
  const { town, phone, trunk } = await story();
  const stranger = await town.person("stranger", "192.0.2.50", 700);
  const calls = [await stranger.calls("911"), await trunk.calls("911")];
  calls.push(await phone.calls("sip:911@elsewhere.example"));
  await town.runs(3000);
  for (const call of calls) assert.match(call.told.join(" "), /refused 4(0[34]|80)/);
  assert.deepEqual(trunk.talks.length, 1, "nobody was called");
  await town.mustBeIdle();
});

test("for an hour whoever calls back from outside passes what user and operator have set", async () => {
  const { town, phone, trunk } = await story();
  const users = [
    user("ada", {
      numbers: [numbers.ada],
      suspended: { reason: "not paid" },
    }),
  ];
  const back = async (): Promise<string> => {
    const call = await trunk.calls(numbers.ada);
    await town.runs(3000);
    const told = call.told.join(" ");
    call.hangsUp();
    await town.runs(1000);
    return told;
  };
  assert.match(await back(), /ringing|180/);
  town.uses(exchangeSettings({ ...hard, users }));
  assert.match(await back(), /refused 480/);
  await isHelped(town, { phone, trunk, dialled: "911" });
  assert.match(await back(), /ringing|180/);
  await town.runs(3_600_000);
  assert.match(await back(), /refused 480/);
  await town.mustBeIdle();
});
