import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import type { Result } from "#kit/result.ts";
import { millis, seconds } from "#kit/time.ts";
import type { Network, UdpSocket } from "#world/network.ts";
import { type SimWorld, simWorld } from "#world/sim/simWorld.ts";
import { cut } from "#world/sim/weather.ts";

function value<T>(result: Result<T>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

const open = async (network: Network, port = 5060): Promise<UdpSocket> =>
  value(await network.udp({ host: "0.0.0.0", port }));

/** What arrives at a telephone when the numbers 0 … 99 are sent to it, one each millisecond. */
async function hundredArrive(sim: SimWorld): Promise<string[]> {
  const ada = await open(sim.host("192.0.2.1").network);
  const bob = await open(sim.host("192.0.2.2").network);
  const heard: string[] = [];
  bob.receive((data) => heard.push(fromUtf8(data)));
  for (let i = 0; i < 100; i++) {
    ada.send(utf8(String(i)), { host: "192.0.2.2", port: 5060 });
    await sim.runs(millis(1));
  }
  await sim.runs(seconds(1));
  return heard;
}

const inOrder = Array.from({ length: 100 }, (_, i) => String(i));

test("in fair weather every packet comes, in order, after the delay", async () => {
  const sim = simWorld();
  assert.deepEqual(await hundredArrive(sim), inOrder);
});

test("bad weather loses, doubles and reorders, the same way with the same seed", async () => {
  const bad = { delay: millis(10), jitter: millis(5), loss: 0.2, duplicate: 0.2, reorder: 0.1 };
  const storm = async (seed: number) => {
    const sim = simWorld({ seed });
    sim.network.weather(bad);
    return hundredArrive(sim);
  };
  const [heard, again, other] = [await storm(1), await storm(1), await storm(2)];
  assert.deepEqual(heard, again);
  assert.notDeepEqual(heard, other);
  const different = new Set(heard).size;
  assert.ok(different < 95 && different > 60, `${different} of 100 came`);
  assert.ok(heard.length > different);
  assert.notDeepEqual(
    heard,
    heard.toSorted((a, b) => Number(a) - Number(b)),
  );
});

test("a link that is cut carries nothing until it is mended", async () => {
  const sim = simWorld();
  sim.network.weather(cut, ["192.0.2.1", "192.0.2.2"]);
  assert.deepEqual(await hundredArrive(sim), []);
});

test("behind a router one answers to who asked, and to nobody else", async () => {
  const sim = simWorld();
  const nat = sim.network.nat("203.0.113.1");
  const phone = await open(sim.host("192.168.1.20", nat).network);
  const server = await open(sim.host("192.0.2.1").network);
  const stranger = await open(sim.host("192.0.2.66").network);
  const heard: string[] = [];
  phone.receive((data) => heard.push(fromUtf8(data)));
  let seen = { host: "", port: 0 };
  server.receive((_data, from) => {
    seen = from;
  });
  phone.send(utf8("REGISTER"), { host: "192.0.2.1", port: 5060 });
  await sim.runs(seconds(1));
  assert.equal(seen.host, "203.0.113.1");
  server.send(utf8("200"), seen);
  stranger.send(utf8("hm"), seen);
  stranger.send(utf8("hm"), { host: "192.168.1.20", port: 5060 });
  await sim.runs(seconds(1));
  assert.deepEqual(heard, ["200"]);

  nat.rebinds();
  server.send(utf8("INVITE"), seen);
  await sim.runs(seconds(1));
  assert.deepEqual(heard, ["200"]);
  const before = seen.port;
  phone.send(utf8("REGISTER"), { host: "192.0.2.1", port: 5060 });
  await sim.runs(seconds(1));
  assert.notEqual(seen.port, before);
  server.send(utf8("INVITE"), seen);
  await sim.runs(seconds(1));
  assert.deepEqual(heard, ["200", "INVITE"]);
});

test("a router that forgets unused mappings needs keep-alives", async () => {
  const sim = simWorld();
  const nat = sim.network.nat("203.0.113.1", { forgetsAfter: seconds(30) });
  const phone = await open(sim.host("192.168.1.20", nat).network);
  const server = await open(sim.host("192.0.2.1").network);
  const heard: string[] = [];
  phone.receive((data) => heard.push(fromUtf8(data)));
  server.receive((data, from) => {
    sim.clock.at(sim.clock.now(), () => server.send(data, from));
  });
  phone.send(utf8("hello"), { host: "192.0.2.1", port: 5060 });
  await sim.runs(seconds(20));
  assert.deepEqual(heard, ["hello"]);
  let seen = { host: "", port: 0 };
  server.receive((_data, from) => {
    seen = from;
  });
  phone.send(utf8("hello"), { host: "192.0.2.1", port: 5060 });
  await sim.runs(seconds(31));
  server.send(utf8("late"), seen);
  await sim.runs(seconds(1));
  assert.deepEqual(heard, ["hello"]);
});

test("a stream through a router that was restarted is dead, and its writer learns it", async () => {
  const sim = simWorld();
  const nat = sim.network.nat("203.0.113.1");
  const phone = sim.host("192.168.1.20", nat).network;
  const server = sim.host("192.0.2.1").network;
  const said: string[] = [];
  await server.listen({ host: "192.0.2.1", port: 5060 }, (stream) =>
    stream.bytes((data) => said.push(fromUtf8(data))),
  );
  const connecting = phone.connect({ host: "192.0.2.1", port: 5060 });
  await sim.runs(seconds(1));
  const stream = value(await connecting);
  let end: string | undefined;
  stream.closed((trouble) => {
    end = trouble?.code;
  });
  stream.write(utf8("one"));
  await sim.runs(seconds(1));
  nat.rebinds();
  stream.write(utf8("two"));
  await sim.runs(seconds(1));
  assert.deepEqual([said, end], [["one"], "network.reset"]);
});

test("a stream in a storm still brings everything in order", async () => {
  const sim = simWorld();
  sim.network.weather({ delay: millis(10), jitter: millis(30), loss: 0.3 });
  let text = "";
  await sim.host("192.0.2.1").network.listen({ host: "192.0.2.1", port: 5060 }, (stream) =>
    stream.bytes((data) => {
      text += fromUtf8(data);
    }),
  );
  const connecting = sim.host("192.0.2.2").network.connect({ host: "192.0.2.1", port: 5060 });
  await sim.runs(seconds(1));
  const stream = value(await connecting);
  for (const word of inOrder) stream.write(utf8(`${word} `));
  await sim.runs(seconds(10));
  assert.equal(text.trim(), inOrder.join(" "));
});

test("the DNS says what it was told, and a silent one is no empty answer", async () => {
  const sim = simWorld();
  const { network } = sim.host("192.0.2.1");
  sim.network.record("maple.example", "SRV", ["10", "1", "5061", "edge.maple.example"]);
  const asked = [network.lookup("Maple.Example", "SRV"), network.lookup("oak.example", "SRV")];
  await sim.runs(seconds(1));
  const [maple, oak] = await Promise.all(asked);
  assert.deepEqual(maple?.ok && maple.value[0]?.data, ["10", "1", "5061", "edge.maple.example"]);
  assert.deepEqual(oak, { ok: true, value: [] });
  sim.network.dnsIsSilent = true;
  const silent = network.lookup("maple.example", "SRV");
  await sim.runs(seconds(10));
  const none = await silent;
  assert.equal(none.ok ? "" : none.problem.code, "network.dns");
});

test("a shell that awaits goes on within virtual time, and leaves nothing behind when it closes", async () => {
  const sim = simWorld();
  const { network, clock } = sim.host("192.0.2.1");
  const told: string[] = [];
  const shell = async () => {
    const socket = value(await network.udp({ host: "0.0.0.0", port: 0 }));
    await network.lookup("maple.example", "A");
    told.push(`found at ${clock.now()}`);
    await network.lookup("oak.example", "A");
    told.push(`found at ${clock.now()}`);
    socket.close();
  };
  const done = shell();
  await sim.settles();
  assert.equal(sim.leftovers().length, 2);
  await sim.runs(seconds(1));
  await done;
  assert.deepEqual(told, ["found at 20", "found at 40"]);
  assert.deepEqual(sim.leftovers(), []);
});
