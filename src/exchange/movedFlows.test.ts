import assert from "node:assert/strict";
import { test } from "node:test";
import { movedFlows } from "#exchange/movedFlows.ts";
import { flowTo } from "#exchange/proxy/sample.ts";
import { wallTime } from "#kit/time.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import type { Flow } from "#sip/transport/flow.ts";

const at = (port: number, host = "203.0.113.9"): Flow => flowTo(host, { remote: { host, port } });
const bound = (flow: Flow, more: Partial<Binding> = {}): Binding => ({
  contact: "sip:ada@10.0.0.5",
  path: [],
  flow,
  q: 1,
  expires: wallTime(0),
  callId: "c",
  cseq: 1,
  ...more,
});

test("a device that registers from another port is reached there, through any number of moves", () => {
  const moved = movedFlows();
  moved.note([bound(at(1000))], [bound(at(1001))]);
  moved.note([bound(at(1001))], [bound(at(1002, "198.51.100.7"))]);
  assert.deepEqual(moved.now(at(1000)), at(1002, "198.51.100.7"));
  assert.deepEqual(moved.now(at(999)), at(999));
});

test("a device is known by its instance and flow, where it has told them, else by its address", () => {
  const moved = movedFlows();
  const instance = { instanceId: "urn:uuid:1", regId: 1 };
  moved.note(
    [bound(at(1), instance)],
    [bound(at(2), { ...instance, contact: "sip:ada@10.0.0.9" })],
  );
  moved.note([bound(at(3), instance)], [bound(at(4), { ...instance, regId: 2 })]);
  moved.note([bound(at(5))], [bound(at(6), { contact: "sip:ada@10.0.0.9" })]);
  assert.deepEqual(
    [1, 3, 5].map((port) => moved.now(at(port)).remote.port),
    [2, 3, 5],
  );
});

test("an address that somebody has registered from is that one's, and moves never go in circles", () => {
  const moved = movedFlows();
  moved.note([bound(at(1))], [bound(at(2))]);
  moved.note([], [bound(at(1), { contact: "sip:ben@10.0.0.5" })]);
  assert.deepEqual(moved.now(at(1)), at(1));
  moved.note([bound(at(2))], [bound(at(1))]);
  moved.note([bound(at(1))], [bound(at(2))]);
  assert.deepEqual(moved.now(at(1)), at(2));
});

test("a stream is not followed: a datagram flow alone is found again by its address", () => {
  const moved = movedFlows();
  const stream = { ...at(1), protocol: "TCP", connection: "c1" } as const;
  moved.note([bound(stream)], [bound(at(2))]);
  assert.deepEqual(moved.now(stream), stream);
});
