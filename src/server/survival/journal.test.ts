import assert from "node:assert/strict";
import { test } from "node:test";
import { fail, ok, type Result } from "#kit/result.ts";
import { millis } from "#kit/time.ts";
import type { LiveRows } from "#server/store/liveRows.ts";
import { Journal } from "#server/survival/journal.ts";
import type { KeptLive } from "#server/survival/kept.ts";
import type { CallId } from "#telephony/call/leg.ts";
import { simWorld } from "#world/sim/simWorld.ts";

const call = "c1" as CallId;

/** One call, whose INVITE session has the Call-ID "named", and a disk that answers when it is told to. */
function opened() {
  const sim = simWorld();
  const host = sim.host("192.0.2.1");
  const written: { readonly text: string; done(result: Result<void>): void }[] = [];
  const removed: string[] = [];
  const rows: LiveRows = {
    isImmediate: false,
    all: () => [],
    put(_key, text) {
      const { promise, resolve } = Promise.withResolvers<Result<void>>();
      written.push({ text, done: resolve });
      return promise;
    },
    remove: (key) => void removed.push(key),
    close: () => Promise.resolve(),
  };
  const journal = new Journal(rows, host);
  const now = { state: 1 };
  const made = { name: "" };
  journal.serves({
    kept: () => ({ ...now }) as unknown as KeptLive,
    callNamed: (name) => (name === "named" || name === made.name ? call : undefined),
    looks() {
      made.name = "made";
    },
  });
  const sent: string[] = [];
  const send = (what: string, callId = "named"): void =>
    journal.behind(callId, () => void sent.push(what), what === "INVITE");
  return { sim, host, journal, now, written, removed, sent, send };
}

test("where no call lives, messages leave at once, and nothing is written", async () => {
  const { sim, written, sent, send } = opened();
  send("OPTIONS", "another");
  assert.deepEqual(sent, ["OPTIONS"]);
  await sim.runs(millis(1000));
  assert.equal(written.length, 0);
});

test("what a call sends waits for its row, and all that is sent meanwhile waits behind it", async () => {
  const { sim, now, written, sent, send } = opened();
  send("180");
  send("REGISTER", "another");
  await sim.runs(millis(1));
  assert.deepEqual([written.length, sent], [1, []]);
  now.state = 2;
  send("200");
  await sim.runs(millis(1));
  assert.deepEqual([written.map(({ text }) => text), sent], [['{"state":1}', '{"state":2}'], []]);
  written[0]?.done(ok(undefined));
  await sim.settles();
  assert.deepEqual(sent, ["180", "REGISTER"]);
  written[1]?.done(ok(undefined));
  await sim.settles();
  assert.deepEqual(sent, ["180", "REGISTER", "200"]);
});

test("an INVITE of a session that its call does not know of yet waits for its row too", async () => {
  const { sim, written, sent, send } = opened();
  send("INVITE", "made");
  send("INVITE", "nobody's");
  assert.deepEqual(sent, []);
  await sim.runs(millis(1));
  assert.deepEqual([written.length, sent], [1, []]);
  written[0]?.done(ok(undefined));
  await sim.settles();
  assert.deepEqual(sent, ["INVITE", "INVITE"]);
});

test("a busy machine's commit is waited for", async () => {
  const { sim, host, written, sent, send } = opened();
  send("180");
  await sim.runs(millis(1900));
  assert.deepEqual(sent, []);
  written[0]?.done(ok(undefined));
  await sim.settles();
  assert.deepEqual(sent, ["180"]);
  assert.equal(host.log.find(/would not survive/).length, 0);
});

test("nobody waits longer than two seconds for a disk, then 100 ms as long as it is stuck, and the log says so once each way", async () => {
  const { sim, host, now, written, sent, send } = opened();
  send("100");
  await sim.runs(millis(2050));
  assert.deepEqual(sent.splice(0), ["100"]);
  assert.equal(host.log.find(/would not survive/).length, 1);
  now.state = 3;
  send("180");
  await sim.runs(millis(150));
  assert.deepEqual(sent, ["180"]);
  now.state = 2;
  send("200");
  await sim.runs(millis(1));
  for (const { done } of written) done(ok(undefined));
  await sim.settles();
  assert.deepEqual(sent, ["180", "200"]);
  assert.equal(host.log.find(/would survive a crash again/).length, 1);
});

test("a row that could not be written is written with the call's next message, changed or not", async () => {
  const { sim, written, sent, send } = opened();
  send("180");
  await sim.runs(millis(1));
  written[0]?.done(fail("store.full", "no room"));
  await sim.settles();
  assert.deepEqual(sent, ["180"]);
  send("180 again");
  await sim.runs(millis(1));
  assert.equal(written.length, 2);
});

test("the row of a call that is over goes five seconds later", async () => {
  const { sim, journal, removed } = opened();
  journal.over(call);
  await sim.runs(millis(4900));
  assert.deepEqual(removed, []);
  await sim.runs(millis(200));
  assert.deepEqual(removed, [call]);
});

test("a journal that closes sends what waits, keeps no row, and holds nothing up afterwards", async () => {
  const { sim, journal, written, removed, sent, send } = opened();
  send("180");
  await sim.runs(millis(1));
  written[0]?.done(ok(undefined));
  await sim.settles();
  send("BYE");
  const closed = journal.close();
  await closed;
  send("REGISTER", "another");
  assert.deepEqual(sent, ["180", "BYE", "REGISTER"]);
  assert.deepEqual(removed, [call]);
});
