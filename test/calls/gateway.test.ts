import assert from "node:assert/strict";
import { test } from "node:test";
import { gatewayHouse } from "./gatewayHouse.ts";
import { number, outcome } from "./household.ts";

/* A telephone at a port of an analogue gateway, in whole calls. It says 700 Hz, the carrier 1000 Hz. */

test("a call rings the port and shows who calls; lifted, both are heard; hung up, it is over", async () => {
  const { town, carrier, hall, close } = await gatewayHouse();
  const call = await carrier.calls(number, { from: "+442079460123" });
  await town.runs(3000);
  assert.deepEqual(hall.news(), ["L/rg"]);
  assert.match(hall.callers[0] ?? "", /^11\/27\/12\/00,"\+?442079460123",O$/);
  assert.deepEqual(call.told, ["proceeding", "progress 180"]);
  hall.lifts();
  await town.runs(2000);
  assert.ok(!hall.isRinging);
  assert.ok(call.voice.share(700) > 0.9, "the carrier hears the hall");
  assert.ok((hall.voice?.share(1000) ?? 0) > 0.9, "the hall hears the carrier");
  hall.hangsUp();
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-2), ["bye", "over bye"]);
  assert.deepEqual(outcome(town), ["answered", "hall over"]);
  assert.equal(hall.links.size, 0, "the connection is taken away");
  await close();
});

test("the caller gives up: the port stops ringing, and its connection is taken away", async () => {
  const { town, carrier, hall, close } = await gatewayHouse();
  const call = await carrier.calls(number);
  await town.runs(3000);
  assert.ok(hall.isRinging);
  call.hangsUp();
  await town.runs(1000);
  assert.ok(!hall.isRinging);
  assert.equal(hall.links.size, 0);
  assert.deepEqual(outcome(town)[0], "missed");
  await close();
});

test("lifted, there is dial tone at once; a number is gathered by the gateway, and called", async () => {
  const { town, carrier, gateway, hall, close } = await gatewayHouse();
  hall.lifts();
  assert.deepEqual(hall.news(), ["L/dl"], "before anything was said to the server");
  await town.runs(1000);
  assert.deepEqual(hall.sounds, ["L/dl"]);
  const before = gateway.log.length;
  for (const key of "6135550142") {
    assert.deepEqual(hall.sounds, key === "6" ? ["L/dl"] : []);
    hall.presses(key);
    await town.runs(700);
  }
  const told = gateway.log.slice(before).filter((line) => line.startsWith("> NTFY"));
  assert.equal(told.length, 4, "the first key, and then as many as the dial plan lets be gathered");
  await town.runs(1000);
  assert.deepEqual(hall.sounds, ["G/rt"]);
  carrier.talk.lifts();
  await town.runs(2000);
  assert.ok(carrier.talk.voice.share(700) > 0.9);
  assert.ok((hall.voice?.share(1000) ?? 0) > 0.9);
  carrier.talk.hangsUp();
  await town.runs(7000);
  assert.deepEqual(hall.sounds, ["L/ro"], "the far end has gone, and nobody hung up");
  hall.hangsUp();
  await town.runs(1000);
  assert.deepEqual(hall.sounds, []);
  assert.equal(outcome(town)[0], "answered");
  await close();
});

test("a flash holds the caller and gives recall dial tone; another brings the caller back", async () => {
  const { town, carrier, hall, close } = await gatewayHouse();
  const call = await carrier.calls(number);
  await town.runs(1000);
  hall.lifts();
  await town.runs(1000);
  hall.flashes();
  await town.runs(1000);
  assert.deepEqual(hall.sounds, ["L/sl"]);
  call.voice.forget();
  await town.runs(1000);
  assert.equal(call.voice.share(700), 0, "the caller no longer hears the hall");
  hall.flashes();
  await town.runs(500);
  call.voice.forget();
  await town.runs(1000);
  assert.deepEqual(hall.sounds, []);
  assert.ok(call.voice.share(700) > 0.9);
  call.hangsUp();
  hall.hangsUp();
  await close();
});
