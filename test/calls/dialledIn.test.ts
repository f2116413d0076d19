/** Several numbers lead into one house (DID), however the carrier writes them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { household, number, ring, settingsOf } from "./household.ts";

const office = "+16135550143";
const settings = settingsOf([], {
  numbers: [
    { id: "home", number },
    { id: "office", number: office },
  ],
  rules: [
    { id: "office", when: { is: "called", number: "office" }, then: [ring("study")] },
    { id: "all", when: { is: "always" }, then: [ring("kitchen")] },
  ],
});

for (const [dialled, rung] of [
  [number, "kitchen"],
  ["6135550142", "kitchen"],
  [office, "study"],
  ["16135550143", "study"],
  ["6135550143", "study"],
  ["+1-613-555-0143", "study"],
  [`sip:${office};npdi@192.0.2.1;user=phone`, "study"],
] as const)
  test(`${dialled} rings the ${rung}, and no other`, async () => {
    const { town, carrier, kitchen, study } = await household(settings);
    const call = await carrier.calls(dialled);
    await town.runs(1000);
    const rang = [kitchen, study].filter(({ talks }) => talks.length > 0).map(({ name }) => name);
    assert.deepEqual(rang, [rung]);
    call.hangsUp();
    await town.mustBeIdle();
  });

test("a number that is not the house's is 404", async () => {
  const { town, carrier, kitchen, study } = await household(settings);
  const call = await carrier.calls("+16135550149");
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-2), ["refused 404", "over refused"]);
  assert.deepEqual([kitchen.talks, study.talks], [[], []]);
  await town.mustBeIdle();
});

test("who calls is known by the number alone, whatever the carrier says of it besides", async () => {
  const people = [{ id: "margaret", name: "Margaret", numbers: ["+16135550100"] }];
  const { town, carrier, kitchen } = await household({ ...settings, people });
  const call = await carrier.calls(number, { from: "+16135550100;cpc=ordinary" });
  await town.runs(1000);
  assert.match(
    kitchen.talk.incoming?.request.lines("From").join() ?? "",
    /^"Margaret" <sip:\+?[0-9]+@/,
  );
  call.hangsUp();
  await town.mustBeIdle();
});
