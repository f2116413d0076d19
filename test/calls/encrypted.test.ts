import assert from "node:assert/strict";
import { test } from "node:test";
import { bothRing, household, number, settingsOf } from "./household.ts";

const carrierMust = {
  accounts: [
    {
      id: "carrier",
      kind: "carrier",
      server: "192.0.2.10",
      transport: "udp",
      register: false,
      mustEncrypt: true,
    },
  ],
};

test("an account that must encrypt: a call in plain sound is refused before anything rings", async () => {
  const { town, carrier, kitchen, study } = await household(settingsOf([bothRing], carrierMust));
  const call = await carrier.calls(number);
  await town.runs(2000);
  assert.deepEqual(call.told, ["refused 488", "over refused"]);
  assert.deepEqual([kitchen.talks.length, study.talks.length], [0, 0]);
  await town.mustBeIdle();
});

test("a telephone that must encrypt: its call in plain sound goes nowhere", async () => {
  const devices = [
    { id: "kitchen", kind: "sip", secret: "a-long-secret", mustEncrypt: true },
    { id: "study", kind: "sip", secret: "a-long-secret" },
  ];
  const { town, kitchen, study } = await household(settingsOf([bothRing], { devices }));
  const call = await kitchen.calls("study");
  await town.runs(2000);
  assert.deepEqual(call.told.at(-2), "refused 488");
  assert.equal(study.talks.length, 0);
  await town.mustBeIdle();
});
