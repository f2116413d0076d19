import assert from "node:assert/strict";
import { test } from "node:test";
import { millis, seconds } from "#kit/time.ts";
import { AnchorEnd } from "#media/engine/anchorEnd.ts";
import { PortPool } from "#media/engine/portPool.ts";
import { writeRtpHeader } from "#media/rtp/packet.ts";
import type { Address, UdpSocket } from "#world/network.ts";
import { simWorld } from "#world/sim/simWorld.ts";

/* A stream between Ada and Ben, both behind routers, anchored at us. */

const here = "192.0.2.1";
const [ada, ben] = ["203.0.113.9", "198.51.100.7"];

class Party {
  readonly socket: UdpSocket;
  readonly heard: Uint8Array[] = [];
  #sequence = 65_530;

  constructor(socket: UdpSocket) {
    this.socket = socket;
    socket.receive((data) => this.heard.push(data));
  }

  says(to: Address, { ssrc = 7, sequence = this.#sequence++ & 0xffff, length = 20 } = {}) {
    const packet = new Uint8Array(Math.max(12, length)).fill(0x55);
    writeRtpHeader(packet, { payloadType: 0, marker: false, sequence, timestamp: 0, ssrc });
    this.socket.send(packet.subarray(0, length), to);
    return packet.subarray(0, length);
  }

  /** A sender report of no more than its header. */
  reports(to: Address): Uint8Array {
    const report = Uint8Array.of(0x80, 200, 0, 1, 0, 0, 0, 7);
    this.socket.send(report, to);
    return report;
  }
}

async function anchored() {
  const sim = simWorld();
  const { network, clock } = sim.host(here);
  const pool = new PortPool({ network, clock, ports: [20_000, 20_007], host: here });
  await sim.settles();
  const [near, far] = [pool.takeNow(), pool.takeNow()].map((pair) => {
    assert.ok(pair);
    return new AnchorEnd(pair);
  }) as [AnchorEnd, AnchorEnd];
  near.joins(far);
  far.joins(near);
  const party = async (host: string, port: number): Promise<Party> => {
    const socket = await (known.get(host) ?? hostOf(host)).udp({ host, port });
    assert.ok(socket.ok);
    return new Party(socket.value);
  };
  const known = new Map<string, ReturnType<typeof hostOf>>();
  function hostOf(host: string) {
    const made = sim.host(host).network;
    known.set(host, made);
    return made;
  }
  near.agree({ host: ada, port: 4000 }, ada, clock.now());
  far.agree({ host: ben, port: 5000 }, ben, clock.now());
  const runs = (ms: number): Promise<void> => sim.runs(millis(ms));
  const close = (): void => {
    for (const end of [near, far]) {
      end.close();
      pool.give(end.pair);
    }
    pool.close();
  };
  return { sim, near, far, party, runs, close };
}

const local = ({ pair }: AnchorEnd): Address => pair.rtp.local;
const rtcpOf = ({ pair }: AnchorEnd): Address => pair.rtcp.local;

test("bit by bit as it came, both ways, to where each of them really sends from", async () => {
  const { near, far, party, runs, close } = await anchored();
  const [one, two] = [await party(ada, 41_000), await party(ben, 52_000)];
  for (let i = 0; i < 3; i++) {
    one.says(local(near));
    two.says(local(far));
    await runs(20);
  }
  one.heard.splice(0);
  two.heard.splice(0);
  const [said, answered] = [one.says(local(near)), two.says(local(far))];
  await runs(100);
  assert.deepEqual([two.heard, one.heard], [[said], [answered]]);
  close();
});

test("reports go to the port that the party's own come from, beside the sound's until then", async () => {
  const { near, far, party, runs, close } = await anchored();
  const [one, two] = [await party(ada, 41_000), await party(ben, 52_000)];
  const [oneRtcp, twoRtcp] = [await party(ada, 41_777), await party(ben, 52_001)];
  for (let i = 0; i < 3; i++) {
    one.says(local(near));
    two.says(local(far));
    await runs(20);
  }
  const first = oneRtcp.reports(rtcpOf(near));
  await runs(100);
  assert.deepEqual(twoRtcp.heard, [first], "to the port beside");
  const second = twoRtcp.reports(rtcpOf(far));
  await runs(100);
  assert.deepEqual(oneRtcp.heard, [second], "to where they come from");
  const muxed = one.reports(local(near));
  await runs(100);
  assert.deepEqual(two.heard.at(-1), muxed, "on one port (RFC 5761)");
  close();
});

test("a router that forgets in mid-call: who goes on with its numbers is followed, nobody else", async () => {
  const { near, far, party, runs, close } = await anchored();
  const [one, two] = [await party(ada, 41_000), await party(ben, 52_000)];
  for (let i = 0; i < 5; i++) {
    one.says(local(near), { sequence: 100 + i });
    two.says(local(far));
    await runs(20);
  }
  const thief = await party("192.0.2.66", 6000);
  const neighbour = await party(ada, 42_000);
  const moved = await party(ada, 43_000);
  await runs(1500);
  two.heard.splice(0);
  for (let i = 0; i < 10; i++) {
    thief.says(local(near), { sequence: 200 + i, ssrc: 8 });
    neighbour.says(local(near), { sequence: 200 + i, ssrc: 9 });
    thief.says(local(near), { sequence: 40_000 + i });
    await runs(20);
  }
  assert.equal(two.heard.length, 0, "others' numbers, or others' sound");
  for (let i = 0; i < 4; i++) {
    moved.says(local(near), { sequence: 175 + i });
    await runs(20);
  }
  assert.ok(two.heard.length >= 2);
  two.says(local(far));
  await runs(100);
  assert.equal(moved.heard.length, 1, "and hears");
  assert.equal(near.moves, 1);
  assert.ok(near.strangers >= 30);
  close();
});

test("a party that still speaks is not displaced, even by one who knows its numbers", async () => {
  const { near, far, party, runs, close } = await anchored();
  const [one, two] = [await party(ada, 41_000), await party(ben, 52_000)];
  const thief = await party("192.0.2.66", 6000);
  for (let i = 0; i < 200; i++) {
    one.says(local(near), { sequence: 1000 + i });
    two.says(local(far));
    if (i > 5) thief.says(local(near), { sequence: 1001 + i });
    await runs(20);
  }
  assert.equal(thief.heard.length, 0);
  assert.equal(near.moves, 0);
  close();
});

test("what is no RTP, too large or too much is dropped, and nobody else pays for it", async () => {
  const { near, far, party, runs, close } = await anchored();
  const [one, two] = [await party(ada, 4000), await party(ben, 5000)];
  for (let i = 0; i < 3; i++) {
    one.says(local(near));
    two.says(local(far));
    await runs(20);
  }
  two.heard.splice(0);
  one.says(local(near), { length: 1600 });
  one.says(local(near), { length: 8 });
  one.socket.send(new Uint8Array(400).fill(0x41), local(near));
  one.socket.send(new Uint8Array(0), local(near));
  await runs(100);
  assert.deepEqual([two.heard.length, near.dropped], [0, 4]);
  for (let i = 0; i < 3000; i++) one.says(local(near));
  await runs(500);
  assert.ok(two.heard.length <= 1000, String(two.heard.length));
  await runs(1000);
  two.heard.splice(0);
  one.says(local(near));
  await runs(100);
  assert.equal(two.heard.length, 1, "and then again");
  close();
});

test("after the end nothing passes, and no port is left", async () => {
  const { sim, near, far, party, runs, close } = await anchored();
  const [one, two] = [await party(ada, 4000), await party(ben, 5000)];
  one.says(local(near));
  two.says(local(far));
  await runs(100);
  const before = two.heard.length;
  close();
  one.says(local(near));
  await runs(100);
  assert.equal(two.heard.length, before);
  one.socket.close();
  two.socket.close();
  await sim.runs(seconds(10));
  assert.deepEqual(sim.leftovers(), []);
});

test("a stranger who floods the port takes nothing from the party's own share", async () => {
  const { near, far, party, runs, close } = await anchored();
  const [one, two, flood] = [
    await party(ada, 41_000),
    await party(ben, 52_000),
    await party("192.0.2.66", 6000),
  ];
  for (let i = 0; i < 3; i++) {
    one.says(local(near));
    two.says(local(far));
    await runs(20);
  }
  two.heard.splice(0);
  for (let i = 0; i < 1200; i++) {
    flood.says(local(near), { ssrc: 9, sequence: i });
    flood.reports(rtcpOf(near));
  }
  await runs(100);
  one.says(local(near));
  one.reports(rtcpOf(near));
  await runs(100);
  assert.deepEqual([two.heard.length, near.dropped], [1, 0]);
  close();
});
