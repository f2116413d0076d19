import assert from "node:assert/strict";
import { test } from "node:test";
import { signJws } from "#kit/jws.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import type { Person } from "../phones/person.ts";
import { asks } from "./asks.ts";
import { ada, login, outside, passwordCarrier, trunksTo } from "./passwordCarrier.ts";
import { domain, exchangeSettings, user, Village } from "./village.ts";

/* Calls that the exchange itself forwards to a number outside, by a trunk that asks for a password. */

interface Story {
  readonly town: Village;
  /** Known by its address: a trunk that only calls in. */
  readonly caller: Person;
  /** Ada's telephone, which is her server. */
  readonly phone: Person;
  /** Beyond the carrier. */
  readonly called: Person;
  /** The next trunk. */
  readonly second: Person;
  /** Nothing is left; no channel either, unless the exchange went in the middle of a call. */
  closes(isGone?: boolean): Promise<void>;
}

async function story(trunk: object = {}): Promise<Story> {
  const trunks = [...trunksTo(trunk), { id: "inward", server: "192.0.2.12", prefixes: ["+999"] }];
  const users = [user("ada", { numbers: [ada], followsRedirections: true })];
  const town = await Village.open(exchangeSettings({ trunks, users }));
  await passwordCarrier(town);
  const caller = await town.person("caller", "192.0.2.12", 1000);
  const phone = await town.bare("ada", "192.0.2.41", 440);
  const called = await town.person("called", "192.0.2.10", 600);
  const second = await town.person("second", "192.0.2.11", 700);
  return {
    ...{ town, caller, phone, called, second },
    async closes(isGone = false) {
      await town.runs(45_000);
      const left = ["carrier", "second", "inward"].filter(
        (id) => town.exchange.inside.channels.inUse(`trunk/${id}`) > 0,
      );
      if (!isGone) assert.deepEqual(left, [], "no trunk has a channel left");
      await town.mustBeIdle();
    },
  };
}

/** Ada has said where her calls go while none of her servers is there, and leaves. */
async function leaves({ town, phone }: Story): Promise<void> {
  const address = `sip:ada@${domain}`;
  const policy = {
    ...{ user: address, version: 1, timeZone: "UTC", country: "CA", rules: [] },
    unreachable: [{ do: "forward", to: { number: outside } }],
    ...{ issued: "2026-11-27T17:00:00Z", expires: "2026-12-27T17:00:00Z" },
  };
  const published = await asks(town, phone, {
    ...{ method: "PUBLISH", uri: address },
    headers: [
      { name: "Event", text: "call-policy" },
      { name: "Content-Type", text: "application/jose" },
    ],
    body: signJws(policy, nodeCrypto.ed25519Key(new Uint8Array(32).fill(7))),
  });
  assert.equal(published?.status, 200);
  const gone = phone.close();
  await town.runs(3000);
  await gone;
  town.people.splice(town.people.indexOf(phone), 1);
}

test("while nobody is in, a call goes on to a number outside by a carrier that asks for the password", async () => {
  const of = await story();
  const { town, caller, called, closes } = of;
  await leaves(of);
  const call = await caller.calls(ada);
  await town.runs(3000);
  const invite = called.talk.incoming?.request;
  assert.deepEqual(invite?.lines("P-Asserted-Identity"), [`<sip:${ada}@carrier.example>`]);
  assert.deepEqual(invite?.lines("History-Info").join(", ").split(", "), [
    `<sip:${ada}@192.0.2.1?Reason=SIP%3Bcause%3D480>;index=1`,
    `<sip:${outside}@${domain};cause=503>;index=1.1;mp=1`,
  ]);
  assert.match(invite?.lines("Diversion")[0] ?? "", /;reason=unavailable/);
  called.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(600) > 0.9, "the caller hears whom it was forwarded to");
  assert.ok(called.talk.voice.share(1000) > 0.9, "and is heard");
  assert.equal(town.exchange.inside.channels.inUse("trunk/inward"), 1, "as long as the call is up");
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(called.talk.told.slice(-2), ["bye", "over bye"]);
  const [seen] = town.exchange.inside.calls.recent();
  assert.deepEqual(
    [seen?.by, seen?.for, seen?.outcome, seen?.bridged],
    ["trunk/inward", "user/ada", "answered", true],
  );
  assert.deepEqual(
    seen?.hops.map((hop) => [hop.of, hop.status]),
    [["trunk/carrier", 200]],
  );
  await closes();
});

test("a caller who gives up is heard beyond the carrier, and a refusal comes back", async () => {
  const of = await story();
  const { town, caller, called, second, closes } = of;
  await leaves(of);
  const call = await caller.calls(ada);
  await town.runs(3000);
  assert.ok(call.told.includes("progress 180"), "it rings");
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(called.talk.told, ["cancelled", "over cancelled"]);
  assert.ok(call.isOver);

  const other = await caller.calls(ada);
  await town.runs(3000);
  called.talk.refuses(486);
  await town.runs(1000);
  assert.deepEqual(other.told.slice(-2), ["refused 486", "over refused"]);
  assert.equal(second.talks.length, 0, "busy is no trunk's trouble");
  await closes();
});

const troubles: readonly (readonly [what: string, trunk: object])[] = [
  ["refuses our password", { login: { ...login, secret: "another" } }],
  ["is not there", { server: "192.0.2.99" }],
];
for (const [what, trunk] of troubles)
  test(`a carrier that ${what} gives way to the next one`, async () => {
    const of = await story(trunk);
    const { town, caller, called, second, closes } = of;
    await leaves(of);
    const call = await caller.calls(ada);
    await town.runs(40_000);
    assert.equal(called.talks.length, 0);
    second.talk.lifts();
    await town.runs(2000);
    assert.ok(call.voice.share(700) > 0.9);
    call.hangsUp();
    await town.runs(1000);
    assert.deepEqual(second.talk.told.slice(-2), ["bye", "over bye"]);
    await closes();
  });

test("a forwarded call takes one of the trunk's channels", async () => {
  const of = await story({ channels: 1 });
  const { town, caller, called, second, closes } = of;
  await leaves(of);
  const one = await caller.calls(ada);
  await town.runs(3000);
  called.talk.lifts();
  await town.runs(1000);
  const two = await caller.calls(ada);
  await town.runs(3000);
  assert.deepEqual([called.talks.length, second.talks.length], [1, 1]);
  two.hangsUp();
  one.hangsUp();
  await town.runs(1000);
  const three = await caller.calls(ada);
  await town.runs(3000);
  assert.equal(called.talks.length, 2, "it is free again");
  three.hangsUp();
  await town.runs(1000);
  await closes();
});

test("a redirection outside is followed when no other telephone of the user takes the call", async () => {
  const { town, caller, phone, called, closes } = await story();
  const other = await town.bare("ada", "192.0.2.42", 800);
  const first = await caller.calls(ada);
  await town.runs(1000);
  phone.talk.sendsTo(`tel:${outside}`);
  other.talk.lifts();
  await town.runs(2000);
  assert.equal(called.talks.length, 0, "somebody has lifted");
  assert.ok(first.voice.share(800) > 0.9);
  first.hangsUp();
  await town.runs(1000);

  const next = await caller.calls(ada);
  await town.runs(1000);
  phone.talk.sendsTo(`tel:${outside}`);
  other.talk.refuses(486);
  await town.runs(2000);
  assert.match(called.talk.incoming?.request.lines("Diversion")[0] ?? "", /;reason=unconditional/);
  called.talk.speaksEarly();
  await town.runs(2000);
  assert.ok(next.voice.share(600) > 0.9, "it is heard before anybody answers");
  called.talk.lifts();
  await town.runs(2000);
  assert.ok(called.talk.voice.share(1000) > 0.9);
  called.talk.hangsUp();
  await town.runs(1000);
  assert.deepEqual(next.told.slice(-2), ["bye", "over bye"]);
  await closes();
});

test("two redirections outside are tried one after the other, and are one call", async () => {
  const { town, caller, phone, called, closes } = await story();
  const other = await town.bare("ada", "192.0.2.42", 800);
  const call = await caller.calls(ada);
  await town.runs(1000);
  phone.talk.sendsTo(`tel:${outside}`);
  other.talk.sendsTo("tel:+14165550111");
  await town.runs(2000);
  called.talk.refuses(486);
  await town.runs(2000);
  assert.equal(called.talks.length, 2);
  called.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(600) > 0.9);
  assert.equal(town.exchange.inside.channels.inUse("trunk/carrier"), 1);
  assert.equal(town.exchange.inside.calls.live()[0]?.state, "up");
  call.hangsUp();
  await town.runs(1000);
  await closes();
});

test("an exchange that closes ends a call that it has forwarded over a bridge", async () => {
  const of = await story();
  const { town, caller, called, closes } = of;
  await leaves(of);
  const call = await caller.calls(ada);
  await town.runs(3000);
  called.talk.lifts();
  await town.runs(1000);
  const closing = town.exchange.close();
  await town.runs(1000);
  await closing;
  assert.deepEqual([call.told.at(-1), called.talk.told.at(-1)], ["over bye", "over bye"]);
  await closes(true);
});
