import assert from "node:assert/strict";
import { test } from "node:test";
import type { HeaderLine } from "#sip/message/message.ts";
import { type Person, serverHost } from "../phones/person.ts";
import { ada, login, outside, passwordCarrier, trunksTo } from "./passwordCarrier.ts";
import { exchangeSettings, user, Village } from "./village.ts";

/* Calls out by trunks that ask for a password; here the carrier's side is another exchange. */

interface Story {
  readonly town: Village;
  readonly phone: Person;
  /** Beyond the carrier. */
  readonly called: Person;
  /** Known by its address: the next trunk. */
  readonly second: Person;
}

/** Ada's telephone at our exchange; our trunk at "carrier.example", and another for when it has trouble. */
async function story(
  trunk: object = {},
  more: object = { users: [user("ada", { numbers: [ada] })] },
): Promise<Story> {
  const town = await Village.open(exchangeSettings({ trunks: trunksTo(trunk), ...more }));
  await passwordCarrier(town);
  const phone = await town.bare("ada", "192.0.2.41", 440);
  const called = await town.person("called", "192.0.2.10", 1000);
  const second = await town.person("second", "192.0.2.11", 700);
  return { town, phone, called, second };
}

test("a carrier that asks for the password has it, and both are heard", async () => {
  const { town, phone, called } = await story();
  const call = await phone.calls(outside);
  await town.runs(2000);
  called.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9);
  assert.ok(called.talk.voice.share(440) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(called.talk.told.slice(-2), ["bye", "over bye"]);
  await town.mustBeIdle();
});

test("a call without an offer has one by the answer, over the bridge too", async () => {
  const { town, phone, called } = await story();
  const call = await phone.calls(outside, { offers: false });
  await town.runs(2000);
  called.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9);
  assert.ok(called.talk.voice.share(440) > 0.9);
  called.talk.hangsUp();
  await town.runs(1000);
  assert.equal(call.isOver, true);
  await town.mustBeIdle();
});

test("an offer that comes before the answer goes over the bridge, and its answer back", async () => {
  const { town, phone, called } = await story();
  const call = await phone.calls(outside, { offers: false });
  await town.runs(2000);
  called.talk.speaksEarly();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9, "it is heard before anybody answers");
  called.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9);
  assert.ok(called.talk.voice.share(440) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("a password that the carrier refuses is our trouble: the next trunk has the call", async () => {
  const { town, phone, called, second } = await story({
    login: { ...login, secret: "another" },
  });
  const call = await phone.calls(outside);
  await town.runs(3000);
  assert.equal(called.talks.length, 0);
  second.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(700) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  const [seen] = town.exchange.inside.calls.recent();
  assert.deepEqual(
    [seen?.by, seen?.for, seen?.outcome, seen?.bridged],
    ["user/ada", "outside", "answered", true],
  );
  assert.deepEqual(
    seen?.hops.map(({ of, status }) => [of, status]),
    [
      ["trunk/carrier", 407],
      ["trunk/second", 200],
    ],
    "the operator sees which trunk had what",
  );
  await town.mustBeIdle();
});

test("a carrier that is silent gives way to the next, and what it says of the called does not", async () => {
  const { town, phone, called, second } = await story();
  const busy = await phone.calls(outside);
  await town.runs(2000);
  called.talk.refuses(486);
  await town.runs(1000);
  assert.deepEqual(busy.told.slice(-2), ["refused 486", "over refused"]);
  assert.equal(second.talks.length, 0, "busy is busy");

  called.manner = { refuses: 503 };
  const call = await phone.calls(outside);
  await town.runs(3000);
  second.talk.lifts();
  await town.runs(1000);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(second.talk.told.slice(-2), ["bye", "over bye"]);
  await town.mustBeIdle();
});

test("a trunk has as many calls at once as it has channels", async () => {
  const { town, phone, called, second } = await story({ channels: 1 });
  const one = await phone.calls(outside);
  await town.runs(2000);
  called.talk.lifts();
  await town.runs(1000);
  const two = await phone.calls(outside);
  await town.runs(2000);
  assert.deepEqual([called.talks.length, second.talks.length], [1, 1]);
  two.hangsUp();
  one.hangsUp();
  await town.runs(1000);
  const three = await phone.calls(outside);
  await town.runs(2000);
  assert.equal(called.talks.length, 2, "it is free again");
  three.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

const callers: readonly (readonly [what: string, trunk: object, calls: object, from: string])[] = [
  ["the user's own number", {}, {}, `<sip:${ada}@carrier.example>`],
  ["as the carrier writes numbers", { numbers: "digits" }, {}, "<sip:16135550101@carrier.example>"],
  [
    "the trunk's own number where the carrier takes no other",
    { callerId: { number: "+16135550100", always: true } },
    {},
    "<sip:+16135550100@carrier.example>",
  ],
  [
    "nobody where the caller hides",
    {},
    { extra: [{ name: "Privacy", text: "id" }] },
    '"Anonymous" <sip:anonymous@anonymous.invalid>',
  ],
];
for (const [what, trunk, calls, wanted] of callers)
  test(`a carrier is shown ${what}`, async () => {
    const { town, phone } = await story({
      ...trunk,
      server: "192.0.2.11",
      domain: "carrier.example",
    });
    const second = town.people.find(({ name }) => name === "second");
    const call = await phone.calls(outside, calls);
    await town.runs(2000);
    const invite = second?.talk.incoming?.request;
    assert.equal(invite?.lines("From")[0]?.replace(/;tag=.*/, ""), wanted);
    if (wanted.includes("anonymous"))
      assert.deepEqual(invite?.lines("P-Asserted-Identity"), [`<sip:${ada}@carrier.example>`]);
    assert.deepEqual(invite?.lines("To").length, 1);
    call.hangsUp();
    await town.runs(1000);
    await town.mustBeIdle();
  });

test("an exchange that closes ends the calls that it bridges, also one that rings", async () => {
  const { town, phone, called } = await story();
  const one = await phone.calls(outside);
  await town.runs(2000);
  called.talk.lifts();
  await town.runs(1000);
  const two = await phone.calls(outside);
  await town.runs(2000);
  const [answered, ringing] = called.talks;
  const closing = town.exchange.close();
  await town.runs(1000);
  await closing;
  assert.deepEqual([one.told.at(-1), two.told.at(-2)], ["over bye", "refused 503"]);
  assert.deepEqual([answered?.told.at(-1), ringing?.told.at(-1)], ["over bye", "over cancelled"]);
  await town.mustBeIdle();
});

const refusals: readonly (readonly [what: string, extra: HeaderLine, status: number])[] = [
  [
    "replacing a dialog, which has another name beyond the bridge",
    { name: "Replaces", text: "x;to-tag=a;from-tag=b" },
    488,
  ],
  ["an extension that it wants", { name: "Require", text: "precondition" }, 420],
];
for (const [what, extra, status] of refusals)
  test(`a call that is refused for ${what} keeps no channel`, async () => {
    const users = [user("ada", { numbers: [ada], tier: "one" })];
    const tiers = [{ id: "one", calls: "anywhere", channels: 1 }];
    const { town, phone, called } = await story({}, { users, tiers });
    const refused = await phone.calls(outside, { extra: [extra] });
    await town.runs(1000);
    assert.deepEqual(refused.told, [`refused ${status}`, "over refused"]);
    const call = await phone.calls(outside);
    await town.runs(2000);
    assert.equal(called.talks.length, 1, "one is all that Ada has");
    call.hangsUp();
    await town.runs(1000);
    await town.mustBeIdle();
  });

test("settings: a trunk that registers wants a login", async () => {
  await assert.rejects(
    Village.open(exchangeSettings({ trunks: [{ id: "t", server: serverHost, registers: true }] })),
    /trunks.*registers/,
  );
});
