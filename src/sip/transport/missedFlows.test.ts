import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { ok } from "#kit/result.ts";
import { seconds } from "#kit/time.ts";
import { flowOf, ScriptedTransports } from "#sip/agent/scriptedTransports.ts";
import { makeRequest } from "#sip/message/make.ts";
import { parseUri } from "#sip/message/uri.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";
import { patientTransports } from "#sip/transport/missedFlows.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

/* A telephone at 192.0.2.20, whose streams come from a new port each time. */

const remote = { host: "192.0.2.20", port: 40_000 };
const stream = (nth: number): Flow => ({
  ...flowOf({ protocol: "TCP", remote: { ...remote, port: remote.port + nth } }),
  connection: `c${nth}`,
});
const bytes = makeRequest({
  method: "MESSAGE",
  uri: "sip:kitchen@192.0.2.20",
  headers: [{ name: "Call-ID", text: "a" }],
}).bytes;
const parsed = parseUri("sip:kitchen@192.0.2.20:5060;transport=tcp");

function house() {
  const clock = new VirtualClock();
  const inner = new ScriptedTransports(clock);
  const hops = [{ protocol: "TCP" as const, remote: { ...remote, port: 5060 } }];
  const { transports, missed } = patientTransports({
    transports: inner,
    clock,
    locate: (_uri, then) => then(ok(hops)),
  });
  const losses: string[] = [];
  transports.losses((flow) => losses.push(`${clock.now()} ${flow.connection}`));
  return { clock, inner, transports, missed, losses };
}
const to = (nth: number) => `192.0.2.20:${remote.port + nth} TCP`;

test("what is sent while a telephone is away leaves, in its order, by the stream that it comes back by", () => {
  const { clock, inner, transports, missed, losses } = house();
  missed.misses(stream(1), {});
  assert.ok(missed.leads(stream(1)));
  assert.ok(transports.send(bytes, stream(1)));
  assert.ok(transports.send(bytes, stream(1)));
  clock.runs(seconds(11));
  assert.deepEqual(inner.log, []);
  missed.cameBack(stream(1), stream(2));
  assert.equal(inner.log.length, 2);
  missed.cameBack(stream(2), stream(3));
  assert.ok(transports.send(bytes, stream(1)));
  assert.equal(inner.log.at(-1), `11000 MESSAGE > ${to(3)}`);
  clock.runs(seconds(60));
  assert.deepEqual([losses, clock.pending], [[], 0]);
});

test("nobody comes: the loss is told, nothing is sent, and the next one who asks is told at once", () => {
  const { clock, inner, transports, missed, losses } = house();
  missed.misses(stream(1), {});
  transports.send(bytes, stream(1));
  inner.dead.add(flowKey(stream(1)));
  clock.runs(seconds(20));
  assert.deepEqual([losses, inner.log], [["12000 c1"], []]);
  assert.deepEqual([missed.leads(stream(1)), transports.send(bytes, stream(1))], [false, false]);
});

test("a stream that breaks is missed for a shorter while, and only where a telephone registered by it", () => {
  const { clock, inner, transports, missed, losses } = house();
  missed.asks((flow) => (flow.connection === "c1" ? {} : undefined));
  inner.loses(stream(2));
  inner.loses(stream(1));
  assert.equal(transports.send(bytes, stream(2)), false);
  assert.equal(transports.send(bytes, stream(1)), true);
  clock.runs(seconds(5));
  assert.deepEqual(losses, ["0 c2", "0 c1", "4000 c1"]);
});

test("the heir of a stream is lost in turn: it is missed in its place, and when that was in vain nobody leads there", () => {
  const { clock, inner, transports, missed } = house();
  missed.asks(() => ({}));
  missed.misses(stream(1), {});
  missed.cameBack(stream(1), stream(2));
  inner.loses(stream(2));
  assert.equal(transports.send(bytes, stream(1)), true);
  clock.runs(seconds(5));
  assert.deepEqual([missed.leads(stream(1)), inner.log], [false, []]);
});

test("who listens at its contact is called back there", () => {
  assert.ok(parsed.ok);
  const { inner, transports, missed } = house();
  missed.misses(stream(1), { contact: parsed.value });
  transports.send(bytes, stream(1));
  assert.deepEqual(inner.log, ["0 MESSAGE > 192.0.2.20:5060 TCP"]);
});

test("one telephone does not have us keep more than fits", () => {
  const { transports, missed } = house();
  missed.misses(stream(1), {});
  const kept = Array.from({ length: 60 }, () => transports.send(utf8("x"), stream(1)));
  assert.equal(kept.filter(Boolean).length, 50);
});
