import assert from "node:assert/strict";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import { bothRing, household, number, settingsOf } from "./household.ts";

const rain = { delay: millis(40), jitter: millis(60), loss: 0.2, duplicate: 0.1, reorder: 0.1 };

for (let seed = 1; seed <= 6; seed++)
  test(`one packet in five is lost (${seed}): the call is made, heard, and ended`, async () => {
    const { town, carrier, kitchen, study } = await household(settingsOf([bothRing]), { seed });
    town.sim.network.weather(rain);
    const call = await carrier.calls(number);
    await town.runs(8000);
    kitchen.talk.lifts();
    await town.runs(6000);
    assert.ok(study.talk.isOver, "the other one stopped ringing");
    const [atCarrier, atKitchen] = [call.voice.packets, kitchen.talk.voice.packets];
    assert.ok(atCarrier > 100 && atKitchen > 100, `${atCarrier} and ${atKitchen} packets`);
    call.hangsUp();
    await town.runs(35_000);
    assert.ok(kitchen.talk.isOver);
    assert.equal(town.calls().length, 1, "however often it was asked for, it is one call");
    await town.mustBeIdle();
  });
