import assert from "node:assert/strict";
import { test } from "node:test";
import type { Talk } from "../phones/talk.ts";
import { household, number, outcome, ring, settingsOf } from "./household.ts";

const margaret = { id: "margaret", name: "Margaret", numbers: ["+442079460123"] };
const settings = settingsOf([{ do: "reject", cause: "busy" }], {
  people: [margaret],
  emergency: { notify: ["margaret"], test: "933" },
  services: { callWaiting: false },
});

const calledAt = ({ incoming }: Talk): string | undefined =>
  incoming?.request.uri.ok ? incoming.request.uri.value.user : undefined;

test("a call for help that is answered: whom the owner named is called and told, abroad too", async () => {
  const { town, carrier, kitchen } = await household(settings);
  const call = await kitchen.calls("911");
  await town.runs(1000);
  assert.deepEqual(carrier.talks.map(calledAt), ["911"]);
  carrier.talk.lifts();
  await town.runs(1000);
  assert.deepEqual(carrier.talks.map(calledAt), ["911", "+442079460123"]);
  const [help, notice] = carrier.talks;
  notice?.lifts();
  await town.runs(2000);
  assert.ok((notice?.voice.packets ?? 0) > 50, "the notice is spoken");
  assert.ok(call.voice.share(1000) > 0.9, "and nobody else hears it");
  await town.runs(20_000);
  assert.ok(notice?.isOver, "twice, and goes");
  const [trouble] = town.server.routines.troubles();
  assert.equal(trouble?.code, "emergency.called");
  help?.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("a server without a moment's rest turns calls away, but none for help, however it is dialled", async () => {
  let busy = 0;
  const load = { sinceLast: () => busy };
  const { town, carrier, kitchen } = await household(settingsOf([]), { load });
  busy = 1;
  const told: (string | undefined)[] = [];
  for (let i = 0; i < 60; i++) {
    const call = await kitchen.calls("+16135550177");
    await town.runs(100);
    told.push(call.told.find((one) => one.startsWith("refused")));
    if (!call.isOver) call.hangsUp();
  }
  assert.ok(told.includes("refused 503"), "others are turned away");
  for (const help of ["911", "*67911", "112", "9911"]) {
    const before = carrier.talks.length;
    const call = await kitchen.calls(help);
    await town.runs(100);
    assert.equal(carrier.talks.length, before + 1, help);
    carrier.talk.lifts();
    await town.runs(1000);
    call.hangsUp();
    await town.runs(1000);
  }
  busy = 0;
  await town.mustBeIdle();
});

test("who does not lift is called again a minute later, and a third time", async () => {
  const { town, carrier, kitchen } = await household(settings);
  await kitchen.calls("911");
  await town.runs(1000);
  const [help] = carrier.talks;
  help?.lifts();
  carrier.manner = { refuses: 486 };
  await town.runs(300_000);
  assert.deepEqual(carrier.talks.map(calledAt).slice(1), Array(3).fill("+442079460123"));
  help?.hangsUp();
  await town.mustBeIdle();
});

test("who helps calls back: past the rule, with call waiting off, hidden, and while the server closes", async () => {
  const { town, carrier, kitchen, study } = await household(settings);
  const before = await carrier.calls(number);
  await town.runs(1000);
  assert.ok(before.isOver, "before it, the rule refuses");
  await kitchen.calls("911");
  await town.runs(1000);
  carrier.talk.lifts();
  await town.runs(1000);
  carrier.talks[1]?.hangsUp();
  carrier.talks[2]?.refuses(486);
  const [, help] = carrier.talks;
  help?.hangsUp();
  await town.runs(1000);
  town.server.closeDoor();
  const back = await carrier.calls(number, { from: "anonymous" });
  await town.runs(1000);
  assert.ok(!study.talk.isOver && !kitchen.talk.isOver, "both ring");
  kitchen.talk.lifts();
  await town.runs(1000);
  const second = await carrier.calls(number);
  await town.runs(1000);
  study.talk.lifts();
  await town.runs(1000);
  assert.ok(second.voice.share(600) > 0.9 && back.voice.share(440) > 0.9);
  back.hangsUp();
  second.hangsUp();
  await town.runs(200_000);
  await town.mustBeIdle();
});

test("the page asks for 911 while the server closes: it is placed", async () => {
  const { town, carrier, kitchen } = await household(settingsOf([ring("kitchen")]));
  town.server.closeDoor();
  town.server.placeCall("kitchen", "911");
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  assert.equal(calledAt(carrier.talk), "911");
  carrier.talk.lifts();
  await town.runs(2000);
  assert.ok(kitchen.talk.voice.share(1000) > 0.6, "behind a second of ringback");
  kitchen.talk.hangsUp();
  await town.runs(1000);
  assert.equal(town.calls()[0]?.record.emergency, true);
  await town.mustBeIdle();
});

test("the test number is answered by the house itself, and nobody is called", async () => {
  const { town, carrier, kitchen } = await household(settings);
  const call = await kitchen.calls("933");
  await town.runs(3000);
  assert.ok(call.voice.packets > 50, "it says so");
  await town.runs(20_000);
  assert.ok(call.isOver);
  assert.deepEqual(carrier.talks, []);
  assert.equal(outcome(town)[0], "answered");
  assert.ok(!town.server.routines.troubles().length);
  await town.mustBeIdle();
});
