import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import type { Result } from "#kit/result.ts";
import { seconds } from "#kit/time.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import { type TracedNetwork, traced } from "#world/trace.ts";

function value<T>(result: Result<T>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

const story = ({ packets }: TracedNetwork): readonly string[] =>
  packets.map(
    ({ at, protocol, from, to, data }) =>
      `${at} ${protocol} ${from.host} → ${to.host}: ${fromUtf8(data)}`,
  );

test("every packet is remembered with its time and its ends, both ways", async () => {
  const sim = simWorld();
  const network = traced(sim.host("192.0.2.1").network, sim.clock);
  const far = value(await sim.host("192.0.2.2").network.udp({ host: "192.0.2.2", port: 5060 }));
  far.receive((_data, from) => far.send(utf8("200"), from));
  const near = value(await network.udp({ host: "192.0.2.1", port: 5060 }));
  near.receive(() => undefined);
  near.send(utf8("INVITE"), far.local);
  await sim.runs(seconds(1));
  assert.deepEqual(story(network), [
    "0 UDP 192.0.2.1 → 192.0.2.2: INVITE",
    "20 UDP 192.0.2.2 → 192.0.2.1: 200",
  ]);
});

test("a stream is remembered piece by piece, once, however many listen; the oldest is forgotten", async () => {
  const sim = simWorld();
  const network = traced(sim.host("192.0.2.1").network, sim.clock, 3);
  await network.listen({ host: "192.0.2.1", port: 5061 }, (stream) => {
    stream.bytes(() => undefined);
    stream.bytes((data) => stream.write(data));
  });
  const connecting = sim.host("192.0.2.2").network.connect({ host: "192.0.2.1", port: 5061 });
  await sim.runs(seconds(1));
  const stream = value(await connecting);
  for (const word of ["one", "two"]) stream.write(utf8(word));
  await sim.runs(seconds(1));
  assert.deepEqual(
    story(network).map((line) => line.replace(/^\d+ /, "")),
    [
      "TCP 192.0.2.1 → 192.0.2.2: one",
      "TCP 192.0.2.2 → 192.0.2.1: two",
      "TCP 192.0.2.1 → 192.0.2.2: two",
    ],
  );
});
