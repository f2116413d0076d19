import assert from "node:assert/strict";
import { test } from "node:test";
import { minutes, seconds } from "#kit/time.ts";
import { line, sdp, type TownOptions, twoAgents } from "#sip/agent/twoAgents.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { seededRandom } from "#world/sim/seededRandom.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

function town(options: TownOptions = {}) {
  const clock = new VirtualClock();
  const ground = { clock, random: seededRandom, crypto: nodeCrypto, log: memoryLog() };
  return { clock, ...twoAgents(ground, options) };
}

/** After all timers nobody holds anything. */
function allQuiet({ clock, ada, bea }: ReturnType<typeof town>): void {
  clock.runs(minutes(3));
  assert.equal(ada.agent.idle(), true, "ada is idle");
  assert.equal(bea.agent.idle(), true, "bea is idle");
  ada.agent.close();
  bea.agent.close();
}

test("a call: rung, answered, ended; each side hears its part", () => {
  const all = town();
  const { clock, wire, ada, bea, calls } = all;
  const session = calls(ada);
  clock.runs(seconds(1));
  bea.session?.perform({ do: "progress", status: 180 });
  clock.runs(seconds(1));
  bea.session?.perform({ do: "accept", body: sdp("answer") });
  clock.runs(seconds(1));
  session.perform({ do: "end" });
  clock.runs(seconds(1));
  assert.deepEqual(ada.heard, ["proceeding", "progress 180", "accepted+answer", "over ended"]);
  assert.deepEqual(bea.heard, ["acknowledged", "bye", "over bye"]);
  assert.deepEqual(wire.ladder, [
    "0 ada INVITE",
    "210 bea 100",
    "1000 bea 180",
    "2000 bea 200",
    "2010 ada ACK",
    "3000 ada BYE",
    "3010 bea 200",
  ]);
  allQuiet(all);
});

test("an owner is never told anything within its own command", () => {
  const all = town();
  const session = all.calls(all.ada);
  all.clock.runs(seconds(1));
  session.perform({ do: "end" });
  assert.deepEqual(all.ada.heard.slice(-1), ["proceeding"]);
  all.clock.runs(seconds(1));
  assert.deepEqual(all.ada.heard.slice(-1), ["over ended"]);
  allQuiet(all);
});

test("CANCEL with its Reason reaches the other side, and both are over", () => {
  const all = town();
  const { clock, wire, ada, bea, calls } = all;
  const session = calls(ada);
  clock.runs(seconds(1));
  bea.session?.perform({ do: "progress", status: 180 });
  clock.runs(seconds(1));
  session.perform({ do: "end", extra: [line("Reason", "SIP;cause=200")] });
  clock.runs(seconds(1));
  const cancelled = bea.told.find(({ on }) => on === "cancelled");
  assert.deepEqual(cancelled, { on: "cancelled", reasons: ["SIP;cause=200"] });
  assert.deepEqual(wire.ladder.slice(-4), [
    "2000 ada CANCEL",
    "2010 bea 200",
    "2010 bea 487",
    "2020 ada ACK",
  ]);
  allQuiet(all);
});

test("a CANCEL right behind the INVITE waits for the first sign of life", () => {
  const all = town();
  const session = all.calls(all.ada);
  session.perform({ do: "end" });
  all.clock.runs(seconds(2));
  assert.deepEqual(all.wire.ladder.slice(0, 4), [
    "0 ada INVITE",
    "210 bea 100",
    "220 ada CANCEL",
    "230 bea 200",
  ]);
  assert.deepEqual(all.bea.heard, ["cancelled", "over cancelled"]);
  allQuiet(all);
});

test("the answer crosses the CANCEL: ACK, then BYE, and nobody talks to a ghost", () => {
  const all = town();
  const { clock, wire, ada, bea, calls } = all;
  const session = calls(ada);
  clock.runs(seconds(1));
  bea.session?.perform({ do: "progress", status: 180 });
  clock.runs(seconds(1));
  session.perform({ do: "end" });
  bea.session?.perform({ do: "accept", body: sdp("answer") });
  clock.runs(seconds(1));
  assert.deepEqual(wire.ladder.slice(3), [
    "2000 ada CANCEL",
    "2000 bea 200",
    "2010 bea 200",
    "2010 ada ACK",
    "2010 ada BYE",
    "2020 bea 200",
  ]);
  assert.deepEqual(bea.heard, ["acknowledged", "bye", "over bye"]);
  assert.deepEqual(ada.heard.slice(-1), ["over ended"]);
  allQuiet(all);
});

test("early media travels in a reliable 183, acknowledged by PRACK", () => {
  const all = town();
  const { clock, wire, ada, bea, calls } = all;
  calls(ada);
  clock.runs(seconds(1));
  bea.session?.perform({ do: "progress", status: 183, body: sdp("early") });
  clock.runs(seconds(1));
  bea.session?.perform({ do: "accept" });
  clock.runs(seconds(1));
  bea.session?.perform({ do: "end" });
  clock.runs(seconds(1));
  assert.deepEqual(ada.heard, ["proceeding", "progress 183+early", "accepted", "bye", "over bye"]);
  assert.deepEqual(wire.ladder.slice(2, 5), ["1000 bea 183", "1010 ada PRACK", "1020 bea 200"]);
  allQuiet(all);
});

test("a delayed offer: the 200 brings it, the ACK the answer", () => {
  const all = town();
  const { clock, ada, bea } = all;
  const session = all.calls(ada, undefined, null);
  clock.runs(seconds(1));
  bea.session?.perform({ do: "accept", body: sdp("offer") });
  clock.runs(seconds(1));
  session.perform({ do: "answer", body: sdp("answer") });
  clock.runs(seconds(1));
  assert.deepEqual(ada.heard, ["proceeding", "accepted+offer"]);
  assert.deepEqual(bea.heard, ["acknowledged+answer"]);
  session.perform({ do: "end" });
  allQuiet(all);
});

test("both put the other on hold at once: glare, and both have their turn", () => {
  const all = town();
  const { clock, wire, ada, bea, calls } = all;
  const session = calls(ada);
  clock.runs(seconds(1));
  bea.session?.perform({ do: "accept", body: sdp("answer") });
  clock.runs(seconds(1));
  for (const person of [ada, bea])
    person.session?.events((event) => {
      if (event.on === "offered") person.session?.perform({ do: "answer", body: sdp("held") });
    });
  session.perform({ do: "offer", body: sdp("hold by ada") });
  bea.session?.perform({ do: "offer", body: sdp("hold by bea") });
  clock.runs(seconds(10));
  assert.equal(wire.ladder.filter((text) => text.endsWith(" 491")).length, 2);
  assert.deepEqual(ada.heard.slice(-2), ["offered+hold by bea", "answered+held"]);
  assert.deepEqual(bea.heard.slice(-2), ["answered+held", "offered+hold by ada"]);
  session.perform({ do: "end" });
  allQuiet(all);
});

test("session timer: refreshed by UPDATE for an hour; then one side is gone and the other ends", () => {
  const all = town({ ada: { sessionExpires: 600 } });
  const { clock, wire, ada, bea, calls } = all;
  calls(ada);
  clock.runs(seconds(1));
  bea.session?.perform({ do: "accept", body: sdp("answer") });
  clock.runs(minutes(60));
  assert.equal(wire.ladder.filter((text) => text.endsWith("ada UPDATE")).length, 11);
  wire.fate = () => ({ lost: true, late: 0 });
  clock.runs(minutes(15));
  assert.deepEqual(ada.heard.slice(-1), ["over lost"]);
  assert.deepEqual(bea.heard.slice(-1), ["over lost"]);
  allQuiet(all);
});

test("a challenged call goes through with a login, and so does its BYE", () => {
  const all = town();
  const { clock, wire, ada, bea } = all;
  const challenge = line("WWW-Authenticate", 'Digest realm="bea", nonce="n", qop="auth"');
  const session = all.calls(ada, { login: { user: "ada", password: "secret" } });
  clock.runs(seconds(1));
  bea.session?.perform({ do: "refuse", status: 401, extra: [challenge] });
  clock.runs(seconds(1));
  assert.match(bea.session?.invite()?.lines("Authorization")[0] ?? "", /username="ada"/);
  bea.session?.perform({ do: "accept", body: sdp("answer") });
  clock.runs(seconds(1));
  session.perform({ do: "end" });
  clock.runs(seconds(1));
  assert.deepEqual(ada.heard, ["proceeding", "accepted+answer", "over ended"]);
  assert.equal(wire.ladder.filter((text) => text.endsWith("INVITE")).length, 2);
  allQuiet(all);
});

test("INFO is asked and answered within the dialog", () => {
  const all = town();
  const { clock, ada, bea, calls } = all;
  const session = calls(ada);
  clock.runs(seconds(1));
  bea.session?.perform({ do: "accept", body: sdp("answer") });
  clock.runs(seconds(1));
  session.perform({ do: "request", method: "INFO", body: sdp("flash") });
  clock.runs(seconds(1));
  const asked = bea.told.find(({ on }) => on === "requested");
  assert.ok(asked?.on === "requested");
  bea.session?.perform({ do: "reply", to: asked.number, status: 200 });
  clock.runs(seconds(1));
  assert.deepEqual(ada.heard.slice(-1), ["replied 200"]);
  session.perform({ do: "end" });
  allQuiet(all);
});

for (const seed of [1, 2, 3, 4, 5, 6, 7, 8])
  test(`a fifth of all messages is lost, others overtake each other (seed ${seed}): the call comes about and ends`, () => {
    const all = town();
    const { clock, wire, ada, bea, calls } = all;
    const luck = seededRandom(`weather ${seed}`);
    const dice = (): number => luck(1)[0] ?? 0;
    wire.fate = () => (dice() < 51 ? { lost: true, late: 0 } : { late: 5 + dice() });
    const session = calls(ada);
    bea.agent.invites(({ session: called }) => {
      called.perform({ do: "progress", status: 180 });
      called.perform({ do: "accept", body: sdp("answer") });
    });
    clock.runs(seconds(20));
    session.perform({ do: "offer", body: sdp("hold") });
    bea.session?.events((event) => {
      if (event.on === "offered") bea.session?.perform({ do: "answer", body: sdp("held") });
    });
    clock.runs(seconds(40));
    session.perform({ do: "end" });
    clock.runs(seconds(40));
    assert.ok(ada.heard.includes("accepted+answer"));
    assert.ok(ada.heard.includes("answered+held"));
    assert.equal(bea.heard.filter((text) => text.startsWith("over")).length, 1);
    allQuiet(all);
  });
