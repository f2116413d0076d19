/** The mailbox from both sides, in virtual time: what callers and the owner hear of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatWav } from "#media/audio/wav.ts";
import type { Talk } from "../phones/talk.ts";
import type { Town } from "../phones/town.ts";
import { type Household, household, number, settingsOf } from "./household.ts";

const away = "+14165550199";
const mailbox = (more: object = {}) =>
  settingsOf([{ do: "mailbox" }], { mailbox: { pin: "1815", ...more } });

/** Keys, one behind the other. */
async function keys(town: Town, { voice }: Talk, text: string): Promise<void> {
  for (const key of text) {
    voice.press(key === "*" ? 10 : key === "#" ? 11 : Number(key));
    await town.runs(300);
  }
}

/** A caller has left a message of a few seconds, which sounds like the carrier: 1000 Hz. */
async function left(settings = mailbox()): Promise<Household & { readonly id: string }> {
  const house = await household(settings);
  const { town, carrier } = house;
  const call = await carrier.calls(number, { from: away });
  await town.runs(2000);
  await keys(town, call, "#");
  await town.runs(8000);
  call.hangsUp();
  await town.runs(2000);
  const [message] = town.server.messages.all();
  assert.ok(message);
  return { ...house, id: message.id };
}

/** The kitchen hears its messages: the menu, then the first. */
async function hears({ town, kitchen }: Household): Promise<Talk> {
  const call = await kitchen.calls("*98");
  await town.runs(1000);
  await keys(town, call, "1");
  return call;
}

/** What is said about the message is over, and the message is not. */
async function untilHeard(town: Town, { voice }: Talk): Promise<void> {
  for (let i = 0; i < 60; i++) {
    voice.forget();
    await town.runs(500);
    if (voice.share(1000) > 0.9) return;
  }
  assert.fail("the message is not heard");
}

/** The message was left, and the kitchen hears it. */
async function listening(): Promise<Household & { readonly call: Talk }> {
  const house = await left();
  const call = await hears(house);
  await untilHeard(house.town, call);
  return { ...house, call };
}

test("who falls silent has said all: the mailbox says goodbye, and the silence is not kept", async () => {
  const { town, carrier } = await household(mailbox());
  const call = await carrier.calls(number, { from: away });
  await town.runs(2000);
  await keys(town, call, "#");
  await town.runs(5000);
  const { to } = call.voice;
  call.voice.to = undefined;
  await town.runs(12_000);
  call.voice.to = to;
  assert.ok(call.isOver, "hung up on");
  const length = town.server.messages.all()[0]?.lengthMs ?? 0;
  assert.ok(length > 3000 && length < 6500, `${length} ms`);
  await town.mustBeIdle();
});

test("who says nothing leaves nothing", async () => {
  const { town, carrier } = await household(mailbox());
  const call = await carrier.calls(number, { from: away });
  await town.runs(2000);
  await keys(town, call, "#");
  call.voice.to = undefined;
  await town.runs(15_000);
  assert.deepEqual([call.isOver, town.server.messages.all()], [true, []]);
  await town.mustBeIdle();
});

test("the owner hears when it came, and the message itself; goes forward in it, and back", async () => {
  const { town, call } = await listening();
  await keys(town, call, "4");
  await town.runs(1000);
  await untilHeard(town, call);
  await keys(town, call, "6");
  await town.runs(2500);
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(1000) < 0.5 && call.voice.level() > 0.005, "the keys are named");
  assert.equal(town.server.messages.fresh(), 0, "it counts as heard");
  call.hangsUp();
  await town.mustBeIdle();
});

test("2 calls whoever left it, in the same call; both hear each other", async () => {
  const { town, carrier, call } = await listening();
  await keys(town, call, "2");
  await town.runs(1000);
  const back = carrier.talk;
  assert.ok(back.incoming?.request.uri.ok);
  assert.equal(back.incoming.request.uri.value.user, away);
  back.lifts();
  await town.runs(1000);
  call.voice.forget();
  back.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(1000) > 0.9 && back.voice.share(440) > 0.9);
  back.hangsUp();
  await town.runs(1000);
  assert.ok(call.isOver);
  await town.mustBeIdle();
});

test("2, and nobody lifts there: the telephone hears so", async () => {
  const { town, carrier, call } = await listening();
  await keys(town, call, "2");
  await town.runs(1000);
  carrier.talk.refuses(486);
  await town.runs(3000);
  assert.ok(call.isOver);
  await town.mustBeIdle();
});

test("8 and a number: whoever lifts there hears the message", async () => {
  const { town, carrier, call } = await listening();
  await keys(town, call, "86135550188#");
  await town.runs(2000);
  const told = carrier.talk;
  assert.ok(told.incoming?.request.uri.ok);
  assert.equal(told.incoming.request.uri.value.user, "+16135550188");
  told.lifts();
  await untilHeard(town, told);
  await town.runs(15_000);
  assert.ok(told.isOver, "and that was it");
  call.hangsUp();
  await town.mustBeIdle();
});

test("8 and a number that may not be called: the owner hears that it cannot be", async () => {
  const { town, carrier, call } = await listening();
  const before = carrier.talks.length;
  await keys(town, call, "8011442079460123#");
  await town.runs(2000);
  assert.equal(carrier.talks.length, before);
  assert.equal(call.isOver, false);
  call.hangsUp();
  await town.mustBeIdle();
});

test("from outside: * during the greeting, the PIN, and the messages are heard", async () => {
  const { town, carrier } = await left();
  const call = await carrier.calls(number, { from: "+16135550100" });
  await town.runs(2000);
  await keys(town, call, "*1816#");
  await town.runs(1000);
  await keys(town, call, "1815#1");
  await untilHeard(town, call);
  call.hangsUp();
  await town.runs(2000);
  assert.equal(town.server.messages.all().length, 1, "and no message was left");
  await town.mustBeIdle();
});

test("nine wrong PINs in three calls, and the right one opens nothing either", async () => {
  const { town, carrier } = await household(mailbox());
  for (let i = 0; i < 3; i++) {
    const call = await carrier.calls(number);
    await town.runs(2000);
    await keys(town, call, "*1#2#3#");
    await town.runs(5000);
    assert.ok(call.isOver);
  }
  const call = await carrier.calls(number);
  await town.runs(2000);
  await keys(town, call, "*1815#");
  await town.runs(4000);
  assert.equal(town.server.messages.all().length, 0);
  call.hangsUp();
  await town.runs(2000);
  await town.mustBeIdle();
});

test("a greeting that is recorded at the telephone is what callers hear", async () => {
  const { town, carrier, kitchen } = await household(mailbox());
  const call = await kitchen.calls("*98");
  await town.runs(1000);
  await keys(town, call, "312");
  await town.runs(1000);
  await keys(town, call, "#"); // to the tone at once
  await town.runs(5000);
  await keys(town, call, "#");
  await town.runs(1000);
  await keys(town, call, "1#");
  await town.runs(5000);
  assert.deepEqual(
    town.server.voicemail.greetings.all().map(({ name }) => name),
    ["usual"],
  );
  const coming = await carrier.calls(number);
  await town.runs(1000);
  coming.voice.forget();
  await town.runs(2000);
  assert.ok(coming.voice.share(440) > 0.9, "in the owner's own voice");
  coming.hangsUp();
  await town.runs(2000);
  await town.mustBeIdle();
});

test("each mode has its greeting, and a rule may name another", async () => {
  const tone = (hz: number): Uint8Array =>
    formatWav({
      rate: 8000,
      samples: Int16Array.from({ length: 40_000 }, (_, i) =>
        Math.round(6000 * Math.sin((2 * Math.PI * hz * i) / 8000)),
      ),
    });
  const friend = {
    id: "friend",
    name: "A friend",
    when: { is: "caller", like: away },
    then: [{ do: "mailbox", greeting: "hello" }],
  };
  const all = { id: "all", name: "Everyone", when: { is: "always" }, then: [{ do: "mailbox" }] };
  const { town, carrier } = await household(
    settingsOf([], {
      mailbox: { greetings: { night: "dreams" } },
      mode: { now: "night" },
      rules: [friend, all],
    }),
  );
  const { greetings } = town.server.voicemail;
  await greetings.put("dreams", tone(700));
  await greetings.put("hello", tone(900));
  for (const [from, hz] of [
    [away, 900],
    ["+16135550100", 700],
  ] as const) {
    const call = await carrier.calls(number, { from });
    await town.runs(1000);
    call.voice.forget();
    await town.runs(1000);
    assert.ok(call.voice.share(hz) > 0.9, `${hz} Hz`);
    call.hangsUp();
    await town.runs(2000);
  }
  await town.mustBeIdle();
});

test("who leaves a message is taken at a telephone: both talk, and no message is left", async () => {
  const { town, carrier, kitchen } = await household(mailbox());
  const call = await carrier.calls(number, { from: away });
  await town.runs(2000);
  await keys(town, call, "#");
  await town.runs(4000);
  const [live] = town.control.status().live;
  assert.ok(live);
  assert.ok(town.control.inHand.take(live.id, "kitchen").ok);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(2000);
  call.voice.forget();
  kitchen.talk.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(440) > 0.9 && kitchen.talk.voice.share(1000) > 0.9);
  kitchen.talk.hangsUp();
  await town.runs(3000);
  assert.deepEqual(town.server.messages.all(), []);
  assert.ok(town.calls().every(({ record }) => record.outcome !== "message"));
  await town.mustBeIdle();
});
