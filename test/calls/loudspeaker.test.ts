/** An analogue telephone with a speakerphone that lifts by itself: whoever speaks one way needs nobody there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { SetWithEar } from "../phones/set/setWithEar.ts";
import { door, doorHouse, humming } from "./doorHouse.ts";
import { golden, number } from "./household.ts";

const intoHall = [{ do: "speak", target: { device: "hall" }, for: 30, cadence: "r3" }];

async function loudspeaker() {
  const hall = new SetWithEar();
  hall.liftsAt = ringOfR3;
  return doorHouse(intoHall, "hall", hall);
}
/** How r3 begins in Canada, in seconds. */
const ringOfR3 = "0.4/0.2 0.4/0.2 0.8";

test("it lifts by itself, plays the visitor, sends nothing back, and hangs up behind them", async (t) => {
  const { town, visitor, hall, hallHears } = await loudspeaker();
  const talk = await visitor.calls(number, { from: door });
  await town.runs(12_000);
  assert.ok(hall.isLifted, "nobody lifted it");
  await town.runs(2000);
  assert.ok(hallHears(1000) > 0.9, "the visitor is heard in the hall");
  hall.say(humming(2));
  await town.runs(2000);
  assert.equal(talk.voice.packets, 0, "the hall is not heard, nor is the echo of its loudspeaker");
  talk.hangsUp();
  await town.runs(4000);
  assert.ok(!hall.isLifted, "it has hung up by itself");
  golden(t, town, "loudspeaker");
  await town.mustBeIdle();
});

test("a key at it talks back", async () => {
  const { town, visitor, hall } = await loudspeaker();
  const talk = await visitor.calls(number, { from: door });
  await town.runs(14_000);
  hall.press("5");
  await town.runs(2000);
  talk.voice.forget();
  hall.say(humming(3));
  await town.runs(2000);
  assert.ok(talk.voice.share(700) > 0.9);
  hall.hangUp();
  await town.mustBeIdle();
});

test("a call of anybody else rings it", async () => {
  const { town, friend, hall } = await loudspeaker();
  const call = await friend.calls(number, { from: "+16135550188" });
  await town.runs(14_000);
  assert.ok(!hall.isLifted && !call.told.includes("accepted"));
  call.hangsUp();
  await town.mustBeIdle();
});
