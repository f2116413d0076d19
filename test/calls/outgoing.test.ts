import assert from "node:assert/strict";
import { test } from "node:test";
import { wouldDial } from "#server/trials/dialTrial.ts";
import { golden, household, outcome, ring, settingsOf } from "./household.ts";

const settings = settingsOf([ring("kitchen")]);

test("a telephone calls out: the carrier rings, answers, and both people hear each other", async (t) => {
  const { town, carrier, kitchen } = await household(settings);
  const call = await kitchen.calls("6135550177");
  await town.runs(1000);
  assert.ok(carrier.talk.incoming?.request.uri.ok);
  assert.equal(carrier.talk.incoming.request.uri.value.user, "+16135550177");
  carrier.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9);
  assert.ok(carrier.talk.voice.share(440) > 0.9);
  carrier.talk.hangsUp();
  await town.runs(1000);
  assert.ok(call.isOver);
  assert.equal(outcome(town)[0], "answered");
  golden(t, town, "outgoing");
  await town.mustBeIdle();
});

for (const [status, heard] of [
  [486, 486],
  [603, 603],
  [404, 404],
] as const)
  test(`the carrier says ${status}: so the telephone is told ${heard}`, async () => {
    const { town, carrier, kitchen } = await household(settings);
    carrier.manner = { refuses: status };
    const call = await kitchen.calls("6135550177");
    await town.runs(1000);
    assert.deepEqual(call.told.slice(-2), [`refused ${heard}`, "over refused"]);
    await town.mustBeIdle();
  });

test("a telephone gives up before the answer: the carrier's call is cancelled", async (t) => {
  const { town, carrier, kitchen } = await household(settings);
  const call = await kitchen.calls("6135550177");
  await town.runs(2000);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(carrier.talk.told, ["cancelled", "over cancelled"]);
  golden(t, town, "outgoingCancelled");
  await town.mustBeIdle();
});

test("a call for help goes out at once, whatever the settings say", async (t) => {
  const { town, carrier, kitchen } = await household(
    settingsOf([ring("kitchen")], { outgoing: { limits: { minutesPerDay: 0 } } }),
  );
  const call = await kitchen.calls("911");
  await town.runs(200);
  assert.ok(carrier.talk.incoming?.request.uri.ok);
  assert.equal(carrier.talk.incoming.request.uri.value.user, "911");
  carrier.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  golden(t, town, "emergency");
  await town.mustBeIdle();
});

test("one telephone calls the other", async () => {
  const { town, kitchen, study } = await household(settings);
  const call = await kitchen.calls("study");
  await town.runs(1000);
  study.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(600) > 0.9 && study.talk.voice.share(440) > 0.9);
  study.talk.hangsUp();
  await town.mustBeIdle();
});

test("what is told of a call beforehand is what becomes of it", async () => {
  const { town, carrier, kitchen } = await household(settings);
  const { server } = town;
  const told = (to: string) => {
    const answer = wouldDial({ to, device: "kitchen" }, server.director.outside());
    assert.ok(answer.ok);
    return answer.value;
  };
  const { refused, ways, number } = told("6135550177");
  assert.deepEqual([refused, number], [undefined, "+16135550177"]);
  assert.deepEqual(
    ways.map(({ account, usable }) => [account, usable]),
    [["carrier", true]],
  );
  const call = await kitchen.calls("6135550177");
  await town.runs(1000);
  assert.ok(carrier.talk.incoming?.request.uri.ok);
  assert.equal(carrier.talk.incoming.request.uri.value.user, number);
  call.hangsUp();
  await town.runs(1000);

  assert.equal(told("+442079460123").refused, "limit.abroad");
  await kitchen.calls("+442079460123");
  await town.runs(20_000);
  const [last] = server.book.page(undefined, 1).items;
  assert.match(JSON.stringify(last?.decision), /"code":"limit\.abroad"/);
  await town.mustBeIdle();
});
