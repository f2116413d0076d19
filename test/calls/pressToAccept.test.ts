/** Press to accept: somebody else's mailbox never gets the call. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { golden, household, number, outcome, settingsOf } from "./household.ts";

const elsewhere = "+14165550199";
const asksFirst = [
  {
    do: "ring",
    targets: [{ device: "kitchen" }, { number: elsewhere, confirm: true }],
    for: 20,
  },
];

/** The kitchen and a mobile ring; the mobile is answered, by whomever. */
async function mobileAnswers(then: readonly object[] = asksFirst) {
  const house = await household(settingsOf(then, { outgoing: { route: ["carrier"] } }));
  const { town, carrier } = house;
  const call = await carrier.calls(number, { from: "+16135550100" });
  await town.runs(2000);
  const { talk } = carrier;
  assert.notEqual(talk, call, "the mobile rings");
  talk.lifts();
  await town.runs(1500);
  return { ...house, call, mobile: talk };
}

test("who lifts is told of the call; the caller waits and the others ring on, until 1 is pressed", async (t) => {
  const { town, call, mobile, kitchen } = await mobileAnswers();
  assert.ok(!call.told.includes("accepted"), "nobody is put through yet");
  assert.ok(!kitchen.talk.isOver, "the kitchen rings on");
  assert.ok(mobile.voice.level() > 0.01, "it is told who calls");
  assert.equal(mobile.voice.share(1000), 0, "and hears nobody");
  mobile.voice.press(1);
  await town.runs(1000);
  mobile.voice.forget();
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.told.includes("accepted"));
  assert.ok(call.voice.share(1000) > 0.9 && mobile.voice.share(1000) > 0.9);
  assert.deepEqual(kitchen.talk.reasons, ['SIP;cause=200;text="Call completed elsewhere"']);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(outcome(town), ["forwarded", "kitchen over", `${elsewhere} (carrier) over`]);
  golden(t, town, "pressToAccept");
  await town.mustBeIdle();
});

test("a mailbox that answers presses nothing: it is hung up on, and the kitchen may still answer", async () => {
  const { town, call, mobile, kitchen } = await mobileAnswers([{ ...asksFirst[0], for: 100 }]);
  await town.runs(60_000);
  assert.ok(mobile.isOver, "nobody pressed a key");
  assert.ok(!kitchen.talk.isOver && !call.told.includes("accepted"));
  kitchen.talk.lifts();
  await town.runs(1000);
  assert.ok(call.voice.share(440) > 0.5);
  call.hangsUp();
  await town.mustBeIdle();
});

test("2 declines for this telephone alone", async () => {
  const { town, call, mobile, kitchen } = await mobileAnswers();
  mobile.voice.press(2);
  await town.runs(1000);
  assert.ok(mobile.isOver && !kitchen.talk.isOver && !call.isOver);
  call.hangsUp();
  await town.runs(1000);
  assert.equal(outcome(town)[0], "missed");
  await town.mustBeIdle();
});

test("3 sends the caller to the mailbox at once", async () => {
  const { town, call, mobile, kitchen } = await mobileAnswers();
  mobile.voice.press(3);
  await town.runs(1000);
  assert.ok(mobile.isOver && kitchen.talk.isOver);
  assert.ok(call.told.includes("accepted"), "the mailbox has answered");
  await town.runs(12_000);
  call.hangsUp();
  await town.runs(2000);
  assert.equal(outcome(town)[0], "message");
  await town.mustBeIdle();
});

test("the step's time ends while somebody chooses: the others stop, the choice still counts", async () => {
  const { town, call, mobile, kitchen } = await mobileAnswers([{ ...asksFirst[0], for: 5 }]);
  await town.runs(4000);
  assert.ok(kitchen.talk.isOver && !mobile.isOver);
  mobile.voice.press(1);
  await town.runs(1000);
  assert.ok(call.told.includes("accepted"));
  mobile.hangsUp();
  await town.mustBeIdle();
});

test("the caller gives up while somebody chooses: nothing is left", async () => {
  const { town, call, mobile } = await mobileAnswers();
  call.hangsUp();
  await town.runs(1000);
  assert.ok(mobile.isOver);
  assert.equal(outcome(town)[0], "missed");
  await town.mustBeIdle();
});

test("two have lifted and choose: the first to press has the call, the other is let go", async () => {
  const both = [
    {
      do: "ring",
      targets: [
        { device: "kitchen", confirm: true },
        { number: elsewhere, confirm: true },
      ],
      for: 20,
    },
  ];
  const { town, call, mobile: other, kitchen } = await mobileAnswers(both);
  kitchen.talk.lifts();
  await town.runs(1000);
  kitchen.talk.voice.press(1);
  await town.runs(1000);
  assert.ok(other.isOver);
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(440) > 0.9);
  call.hangsUp();
  await town.mustBeIdle();
});
