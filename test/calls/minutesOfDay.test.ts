import assert from "node:assert/strict";
import { test } from "node:test";
import { household, number, outcome, ring, settingsOf } from "./household.ts";

const limited = (minutesPerDay: number, then: readonly object[] = [ring("kitchen")]): object =>
  settingsOf(then, { outgoing: { limits: { minutesPerDay } } });

test("a call out is told a minute before the minutes of the day are used up, and ends with them", async () => {
  const { town, carrier, kitchen } = await household(limited(3));
  const call = await kitchen.calls("6135550177");
  await town.runs(1000);
  carrier.talk.lifts();
  await town.runs(118_000);
  assert.ok(call.voice.lately(1000) > 0.99, "only the other is heard");
  await town.runs(5000);
  assert.ok(call.voice.lately(1000) < 0.99, "something is said besides");
  assert.ok(carrier.talk.voice.lately(440) > 0.99, "into the owner's ear alone");
  await town.runs(50_000);
  assert.ok(!call.isOver && call.voice.lately(1000) > 0.99);
  await town.runs(10_000);
  assert.ok(call.isOver && carrier.talk.isOver);
  assert.deepEqual(town.calls()[0]?.record.cause, { kind: "limit", text: "limit.minutes" });
  assert.deepEqual(outcome(town), ["answered", "+16135550177 (carrier) over"]);
  await town.mustBeIdle();
});

test("two calls at once use them up in half the time", async () => {
  const { town, carrier, kitchen, study } = await household(limited(4));
  const [first, second] = [await kitchen.calls("6135550177"), await study.calls("6135550188")];
  await town.runs(1000);
  for (const talk of carrier.talks) talk.lifts();
  await town.runs(110_000);
  assert.ok(!first.isOver && !second.isOver);
  await town.runs(21_000);
  assert.ok(first.isOver && second.isOver);
  const refused = await kitchen.calls("6135550177");
  await town.runs(8000);
  assert.ok(refused.isOver, "and no other call is made");
  assert.equal(carrier.talks.length, 2);
  await town.mustBeIdle();
});

test("a call for help, a call that comes in, and one within the house have no such end", async () => {
  for (const dialled of ["911", "study", undefined]) {
    const { town, carrier, kitchen, study } = await household(limited(1));
    const call =
      dialled === undefined
        ? await carrier.calls(number, { from: "+16135550177" })
        : await kitchen.calls(dialled);
    await town.runs(1000);
    const other = dialled === "911" ? carrier : dialled === "study" ? study : kitchen;
    other.talk.lifts();
    await town.runs(180_000);
    assert.ok(!call.isOver, dialled);
    call.hangsUp();
    await town.mustBeIdle();
  }
});

test("who was sent on to the outside is in a call that costs minutes, and out there it is told", async () => {
  const away = [{ do: "forward", to: { number: "+16135550199" } }];
  const { town, carrier } = await household(limited(2, away));
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  const [there] = carrier.talks.filter((talk) => talk !== caller);
  there?.lifts();
  await town.runs(64_000);
  assert.ok(caller.voice.lately(1000) > 0.99);
  assert.ok((there?.voice.lately(1000) ?? 1) < 0.99);
  await town.runs(60_000);
  assert.ok(caller.isOver && there?.isOver);
  await town.mustBeIdle();
});

test("a limit that is set while a call runs is seen by it", async () => {
  const { town, carrier, kitchen } = await household(settingsOf([ring("kitchen")]));
  const call = await kitchen.calls("6135550177");
  await town.runs(1000);
  carrier.talk.lifts();
  await town.runs(90_000);
  await town.server.parts.settings.change(() => limited(3), "test");
  await town.runs(33_000);
  assert.ok(call.voice.lately(1000) < 0.99, "it is said that they are nearly used up");
  await town.runs(50_000);
  assert.ok(!call.isOver);
  await town.runs(12_000);
  assert.ok(call.isOver && carrier.talk.isOver);
  assert.deepEqual(town.calls()[0]?.record.cause, { kind: "limit", text: "limit.minutes" });
  await town.mustBeIdle();
});

test("who was called puts the owner through and leaves: from then on the new call alone uses minutes up", async () => {
  const accounts = [
    {
      ...{ id: "carrier", kind: "carrier", server: "192.0.2.10", transport: "udp" },
      ...{ register: false, mayTransfer: true },
    },
  ];
  const outgoing = { limits: { minutesPerDay: 5 } };
  const { town, carrier, kitchen } = await household(
    settingsOf([ring("kitchen")], { accounts, outgoing }),
  );
  const call = await kitchen.calls("6135550177");
  await town.runs(1000);
  const first = carrier.talk;
  first.lifts();
  await town.runs(120_000);
  first.transfers("sip:6135550188@192.0.2.10");
  await town.runs(1000);
  carrier.talk.lifts();
  await town.runs(500);
  first.hangsUp();
  await town.runs(170_000);
  assert.ok(!call.isOver, "two minutes and nearly three");
  await town.runs(15_000);
  assert.ok(call.isOver && carrier.talk.isOver);
  await town.mustBeIdle();
});
