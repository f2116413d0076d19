/** RFC 3665 §3 with the feature server between Alice and Bob. */
import assert from "node:assert/strict";
import { cut, fair } from "#world/sim/weather.ts";
import { serverHost } from "../../phones/person.ts";
import { Voice } from "../../phones/voice.ts";
import { hearEachOther } from "../hearEachOther.ts";
import { number, outcome } from "../household.ts";
import { flow } from "./flow.ts";
import { flowHouse, rings, talking } from "./house.ts";
import { rfc3665 } from "./rfc3665.ts";

flow(rfc3665, "3.1", async () => {
  const { town, caller, called } = await talking();
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: called, says: 440 });
  called.hangsUp();
  await town.runs(1000);
  assert.equal(outcome(town)[0], "answered");
  return town;
});

flow(rfc3665, "3.6", async () => {
  const { town, alice, carol, phone } = await flowHouse({
    then: [rings("redirect")],
    phones: ["redirect"],
    outside: ["alice", "bob"],
  });
  phone("redirect").manner = "nothing";
  const call = await alice.calls(number, { offers: false });
  await town.runs(500);
  phone("redirect").talk.sendsTo("sip:6135550199@192.0.2.1");
  await town.runs(500);
  const { talk: bob } = carol;
  assert.equal(bob.incoming?.request.uriText, "sip:+16135550199@192.0.2.11");
  bob.lifts();
  await town.runs(1000);
  await hearEachOther(town, { talk: call, says: 1000 }, { talk: bob, says: 800 });
  bob.hangsUp();
  await town.runs(1000);
  return town;
});

flow(rfc3665, "3.7", async () => {
  const { town, caller, called } = await talking();
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: called, says: 440 });
  const before = called.voice;
  const local = { host: "192.0.2.77", port: 4000 };
  called.moves(await Voice.open(town.sim.host(local.host), local, 440));
  await town.runs(500);
  const sentBefore = before.packets;
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: called, says: 440 });
  assert.equal(before.packets, sentBefore, "nothing goes to the old address any more");
  caller.hangsUp();
  await town.runs(1000);
  before.close();
  return town;
});

flow(rfc3665, "3.8", async () => {
  const { town, alice } = await flowHouse();
  const call = await alice.calls(number);
  await town.runs(5000);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(outcome(town), ["missed", "bob over"]);
  return town;
});

flow(rfc3665, "3.9", async () => {
  const { town, alice, phone } = await flowHouse();
  phone("bob").manner = { refuses: 486 };
  await alice.calls(number);
  await town.runs(1000);
  return town;
});

flow(rfc3665, "3.10", async () => {
  const { town, alice, phone } = await flowHouse();
  const bob = phone("bob");
  town.sim.network.weather(cut, [serverHost, bob.host]);
  const call = await alice.calls(number);
  await town.runs(40_000);
  assert.ok(call.told.includes("refused 480"), `${call.told}`);
  assert.equal(outcome(town)[0], "missed");
  town.sim.network.weather(fair, [serverHost, bob.host]);
  return town;
});

flow(rfc3665, "3.11", async () => {
  const { town, alice, phone } = await flowHouse();
  await alice.calls(number);
  await town.runs(2000);
  phone("bob").talk.refuses(480);
  await town.runs(1000);
  return town;
});
