/** Calls to the outside as the owner set them: which account, which number is shown, how many at once, and failover. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Person } from "../phones/person.ts";
import { household, number, outcome, ring, settingsOf } from "./household.ts";

const account = (id: string, host: number, more: object = {}): object => ({
  id,
  kind: "carrier",
  server: `192.0.2.${host}`,
  transport: "udp",
  register: false,
  number,
  ...more,
});

interface Wish {
  readonly outgoing?: object;
  /** Of the account `carrier`. */
  readonly account?: object;
  readonly more?: object;
}

async function waysOut({ outgoing = {}, account: its = {}, more = {} }: Wish = {}) {
  const house = await household(
    settingsOf([ring("kitchen")], {
      numbers: [
        { id: "home", number },
        { id: "shop", number: "(613) 555-0143" },
      ],
      accounts: [account("carrier", 10, its), account("other", 11)],
      outgoing,
      ...more,
    }),
  );
  const other = await house.town.person("other", "192.0.2.11", 1400);
  house.town.begins();
  return { ...house, other };
}

const header = (person: Person, name: string): string =>
  person.talk.incoming?.request.lines(name).join("; ") ?? "no call";
const called = ({ talks }: Person): string => {
  const uri = talks.at(-1)?.incoming?.request.uri;
  return uri?.ok ? (uri.value.user ?? "") : "";
};

test("a way out by its beginning, its telephone, and what is keyed before: each call takes the first that fits", async () => {
  const routes = [
    { id: "toronto", when: { is: "to", like: "416*" }, through: ["other"] },
    { id: "study", when: { is: "from", device: "study" }, through: ["other"] },
    { id: "by-hand", when: { is: "keyed", prefix: "*11" }, through: ["other"] },
  ];
  const { town, carrier, other, kitchen, study } = await waysOut({ outgoing: { routes } });
  for (const [phone, dials, by] of [
    [kitchen, "4165550177", other],
    [kitchen, "6135550177", carrier],
    [study, "6135550177", other],
    [kitchen, "*116135550177", other],
    [kitchen, "*67*116135550177", other],
  ] as const) {
    const before = by.talks.length;
    const call = await phone.calls(dials);
    await town.runs(500);
    assert.equal(by.talks.length, before + 1, dials);
    assert.equal(called(by), dials.replace(/^(\*67)?(\*11)?/, "+1"), dials);
    assert.equal(header(by, "Privacy"), dials.startsWith("*67") ? "id" : "", dials);
    call.hangsUp();
    await town.runs(500);
  }
  const why = town.calls()[0]?.record.decision?.because.map(({ rule, matched }) => [rule, matched]);
  assert.deepEqual(why, [
    ["toronto", false],
    ["study", false],
    ["by-hand", true],
    ["outgoing", true],
  ]);
  await town.mustBeIdle();
});

test("the shop's number is shown from the study, by the same account", async () => {
  const { town, carrier, kitchen, study } = await waysOut({
    more: {
      devices: [
        { id: "kitchen", kind: "sip", secret: "a-long-secret" },
        { id: "study", kind: "sip", secret: "a-long-secret", shows: "shop" },
      ],
    },
  });
  for (const [phone, shown] of [
    [study, "+16135550143"],
    [kitchen, "+16135550142"],
  ] as const) {
    const call = await phone.calls("6135550177");
    await town.runs(500);
    assert.equal(header(carrier, "P-Asserted-Identity"), `<sip:${shown}@192.0.2.10>`);
    call.hangsUp();
    await town.runs(500);
  }
  await town.mustBeIdle();
});

const at = (user: string): string => `<sip:${user}@192.0.2.10>`;
const hidden = /^"?Anonymous"? <sip:anonymous@anonymous.invalid>/;
for (const [style, name, open, closed] of [
  ["asserted", "P-Asserted-Identity", at(number), at(number)],
  ["preferred", "P-Preferred-Identity", at(number), at(number)],
  ["from", "P-Asserted-Identity", at(number), at(number)],
  [
    "remoteParty",
    "Remote-Party-ID",
    `${at(number)};party=calling;screen=no;privacy=off`,
    `${at(number)};party=calling;screen=no;privacy=full`,
  ],
] as const)
  test(`caller ID as an account of style ${style} wants it, shown and hidden`, async () => {
    const { town, carrier, kitchen } = await waysOut({
      account: { username: "ada", callerId: style, register: false },
    });
    for (const hides of [false, true]) {
      const call = await kitchen.calls(`${hides ? "*67" : ""}6135550177`);
      await town.runs(500);
      assert.equal(header(carrier, name), hides ? closed : open);
      assert.equal(header(carrier, "Privacy"), hides ? "id" : "");
      const from = header(carrier, "From");
      if (hides) assert.match(from, hidden);
      else assert.equal(from.includes(`sip:${number}@`), style === "from", from);
      for (const line of ["P-Asserted-Identity", "P-Preferred-Identity", "Remote-Party-ID"])
        assert.equal(header(carrier, line) !== "", line === name, `${line} of ${style}`);
      call.hangsUp();
      await town.runs(500);
    }
    await town.mustBeIdle();
  });

test("an account that carries as many calls as it may is passed over; when all are full the telephone is told", async () => {
  const { town, carrier, other, kitchen, study } = await waysOut({
    account: { callsAtOnce: 1 },
    outgoing: { limits: { callsAtOnce: 2 } },
  });
  const first = await kitchen.calls("6135550177");
  await town.runs(500);
  const second = await study.calls("6135550178");
  await town.runs(500);
  assert.deepEqual([carrier.talks.length, other.talks.length], [1, 1]);
  const third = await kitchen.calls("6135550179");
  await town.runs(10_000);
  assert.deepEqual([carrier.talks.length, other.talks.length], [1, 1]);
  assert.equal(third.told.at(-1), "over refused");
  assert.equal(town.calls()[0]?.record.decision?.because.at(-1)?.code, "limit.callsAtOnce");
  const help = await kitchen.calls("911");
  await town.runs(500);
  assert.equal(called(carrier), "911", "a call for help asks nobody");
  for (const one of [help, first, second]) one.hangsUp();
  await town.runs(1000);
  const again = await kitchen.calls("6135550180");
  await town.runs(500);
  assert.equal(called(carrier), "+16135550180", "the line is free again");
  again.hangsUp();
  await town.mustBeIdle();
});

test("a call that comes in takes a line of its account", async () => {
  const { town, carrier, other, study } = await waysOut({ account: { callsAtOnce: 1 } });
  const inwards = await carrier.calls(number);
  await town.runs(500);
  const call = await study.calls("6135550177");
  await town.runs(500);
  assert.equal(called(other), "+16135550177");
  call.hangsUp();
  inwards.hangsUp();
  await town.mustBeIdle();
});

for (const [how, manner, within] of [
  ["has no room", { refuses: 503 }, 500],
  ["says nothing", "gone", 5500],
  ["knows no such place", { refuses: 500 }, 500],
] as const)
  test(`the first account ${how}: the second takes the call`, async () => {
    const { town, carrier, other, kitchen } = await waysOut();
    if (manner === "gone") await carrier.close();
    else carrier.manner = manner;
    const call = await kitchen.calls("6135550177");
    await town.runs(within);
    assert.equal(other.talks.length, 1);
    other.talk.lifts();
    await town.runs(2000);
    assert.ok(call.voice.share(1400) > 0.9);
    call.hangsUp();
    await town.runs(40_000);
    assert.equal(outcome(town)[0], "answered");
    await town.mustBeIdle();
  });

for (const status of [404, 484, 486, 603] as const)
  test(`who is called has answered ${status}: the second account is not asked for the same`, async () => {
    const { town, carrier, other, kitchen } = await waysOut();
    carrier.manner = { refuses: status };
    await kitchen.calls("6135550177");
    await town.runs(3000);
    assert.equal(other.talks.length, 0);
    await town.mustBeIdle();
  });

const abroad = "+442079460123";
const forwards = (more: object = {}): object => ({
  rules: [
    {
      id: "all",
      name: "Everyone",
      when: { is: "always" },
      then: [{ do: "forward", to: { number: abroad, ...more } }, ring("kitchen")],
    },
  ],
});

test("forwarding abroad without the owner's word reaches nobody there, whatever may be dialled", async () => {
  const { town, carrier, other, kitchen } = await waysOut({
    outgoing: { limits: { abroad: "allow" } },
    more: forwards(),
  });
  const call = await carrier.calls(number);
  await town.runs(500);
  assert.deepEqual([carrier.talks.length, other.talks.length], [1, 0]);
  assert.equal(kitchen.talks.length, 1, "the next step is taken");
  call.hangsUp();
  await town.runs(500);
  const [leg] = town.calls()[0]?.record.legs ?? [];
  assert.deepEqual([leg?.target, leg?.cause?.text], [abroad, "forward.unconfirmed"]);
  await town.mustBeIdle();
});

test("forwarding abroad with it goes there, though nobody may dial abroad; premium numbers never", async () => {
  const { town, carrier, other } = await waysOut({
    outgoing: { route: ["other"] },
    more: forwards({ abroad: true }),
  });
  const call = await carrier.calls(number);
  await town.runs(500);
  assert.equal(called(other), abroad);
  call.hangsUp();
  await town.mustBeIdle();
});
