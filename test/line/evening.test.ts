import assert from "node:assert/strict";
import { test } from "node:test";
import { scenes, written } from "./evening.ts";

/** The lines of a scene that fit, without the clock; and the house is left in peace. */
async function lines(scene: keyof typeof scenes, fits: RegExp): Promise<string[]> {
  const house = await scenes[scene]();
  await house.town.mustBeIdle();
  return house
    .told()
    .map(written)
    .filter((line) => fits.test(line))
    .map((line) => line.slice(10).replaceAll(/ +/g, " "));
}

test("supper: both telephones ring and show Margaret, who waits is shown in mid-call, and nobody is forgotten", async () => {
  assert.deepEqual(await lines("supper", /kitchen telephone +(rings|shows)|flash|hangs/), [
    "the kitchen telephone rings",
    "the kitchen telephone shows Margaret 011442079460123",
    "the kitchen telephone rings",
    "the kitchen telephone shows Dr Chen 6135550171",
    "Ada flashes: Dr Chen, and Margaret is held",
    "Ada flashes again: Margaret",
    "Ada hangs up, with Dr Chen still held",
    "the kitchen telephone rings",
    "Dr Chen hangs up",
    "Ada hangs up",
  ]);
});

test("leaving: *72 is heard to ask and to confirm, and then calls only splash in the house", async () => {
  const told = await lines("leaving", /rings|quiet|hears|calls/);
  assert.ok(told.includes("the bedroom telephone hears 350+440 Hz 0.1/0.1"), "it asks");
  assert.ok(told.filter((line) => line.endsWith("hears 350+440 Hz")).length >= 2, "it confirms");
  assert.ok(told.includes("the bedroom telephone hears somebody"), "the house says where they go");
  assert.deepEqual(told.slice(told.indexOf("Margaret calls; it rings at the cottage") + 1), [
    "the kitchen telephone rings",
    "the bedroom telephone rings",
    "the kitchen telephone is quiet after 0.5 s",
    "the bedroom telephone is quiet after 0.5 s",
  ]);
});

test("night: nothing rings, and both lamps say that a message waits", async () => {
  assert.deepEqual(await lines("night", /rings|lamp/), [
    "the kitchen telephone lights its lamp: messages wait",
    "the bedroom telephone lights its lamp: messages wait",
  ]);
});
