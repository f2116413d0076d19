/** Callers whom the owner does not know are asked who they are, and the owner chooses. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { golden, household, number, outcome, settingsOf } from "./household.ts";
import { setHouse } from "./setHouse.ts";

const screen = (more: object = {}): object => ({
  do: "screen",
  targets: [{ device: "kitchen" }],
  for: 20,
  ...more,
});
const stranger = "+16135550100";
/** Prompt, tone, five seconds of speaking, thanks. */
const untilRung = 16_000;

/** A stranger has said who it is, and the kitchen rings. */
async function named(more: object = {}) {
  const house = await household(settingsOf([screen(), { do: "mailbox" }], more));
  const { town, carrier, kitchen } = house;
  const call = await carrier.calls(number, { from: stranger });
  await town.runs(2000);
  assert.ok(call.told.includes("accepted"), "the caller is asked at once");
  assert.deepEqual(kitchen.talks, [], "nobody is disturbed meanwhile");
  assert.ok(call.voice.level() > 0.01);
  await town.runs(untilRung - 2000);
  return { ...house, call };
}

test("the caller says who it is, the telephone says that it was asked; lifting plays it, 1 takes it", async (t) => {
  const { town, call, kitchen } = await named();
  const { request } = kitchen.talk.incoming ?? assert.fail("the kitchen rings");
  assert.match(request.lines("From")[0] ?? "", /^"being asked" <sip:\+?16135550100@/);
  assert.match(request.lines("Alert-Info")[0] ?? "", /Bellcore-dr4/);
  kitchen.talk.lifts();
  await town.runs(2500);
  kitchen.talk.voice.forget();
  call.voice.forget();
  await town.runs(1500);
  assert.ok(kitchen.talk.voice.share(1000) > 0.9, "what was said is played");
  await town.runs(4000);
  kitchen.talk.voice.press(1);
  await town.runs(500);
  call.voice.forget();
  kitchen.talk.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(440) > 0.9 && kitchen.talk.voice.share(1000) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(outcome(town), ["answered", "kitchen over"]);
  assert.deepEqual(await town.disk.list("screened"), [], "what was said is not kept");
  golden(t, town, "screened");
  await town.mustBeIdle();
});

test("a caller who falls silent has said it all: no key, and no waiting until time is up", async () => {
  const { town, carrier, kitchen } = await household(settingsOf([screen(), { do: "mailbox" }]));
  const call = await carrier.calls(number, { from: stranger });
  await town.runs(7000); // more than a second of it is recorded
  call.voice.to = undefined;
  await town.runs(5500); // two seconds of silence, and thanks; by time it would be 1.3 s more
  assert.equal(kitchen.talks.length, 1, "the kitchen rings already");
  kitchen.talk.lifts();
  const heard: number[] = [];
  for (let n = 0; n < 10; n++) {
    await town.runs(500);
    heard.push(kitchen.talk.voice.lately(1000));
  }
  assert.ok(Math.max(...heard) > 0.8, `what was said is played: ${heard}`);
  call.hangsUp();
  await town.mustBeIdle();
});

test("2 sends the caller to the mailbox", async () => {
  const { town, call, kitchen } = await named();
  kitchen.talk.lifts();
  await town.runs(2000);
  kitchen.talk.voice.press(2);
  await town.runs(15_000);
  assert.ok(kitchen.talk.isOver);
  call.hangsUp();
  await town.runs(2000);
  assert.equal(outcome(town)[0], "message");
  await town.mustBeIdle();
});

test("3 refuses the caller, now and from now on", async () => {
  const { town, call, kitchen, carrier } = await named({
    rules: [
      { id: "no", when: { is: "caller", in: "blocked" }, then: [{ do: "reject" }] },
      { id: "all", when: { is: "always" }, then: [screen(), { do: "mailbox" }] },
    ],
  });
  kitchen.talk.lifts();
  await town.runs(2000);
  kitchen.talk.voice.press(3);
  await town.runs(2000);
  assert.ok(kitchen.talk.isOver && call.isOver);
  assert.equal(outcome(town)[0], "rejected");
  const again = await carrier.calls(number, { from: stranger });
  await town.runs(1000);
  assert.ok(again.told.includes("refused 603"), `${again.told}`);
  await town.mustBeIdle();
});

test("4 has the caller asked again, and plays what was said then", async () => {
  const { town, call, kitchen } = await named();
  kitchen.talk.lifts();
  await town.runs(2000);
  kitchen.talk.voice.press(4);
  await town.runs(500);
  call.voice.forget();
  await town.runs(2000);
  assert.ok(call.voice.level() > 0.01, "the caller is asked");
  await town.runs(14_000);
  kitchen.talk.voice.press(1);
  await town.runs(500);
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(440) > 0.9);
  call.hangsUp();
  await town.mustBeIdle();
});

test("whom the owner knows is not asked", async () => {
  const { town, carrier, kitchen } = await household(
    settingsOf([screen(), { do: "mailbox" }], {
      people: [{ id: "margaret", name: "Margaret", numbers: [stranger] }],
    }),
  );
  const call = await carrier.calls(number, { from: stranger });
  await town.runs(200);
  assert.deepEqual(call.told.at(-1), "progress 180");
  assert.match(kitchen.talk.incoming?.request.lines("From")[0] ?? "", /Margaret/);
  kitchen.talk.lifts();
  await town.runs(1000);
  assert.ok(call.voice.share(440) > 0.5);
  call.hangsUp();
  await town.mustBeIdle();
});

test("two spoken digits: a machine that does not press them never rings anybody", async () => {
  const { town, carrier, kitchen } = await household(
    settingsOf([screen({ by: "digits" }), { do: "reject" }]),
  );
  const call = await carrier.calls(number, { from: stranger });
  await town.runs(40_000);
  assert.deepEqual(kitchen.talks, []);
  assert.ok(call.isOver);
  await town.mustBeIdle();
});

test("a caller who hangs up when asked leaves no ringing, no file and no message", async () => {
  const { town, carrier, kitchen } = await household(settingsOf([screen(), { do: "mailbox" }]));
  const call = await carrier.calls(number, { from: stranger });
  await town.runs(9500);
  call.hangsUp();
  await town.runs(2000);
  assert.deepEqual([kitchen.talks, town.server.messages.all()], [[], []]);
  assert.deepEqual(await town.disk.list("screened"), []);
  assert.equal(outcome(town)[0], "missed");
  await town.mustBeIdle();
});

test("the owner talks: an asked caller is signalled as a waiting call, a flash plays what was said", async () => {
  const { town, carrier, set, noticed, share } = await setHouse({}, [screen({ for: 60 })]);
  const settings = town.server.parts.settings;
  await settings.change((now) => ({ ...now, people: [known] }), "test");
  const first = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(4000);
  set.lift();
  await town.runs(1000);
  noticed();
  const second = await carrier.calls(number, { from: stranger });
  await town.runs(untilRung + 4000);
  const seen = noticed();
  assert.ok(
    seen.some((word) => word.includes("being asked")),
    `${seen}`,
  );
  set.flash(500);
  await town.runs(4500);
  assert.ok(share(1000, 500) > 0.9, "what was said is played");
  assert.ok(!first.isOver);
  await town.runs(3000);
  set.press("1");
  await town.runs(1500);
  second.voice.forget();
  set.say(
    Int16Array.from({ length: 16_000 }, (_, i) => 6000 * Math.sin((Math.PI * 1400 * i) / 8000)),
  );
  await town.runs(1500);
  assert.ok(second.voice.share(700) > 0.9, "and 1 takes the call");
  first.hangsUp();
  second.hangsUp();
  await town.runs(3000);
  set.hangUp();
  await town.mustBeIdle();
});
const known = { id: "margaret", name: "Margaret", numbers: ["+16135550177"] };

/** A stranger is being asked, and the page shows it. */
async function askedNow() {
  const house = await household(
    settingsOf([], {
      rules: [
        { id: "no", when: { is: "caller", in: "blocked" }, then: [{ do: "reject" }] },
        { id: "all", when: { is: "always" }, then: [screen(), { do: "mailbox" }] },
      ],
    }),
  );
  const { town, carrier } = house;
  const call = await carrier.calls(number, { from: stranger });
  await town.runs(2000);
  const [live] = town.control.status().live;
  assert.equal(live?.listenable, true);
  return { ...house, call, id: live?.id ?? "" };
}

test("who is asked can be sent to the mailbox from a page, before anybody is disturbed", async () => {
  const { town, kitchen, call, id } = await askedNow();
  call.voice.forget();
  assert.ok(town.control.inHand.choose(id, "mailbox").ok);
  await town.runs(12_000);
  assert.ok(call.voice.level() > 0.01, "the greeting is heard");
  assert.equal(town.control.inHand.choose(id, "block").ok, false, "the mailbox has it");
  call.hangsUp();
  await town.runs(2000);
  assert.deepEqual(kitchen.talks, []);
  assert.equal(outcome(town)[0], "message");
  await town.mustBeIdle();
});

test("who is asked can be blocked from a page: refused, now and from now on", async () => {
  const { town, kitchen, carrier, call, id } = await askedNow();
  assert.ok(town.control.inHand.choose(id, "block").ok);
  await town.runs(2000);
  assert.ok(call.isOver);
  assert.deepEqual(kitchen.talks, []);
  assert.equal(town.control.inHand.choose(id, "mailbox").ok, false);
  const again = await carrier.calls(number, { from: stranger });
  await town.runs(1000);
  assert.ok(again.told.includes("refused 603"), `${again.told}`);
  await town.mustBeIdle();
});
