import assert from "node:assert/strict";
import { test } from "node:test";
import { minutes, seconds } from "#kit/time.ts";
import { fickleHouse, goesOnAndEnds, number, talking } from "./fickleCarrier.ts";
import { hearEachOther } from "./hearEachOther.ts";

/* A router forgets: what goes out afterwards leaves from another public port. */

const publicHost = "203.0.113.9";

/** The house is behind a router; the carrier calls along the flow that the last REGISTER came by. */
async function houseBehindRouter() {
  const made = await fickleHouse({ router: publicHost });
  const { town, carrier, kitchen } = made;
  carrier.follows = true;
  const call = () => {
    const { contact, flow } = carrier;
    assert.ok(flow);
    return carrier.calls(contact, { along: flow });
  };
  const rings = async (): Promise<void> => {
    const before = kitchen.talks.length;
    const talk = await call();
    await town.runs(1500);
    assert.equal(kitchen.talks.length, before + 1, "it rings");
    talk.hangsUp();
    await town.runs(1000);
  };
  await town.runs(seconds(5));
  return { ...made, call, rings };
}

test("the router before the house forgets: it registers anew within half a minute, and is called there", async () => {
  const { town, carrier, rings } = await houseBehindRouter();
  await town.runs(minutes(9));
  await rings();
  const before = carrier.flow?.remote;
  assert.equal(before?.host, publicHost);
  town.router?.rebinds();
  const asked = carrier.asked.length;
  await town.runs(30_000);
  assert.equal(carrier.asked.length, asked + 1, "one REGISTER more");
  assert.notEqual(carrier.flow?.remote.port, before?.port);
  await rings();
  await town.runs(minutes(20));
  assert.equal(carrier.asked.length, asked + 1 + 2, "and then as often as usual");
  await town.mustBeIdle();
});

test("the router before the house forgets in the midst of a call: they hear each other, and hold, its end and BYE work", async () => {
  const made = await houseBehindRouter();
  const { town, call, kitchen } = made;
  const caller = await call();
  await town.runs(1500);
  const desk = kitchen.talk;
  desk.lifts();
  await town.runs(1000);
  town.router?.rebinds();
  await town.runs(1000);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
  await town.runs(30_000);
  await goesOnAndEnds(made, { caller, desk });
  await town.mustBeIdle();
});

test("the carrier answers no more: it is asked to register us anew, once, and not again and again", async () => {
  const { town, carrier, rings } = await houseBehindRouter();
  await town.runs(minutes(2));
  const asked = carrier.asked.length;
  const unserve = carrier.agent.serve("OPTIONS", () => undefined);
  await town.runs(minutes(2));
  assert.equal(carrier.asked.length, asked + 1);
  unserve();
  await town.runs(minutes(4));
  assert.equal(carrier.asked.length, asked + 1);
  await rings();
  await town.mustBeIdle();
});

/** A telephone in another place, behind a router of its own. */
async function phoneBehindRouter() {
  const made = await fickleHouse({ away: "198.51.100.7" });
  await made.town.runs(seconds(5));
  const { router } = made;
  assert.ok(router);
  return { ...made, router };
}

test("the router before a telephone forgets: the telephone rings within half a minute", async () => {
  const { town, carrier, kitchen, router } = await phoneBehindRouter();
  router.rebinds();
  await town.runs(30_000);
  const call = await carrier.calls(number);
  await town.runs(1500);
  assert.equal(kitchen.talks.length, 1);
  call.hangsUp();
  await town.mustBeIdle();
});

for (const who of ["telephone", "carrier"] as const)
  test(`the router before a telephone forgets in the midst of a call: they hear each other, hold and its end work, and the ${who} ends it`, async () => {
    const made = await phoneBehindRouter();
    const { town, router } = made;
    const { caller, desk } = await talking(made);
    router.rebinds();
    await town.runs(1000);
    await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
    if (who === "telephone") {
      desk.holds();
      await town.runs(1000);
      desk.resumes();
      await town.runs(1000);
      await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
    } else await town.runs(30_000);
    (who === "telephone" ? desk : caller).hangsUp();
    await town.runs(2000);
    assert.deepEqual([desk.isOver, caller.isOver], [true, true]);
    await town.mustBeIdle();
  });
