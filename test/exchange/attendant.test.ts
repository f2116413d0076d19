/** A number of the exchange answers with a menu, and connects to the extension that is dialled (claim A-43). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { attendantHouse } from "#exchange/attendant/attendantHouse.ts";
import { validateExchange } from "#exchange/settings/validate.ts";
import { menuCaller } from "../phones/menuCaller.ts";
import { serverHost } from "../phones/person.ts";
import { exchangeSettings, memberSettings, ring, Village } from "./village.ts";

const main = "+16135550100";
const stranger = "+16135550177";
const question = "dial-extension-operator";
const attendant = { number: main, extension: "200", operator: "202" };

/** Ada, who does as `then` says, and Ben, who is the operator; a caller who hears the question. */
async function asked(
  then: readonly object[] = ring,
  exchanges: readonly object[] = [],
  extra: readonly { readonly name: string; readonly text: string }[] = [],
) {
  const settings = exchangeSettings({ attendant });
  const town = await Village.open(settings);
  const read = validateExchange(settings);
  assert.ok(read.ok);
  const house = attendantHouse(read.value, {
    ...{ server: serverHost, secret: "password-of-attendant", transport: "udp" },
  });
  await town.member("attendant", "192.0.2.30", house ?? {});
  const more = { exchanges };
  const ada = await town.member(
    "ada",
    "192.0.2.31",
    memberSettings("ada", "+16135550101", then, more),
  );
  const ben = await town.member("ben", "192.0.2.32", memberSettings("ben", "+16135550102", ring));
  const [adas, bens] = [await town.desk(ada, 440), await town.desk(ben, 600)];
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const call = await carrier.calls(main, { from: stranger, extra });
  await town.runs(2000);
  assert.ok(call.told.includes("accepted") && call.voice.level() > 0.01);
  return { town, ada, adas, bens, carrier, call, ...menuCaller(town, call) };
}

test("an extension: its user's own server is asked, sees who calls, and they talk", async () => {
  const { town, adas, bens, call, dials } = await asked();
  await dials("201#");
  call.voice.forget();
  await town.runs(2000);
  assert.ok(call.voice.share(440) + call.voice.share(480) > 0.8, "ringback");
  assert.match(adas.talk.incoming?.request.lines("From").join() ?? "", /\+?1?6135550177/);
  adas.talk.lifts();
  await town.runs(1000);
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(440) > 0.9, "the caller hears Ada");
  assert.ok(adas.talk.voice.lately(1000) > 0.9, "and Ada the caller");
  assert.equal(bens.talks.length, 0);
  call.hangsUp();
  await town.runs(1000);
  assert.ok(adas.talk.isOver);
  await town.mustBeIdle();
});

test("a policy refuses that caller, who came by the attendant: no packet to the member", async () => {
  const refuses = [
    {
      account: "maple",
      policy: [{ when: { is: "caller", like: stranger }, do: "reject" }],
    },
  ];
  const { town, ada, adas, dials, hears } = await asked(ring, refuses);
  await town.runs(2000);
  const before = ada.packets.length;
  await dials("201#");
  assert.deepEqual(await hears(6000), ["reached-nobody", question]);
  assert.deepEqual([adas.talks.length, ada.packets.length], [0, before]);
  await town.runs(40_000);
  await town.mustBeIdle();
});

test("a caller who is hidden stays so, and may be refused as one", async () => {
  const hidden = [{ name: "Privacy", text: "id" }];
  const { town, adas, dials, call } = await asked(ring, [], hidden);
  await dials("201#");
  await town.runs(1000);
  assert.match(adas.talk.incoming?.request.lines("From").join() ?? "", /anonymous/i);
  assert.doesNotMatch(
    Buffer.from(adas.talk.incoming?.request.bytes ?? []).toString(),
    /6135550177/,
  );
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
  const policy = [{ when: { is: "caller", in: "hidden" }, do: "reject" }];
  const other = await asked(ring, [{ account: "maple", policy }], hidden);
  await other.dials("201#");
  assert.deepEqual(await other.hears(6000), ["reached-nobody", question]);
  other.call.hangsUp();
  await other.town.mustBeIdle();
});

test("no such extension, three times: said each time, then goodbye", async () => {
  const { town, call, dials, hears } = await asked();
  for (let n = 0; n < 2; n++) {
    await dials("299#");
    assert.deepEqual(await hears(6500), ["reached-unknown", question]);
  }
  await dials("299#");
  assert.deepEqual(await hears(4000), ["goodbye"]);
  assert.equal(call.told.at(-1), "over bye");
  await town.mustBeIdle();
});

test("nobody is in: that is said; its own number is nobody, and 0 is the operator", async () => {
  const { town, ada, bens, call, dials, hears } = await asked();
  await town.breaks(ada);
  await dials("200#");
  assert.deepEqual(await hears(6500), ["reached-nobody", question]);
  await dials("0");
  await town.runs(1500);
  bens.talk.lifts();
  await town.runs(1000);
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(600) > 0.9, "the caller hears Ben");
  bens.talk.hangsUp();
  await town.runs(1000);
  assert.equal(call.told.at(-1), "over bye");
  await town.mustBeIdle();
});

for (const [when, digits] of [
  ["in the question", ""],
  ["within an extension", "20"],
  ["while it rings", "201#"],
] as const)
  test(`a caller who hangs up ${when} leaves nothing behind`, async () => {
    const { town, call, adas, dials } = await asked();
    await dials(digits);
    await town.runs(500);
    call.hangsUp();
    await town.runs(3000);
    for (const talk of adas.talks) assert.ok(talk.isOver);
    await town.mustBeIdle();
  });

test("a member reaches it by its extension, and is put through as that member", async () => {
  const { town, adas, bens, call } = await asked();
  call.hangsUp();
  const member = await bens.calls("200");
  await town.runs(2000);
  for (const digit of [2, 0, 1, 11]) {
    member.voice.press(digit);
    await town.runs(400);
  }
  await town.runs(1000);
  assert.match(adas.talk.incoming?.request.lines("From").join() ?? "", /6135550102/);
  member.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("whoever keys nothing is told goodbye", async () => {
  const { town, call, hears } = await asked();
  assert.deepEqual((await hears(50_000)).slice(-2), [question, "goodbye"]);
  assert.equal(call.told.at(-1), "over bye");
  await town.mustBeIdle();
});

test("a member's word on who calls is not believed: only the attendant's", async () => {
  const { town, adas, bens } = await asked();
  const liar = await bens.calls("201", {
    extra: [{ name: "P-Preferred-Identity", text: `<sip:${stranger}@maple.example>` }],
  });
  await town.runs(2000);
  assert.match(adas.talk.incoming?.request.lines("From").join() ?? "", /6135550102/);
  liar.hangsUp();
  await town.runs(60_000);
  await town.mustBeIdle();
});

const wrong = (more: object): readonly string[] => {
  const read = validateExchange(exchangeSettings({ attendant: { ...attendant, ...more } }));
  return read.ok ? [] : read.problem.map(({ path, code }) => `${path} ${code}`);
};

test("settings of an attendant that cannot be are refused, with the place", () => {
  assert.deepEqual(wrong({}), []);
  assert.deepEqual(wrong({ operator: "299" }), ["/attendant/operator settings.dangling"]);
  assert.deepEqual(wrong({ operator: "ada" }), []);
  assert.deepEqual(wrong({ extension: "201" }), ["/users/0/extension settings.twice"]);
  assert.deepEqual(wrong({ number: "+16135550101" }), ["/users/0/numbers/0 settings.twice"]);
  assert.deepEqual(wrong({ language: "fr" }), ["/attendant/language settings.notOneOf"]);
  const nowhere = validateExchange(exchangeSettings({ attendant: {} }));
  assert.deepEqual(nowhere.ok ? [] : nowhere.problem.map(({ path }) => path), ["/attendant"]);
});
