import assert from "node:assert/strict";
import { test } from "node:test";
import { fail, type Result } from "#kit/result.ts";
import { seconds } from "#kit/time.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import type { Flow, Protocol } from "#sip/transport/flow.ts";
import type { OpenTransports, TransportOptions } from "#sip/transport/openTransports.ts";
import type { Arrival, Hop } from "#sip/transport/transport.ts";
import { openTransports } from "#sip/transport/transports.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import type { World } from "#world/world.ts";

const value = <T>(result: Result<T>): T => {
  assert.ok(result.ok, result.ok ? "" : result.problem.detail);
  return result.value;
};

const open = async (world: World, options: TransportOptions): Promise<OpenTransports> =>
  value(await openTransports(world, options));

const options = (sentBy: string, protocol: string, length = 0): SipRequest =>
  makeRequest({
    method: "OPTIONS",
    uri: "sip:bea@192.0.2.2",
    headers: [
      { name: "Via", text: `SIP/2.0/${protocol} ${sentBy};rport;branch=z9hG4bKa` },
      { name: "Max-Forwards", text: "70" },
      { name: "From", text: "<sip:ada@192.0.2.1>;tag=a" },
      { name: "To", text: "<sip:bea@192.0.2.2>" },
      { name: "Call-ID", text: "a" },
      { name: "CSeq", text: "1 OPTIONS" },
      { name: "Subject", text: "x".repeat(length) },
    ],
  });

const flowTo = (transports: OpenTransports, hop: Hop): Promise<Flow> =>
  new Promise((resolve, reject) =>
    transports.flowTo(hop, (flow) => (flow.ok ? resolve(flow.value) : reject(flow.problem))),
  );

async function town() {
  const world = simWorld();
  const [ada, bea] = [world.host("192.0.2.1"), world.host("192.0.2.2")];
  const here = (host: string) => ({ host, port: 5060 });
  const from = await open(ada, { udp: [here("192.0.2.1")], tcp: [here("192.0.2.1")] });
  const to = await open(bea, { udp: [here("192.0.2.2")], tcp: [here("192.0.2.2")] });
  const arrivals: Arrival[] = [];
  to.arrivals((arrival) => {
    arrivals.push(arrival);
    if (arrival.message.kind === "request")
      to.send(respond(arrival.message, 200, { toTag: "b" }).bytes, arrival.flow);
  });
  const answers: Arrival[] = [];
  from.arrivals((arrival) => answers.push(arrival));
  const close = async (): Promise<void> => {
    from.close();
    to.close();
    await world.runs(seconds(10));
    assert.deepEqual(world.leftovers(), []);
  };
  return { world, from, to, arrivals, answers, close };
}

for (const protocol of ["UDP", "TCP"] satisfies Protocol[])
  test(`by ${protocol} a request arrives with the address it came from, and its answer finds back`, async () => {
    const { world, from, arrivals, answers, close } = await town();
    const flowing = flowTo(from, { protocol, remote: { host: "192.0.2.2", port: 5060 } });
    await world.runs(seconds(1));
    const flow = await flowing;
    from.send(options("10.0.0.9:5060", protocol).bytes, flow);
    await world.runs(seconds(1));
    const [via] = arrivals[0]?.message.lines("Via") ?? [];
    assert.match(via ?? "", /received=192\.0\.2\.1/);
    assert.match(via ?? "", /rport=\d+/);
    assert.equal(answers[0]?.message.kind === "response" && answers[0].message.status, 200);
    assert.deepEqual(from.ownAddress(flow), { host: "192.0.2.1", port: 5060 });
    await close();
  });

test("one connection serves every request to the same hop", async () => {
  const { world, from, to, arrivals, close } = await town();
  const hop: Hop = { protocol: "TCP", remote: { host: "192.0.2.2", port: 5060 } };
  const flows = [flowTo(from, hop), flowTo(from, hop)];
  await world.runs(seconds(1));
  for (const flow of await Promise.all(flows))
    from.send(options("192.0.2.1:5060", "TCP", 3000).bytes, flow);
  await world.runs(seconds(1));
  assert.equal(arrivals.length, 2);
  assert.equal(to.connections, 1);
  await close();
});

test("a flow of another process leads to nobody, though a peer of this one has a connection of its name", async () => {
  const { world, from, arrivals, close } = await town();
  const flowing = flowTo(from, { protocol: "TCP", remote: { host: "192.0.2.2", port: 5060 } });
  await world.runs(seconds(1));
  const flow = await flowing;
  const before = { ...flow, remote: { host: "192.0.2.7", port: 5060 } };
  assert.equal(from.send(options("192.0.2.1:5060", "TCP").bytes, before), false);
  await world.runs(seconds(1));
  assert.equal(arrivals.length, 0);
  await close();
});

test("one source may hold only so many connections, and none takes what others need", async () => {
  const world = simWorld();
  const here = { host: "192.0.2.2", port: 5060 };
  const limits = { connections: 4, connectionsPerSource: 3 };
  const to = await open(world.host(here.host), { tcp: [here], limits });
  const guests: OpenTransports[] = [];
  const comes = async (source: string, port: number): Promise<void> => {
    const guest = await open(world.host(source), { tcp: [{ host: source, port }] });
    guests.push(guest);
    void flowTo(guest, { protocol: "TCP", remote: here }).catch(() => undefined);
    await world.runs(seconds(1));
  };
  for (const port of [5060, 5061, 5062, 5063, 5064]) await comes("192.0.2.9", port);
  assert.equal(to.connections, 3, "the greedy one has its share");
  await comes("192.0.2.10", 5060);
  assert.equal(to.connections, 4, "another source has its own");
  await comes("192.0.2.11", 5060);
  assert.equal(to.connections, 4, "all together have a limit, too");
  guests[0]?.close();
  await world.runs(seconds(1));
  await comes("192.0.2.11", 5061);
  assert.equal(to.connections, 4, "who leaves makes room");
  for (const one of [to, ...guests]) one.close();
  await world.runs(seconds(10));
  assert.deepEqual(world.leftovers(), []);
});

test("nobody listening: the flow fails as a value, and noise is counted", async () => {
  const { world, from, to, close } = await town();
  const refused = flowTo(from, { protocol: "TCP", remote: { host: "192.0.2.2", port: 9 } });
  const outcome = assert.rejects(refused);
  await world.runs(seconds(15));
  await outcome;
  const flow = await flowTo(from, { protocol: "UDP", remote: { host: "192.0.2.2", port: 5060 } });
  from.send(new TextEncoder().encode("this is no message at all\r\n\r\n"), flow);
  from.send(Uint8Array.of(13, 10, 13, 10), flow);
  await world.runs(seconds(1));
  assert.equal(to.unreadable, 1);
  await close();
});

test("a client that keeps its NAT open by STUN is told its address (RFC 5626 §4.4.2)", async () => {
  const { world, from, close } = await town();
  const socket = value(
    await world.host("192.0.2.3").network.udp({ host: "192.0.2.3", port: 4000 }),
  );
  const heard: Uint8Array[] = [];
  socket.receive((data) => heard.push(data));
  const request = new Uint8Array(20);
  request.set([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]);
  socket.send(request, { host: "192.0.2.1", port: 5060 });
  await world.runs(seconds(1));
  assert.deepEqual([...(heard[0] ?? new Uint8Array()).subarray(0, 2)], [1, 1]);
  assert.deepEqual(
    [...(heard[0] ?? new Uint8Array()).subarray(26, 32)],
    [(4000 >> 8) ^ 0x21, (4000 & 255) ^ 0x12, 192 ^ 0x21, 0 ^ 0x12, 2 ^ 0xa4, 3 ^ 0x42],
  );
  socket.close();
  assert.ok(from.bound.length === 2);
  await close();
});

test("a port that is free for UDP and taken for TCP is no port, where any is good", async () => {
  const world = simWorld().host("192.0.2.1");
  const taken: number[] = [];
  const network: World["network"] = {
    ...world.network,
    listen(local, accept, tls) {
      if (taken.length >= 2) return world.network.listen(local, accept, tls);
      taken.push(local.port);
      return Promise.resolve(fail("network.inUse", "somebody's"));
    },
  };
  const at = (port: number) => ({
    udp: [{ host: "192.0.2.1", port }],
    tcp: [{ host: "192.0.2.1", port }],
  });
  const refused = await openTransports({ ...world, network }, at(5060));
  assert.equal(refused.ok || refused.problem.code, "network.inUse");
  const opened = await open({ ...world, network }, at(0));
  const ports = opened.bound.map(({ local }) => local.port);
  assert.equal(ports.length, 2);
  assert.equal(ports[0], ports[1]);
  assert.ok(!taken.includes(ports[0] ?? 0), "neither of those");
  opened.close();
});
