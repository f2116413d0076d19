import assert from "node:assert/strict";
import { test } from "node:test";
import { golden, household, ring, settingsOf } from "./household.ts";

async function withStranger() {
  const home = await household(settingsOf([ring("kitchen")]));
  const stranger = await home.town.person("stranger", "198.51.100.7", 700);
  return { ...home, stranger };
}

test("a stranger reaches the owner by the owner's own address", async (t) => {
  const { town, kitchen, stranger } = await withStranger();
  const call = await stranger.calls("sip:ada@example.net");
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(440) > 0.9 && kitchen.talk.voice.share(700) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  golden(t, town, "stranger");
  await town.mustBeIdle();
});

for (const [what, address] of [
  ["somebody else", "bob"],
  ["a number outside", "+16135550177"],
  ["somewhere else altogether", "sip:bob@example.org"],
  ["a call for help", "911"],
] as const)
  test(`a stranger who asks for ${what} is told 404, and nobody is called`, async () => {
    const { town, carrier, kitchen, stranger } = await withStranger();
    const call = await stranger.calls(address);
    await town.runs(1000);
    assert.deepEqual(call.told.slice(-2), ["refused 404", "over refused"]);
    assert.deepEqual([carrier.talks, kitchen.talks], [[], []]);
    await town.mustBeIdle();
  });

test("a stranger who says to be one of the telephones has to prove it", async () => {
  const { town, carrier, stranger } = await withStranger();
  stranger.login = { user: "kitchen", password: "guessed" };
  const call = await stranger.calls("+16135550177", { from: "kitchen" });
  await town.runs(1000);
  assert.match(call.told.at(-2) ?? "", /refused 40[137]/);
  assert.deepEqual(carrier.talks, []);
  await town.mustBeIdle();
});
