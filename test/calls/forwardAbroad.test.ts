/** Calls are forwarded from a telephone's keys to where they cost more: only with the PIN. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { household, ring, settingsOf } from "./household.ts";

const settings = settingsOf([ring("kitchen")]);
const services = (town: { readonly server: { readonly settings: { services: object } } }) =>
  town.server.settings.services as Readonly<Record<string, unknown>>;

for (const [how, keys, goes] of [
  ["the right one", "1815#", "+442079460123"],
  ["the right one, without the hash", "1815", "+442079460123"],
  ["a wrong one and then the right one", "1234#1815#", "+442079460123"],
  ["none but wrong ones", "1#2#3#4#5#1815#", undefined],
  ["nothing", "", undefined],
] as const)
  test(`*72 and a number abroad asks for the PIN: ${how}`, async () => {
    const { town, kitchen } = await household(
      settingsOf([ring("kitchen")], { mailbox: { pin: "1815" } }),
    );
    const call = await kitchen.calls("*72011442079460123");
    await town.runs(2500);
    assert.ok(call.told.includes("accepted") && call.voice.level() > 0.005, "it is asked for");
    assert.equal(services(town)["forwardAll"], null, "nothing has changed yet");
    for (const key of keys) {
      if (!call.isOver) call.voice.press(key === "#" ? 11 : Number(key));
      await town.runs(key === "#" ? 2500 : 300);
    }
    await town.runs(40_000);
    assert.ok(call.isOver);
    const wanted = goes === undefined ? null : { number: goes, abroad: true };
    assert.deepEqual(services(town)["forwardAll"], wanted);
    await town.mustBeIdle();
  });

test("*72 and a number abroad where there is no PIN is refused", async () => {
  const { town, kitchen } = await household(settings);
  const call = await kitchen.calls("*72011442079460123");
  await town.runs(2000);
  assert.deepEqual(call.told.slice(-2), ["refused 603", "over refused"]);
  assert.equal(services(town)["forwardAll"], null);
  await town.mustBeIdle();
});
