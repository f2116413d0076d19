import assert from "node:assert/strict";
import { test } from "node:test";
import type { Person } from "../phones/person.ts";
import { golden, household, outcome, ring, settingsOf } from "./household.ts";

/* The carrier's name leads to two servers, the second for when the first is not there (RFC 3263). */

const maple = {
  id: "carrier",
  kind: "carrier",
  server: "maple.example",
  transport: "udp",
  register: false,
};

async function mapleHouse() {
  const house = await household(settingsOf([ring("kitchen")], { accounts: [maple] }));
  const { town, carrier: west } = house;
  const east = await town.person("east", "192.0.2.11", 1400);
  const { network } = town.sim;
  network.record(
    "_sip._udp.maple.example",
    "SRV",
    ["10", "1", "5060", "west.maple.example"],
    ["20", "1", "5060", "east.maple.example"],
  );
  network.record("west.maple.example", "A", [west.host]);
  network.record("east.maple.example", "A", [east.host]);
  town.begins();
  return { ...house, west, east };
}

async function talks(kitchen: Person, east: Person, runs: (ms: number) => Promise<void>) {
  const call = kitchen.talk;
  east.talk.lifts();
  await runs(2000);
  assert.ok(call.voice.share(1400) > 0.9, "the telephone hears the second server");
  assert.ok(east.talk.voice.share(440) > 0.9, "the second server hears the telephone");
  call.hangsUp();
  await runs(1000);
  assert.ok(east.talk.isOver);
}

test("the carrier's first server has no room: the second takes the call, and both people hear each other", async (t) => {
  const { town, kitchen, west, east } = await mapleHouse();
  west.manner = { refuses: 503 };
  await kitchen.calls("6135550177");
  await town.runs(1000);
  assert.equal(east.talks.length, 1);
  await talks(kitchen, east, (ms) => town.runs(ms));
  assert.equal(outcome(town)[0], "answered");
  golden(t, town, "failover");
  await town.mustBeIdle();
});

test("the carrier's first server is gone: the second takes the call", async () => {
  const { town, kitchen, west, east } = await mapleHouse();
  await west.close();
  await kitchen.calls("6135550177");
  await town.runs(4500);
  assert.equal(east.talks.length, 1, "when four copies have met silence");
  await talks(kitchen, east, (ms) => town.runs(ms));
  assert.equal(outcome(town)[0], "answered");
  await town.runs(33_000);
  await kitchen.calls("6135550177");
  await town.runs(500);
  assert.equal(east.talks.length, 2, "the next call asks the second first");
  await talks(kitchen, east, (ms) => town.runs(ms));
});

test("the second server is asked for nothing that the first one has refused", async () => {
  const { town, kitchen, west, east } = await mapleHouse();
  west.manner = { refuses: 486 };
  const call = await kitchen.calls("6135550177");
  await town.runs(2000);
  assert.equal(call.told.at(-1), "over refused");
  assert.equal(east.talks.length, 0);
  await town.mustBeIdle();
});
