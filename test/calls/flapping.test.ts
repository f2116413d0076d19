import assert from "node:assert/strict";
import { test } from "node:test";
import { minutes } from "#kit/time.ts";
import { cut, fair } from "#world/sim/weather.ts";
import { serverHost } from "../phones/person.ts";
import {
  carrierHost,
  type FickleCarrier,
  fickleHouse,
  goesOnAndEnds,
  number,
  talking,
} from "./fickleCarrier.ts";
import { hearEachOther } from "./hearEachOther.ts";

/* A carrier that answers, is silent, has no room, and answers again; and one whose connections break. */

type House = Awaited<ReturnType<typeof fickleHouse>>;

const standing = ({ town }: House) =>
  town.server.accounts.status().find(({ id }) => id === "maple")?.state;

/** Ada calls out; the person at that way out is called within so many ms. */
async function callsBy(
  { town, kitchen }: House,
  way: FickleCarrier | House["spare"],
  within = 1000,
) {
  const before = way.talks.length;
  const call = await kitchen.calls("6135550177");
  await town.runs(within);
  assert.equal(way.talks.length, before + 1, `by ${way.name}`);
  call.hangsUp();
  await town.runs(1000);
}

/** REGISTERs of the last so many minutes, and the shortest time between two of them. */
function storm({ town, carrier }: House, last: number) {
  const from = town.sim.clock.now() - minutes(last);
  const asked = carrier.asked.filter((at) => at >= from);
  const gaps = asked.slice(1).map((at, i) => at - (asked[i] ?? 0));
  return { count: asked.length, shortest: Math.min(...gaps) };
}

test("a carrier that flaps: calls go the next way out, and nobody storms it", async () => {
  const house = await fickleHouse();
  const { town, carrier, spare } = house;
  for (let i = 0; i < 3; i++) {
    carrier.mood = "silent";
    await town.runs(minutes(20));
    assert.equal(standing(house), "failed");
    await callsBy(house, spare);
    carrier.mood = 503;
    carrier.manner = { refuses: 503 };
    await town.runs(minutes(20));
    assert.equal(standing(house), "failed");
    await callsBy(house, spare);
    const { count, shortest } = storm(house, 20);
    assert.ok(count <= 4, `${count} REGISTERs in 20 minutes`);
    assert.ok(shortest > 60_000, `${shortest} ms between two`);
    carrier.mood = 200;
    carrier.manner = "rings";
    await town.runs(minutes(11));
    assert.equal(standing(house), "registered");
    await callsBy(house, carrier);
  }
  await town.mustBeIdle();
});

test("who talks through a carrier that loses the registration meanwhile talks on", async () => {
  const house = await fickleHouse();
  const { town, carrier } = house;
  await town.runs(minutes(7));
  const talk = await talking(house);
  carrier.mood = "silent";
  await town.runs(minutes(3));
  assert.equal(standing(house), "failed");
  await goesOnAndEnds(house, talk);
  await town.mustBeIdle();
});

test("a carrier has no room in the midst of its registration: the next way out takes each call", async () => {
  const house = await fickleHouse();
  const { town, carrier, spare } = house;
  carrier.manner = { refuses: 503 };
  assert.equal(standing(house), "registered");
  await callsBy(house, spare);
  town.sim.network.weather(cut, [carrierHost, serverHost]);
  await callsBy(house, spare, 9000);
  town.sim.network.weather(fair, [carrierHost, serverHost]);
  carrier.manner = "rings";
  await callsBy(house, carrier);
  await town.mustBeIdle();
});

test("a connection that breaks again and again is not opened without end, and calls go the next way out", async () => {
  const house = await fickleHouse({ transport: "tcp" });
  const { town, carrier, spare, kitchen } = house;
  await town.runs(minutes(1));
  assert.equal(standing(house), "registered");
  carrier.breaks = true;
  await town.runs(minutes(10));
  await town.runs(minutes(60));
  const { count } = storm(house, 60);
  assert.ok(count > 20 && count < 90, `${count} REGISTERs in an hour`);
  const other = await spare.calls(number);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  await hearEachOther(town, { talk: other, says: 1400 }, { talk: kitchen.talk, says: 440 });
  other.hangsUp();
  await town.runs(1000);
  assert.equal(standing(house), "failed");
  await callsBy(house, spare);
  carrier.breaks = false;
  await town.runs(minutes(3));
  assert.equal(standing(house), "registered");
  await callsBy(house, carrier);
  await town.mustBeIdle();
});

test("a connection that breaks once is opened again at once", async () => {
  const house = await fickleHouse({ transport: "tcp" });
  const { town, carrier } = house;
  await town.runs(minutes(5));
  carrier.breaks = true;
  await town.runs(minutes(5));
  carrier.breaks = false;
  await town.runs(minutes(10));
  carrier.asked.splice(0);
  carrier.cuts();
  await town.runs(1000);
  assert.equal(carrier.asked.length, 1);
  assert.equal(standing(house), "registered");
  await town.mustBeIdle();
});
