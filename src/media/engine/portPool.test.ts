import assert from "node:assert/strict";
import { test } from "node:test";
import { fail } from "#kit/result.ts";
import { millis, seconds } from "#kit/time.ts";
import { type PortPair, PortPool } from "#media/engine/portPool.ts";
import type { Network } from "#world/network.ts";
import { simWorld } from "#world/sim/simWorld.ts";

const host = "192.0.2.1";

/** A pool of six pairs, 20,000 to 20,011. */
async function pool() {
  const sim = simWorld();
  const { network, clock } = sim.host(host);
  const made = new PortPool({ network, clock, ports: [20_000, 20_011], host });
  await sim.settles();
  async function take(): Promise<PortPair> {
    const taken = await made.take();
    assert.ok(taken.ok, JSON.stringify(taken));
    await sim.settles();
    return taken.value;
  }
  return { sim, made, take };
}

const portOf = ({ rtp }: PortPair): number => rtp.local.port;

test("pairs lie in the range, even and odd, each once, until all are in use", async () => {
  const { sim, made, take } = await pool();
  const pairs = [];
  for (let i = 0; i < 6; i++) pairs.push(await take());
  assert.deepEqual(pairs.map(portOf).toSorted(), [20_000, 20_002, 20_004, 20_006, 20_008, 20_010]);
  assert.ok(pairs.every(({ rtp, rtcp }) => rtcp.local.port === rtp.local.port + 1));
  const none = await made.take();
  assert.equal(none.ok ? "" : none.problem.code, "media.noPorts");
  for (const pair of pairs) made.give(pair);
  made.close();
  assert.deepEqual(sim.leftovers(), []);
});

test("the process may open no more files: one port is tried, not all of the range", async () => {
  const sim = simWorld();
  const { network, clock } = sim.host(host);
  let tries = 0;
  const none: Network = {
    ...network,
    udp({ host: at, port }) {
      tries += 1;
      return Promise.resolve(fail("network.tooMany", `${at}:${port}: EMFILE`));
    },
  };
  const made = new PortPool({ network: none, clock, host, ports: [20_000, 29_999] });
  const [first, second] = [await made.take(), await made.take()];
  for (const taken of [first, second])
    assert.equal(taken.ok ? "" : taken.problem.code, "media.noPorts");
  assert.ok(tries <= 4, `${tries} sockets were asked for`);
  made.close();
});

test("what nobody has needed for twenty seconds is given back to the system, but for what is bound ahead", async () => {
  const { sim, made, take } = await pool();
  const pairs = [await take(), await take()];
  const open = (): number => sim.leftovers().filter((what) => /udp|socket/i.test(what)).length;
  const most = open();
  for (const pair of pairs) made.give(pair);
  await sim.runs(seconds(19));
  assert.equal(open(), most);
  await sim.runs(seconds(2));
  assert.equal(open(), most - 4, "two pairs less");
  const [again, other] = [await take(), await take()];
  assert.notEqual(portOf(again), portOf(other));
  made.give(again);
  made.give(other);
  made.close();
  assert.deepEqual(sim.leftovers(), []);
});

test("a pair that was given back rests for five seconds while there are others", async () => {
  const { sim, made, take } = await pool();
  const first = await take();
  made.give(first);
  const others = [];
  for (let i = 0; i < 4; i++) others.push(await take());
  assert.equal(others.map(portOf).includes(portOf(first)), false);
  await sim.runs(seconds(5));
  others.push(await take(), await take());
  assert.equal(others.map(portOf).includes(portOf(first)), true);
  for (const pair of others) made.give(pair);
  made.close();
  assert.deepEqual(sim.leftovers(), []);
});

test("when all others are in use, the pair that rests longest is taken early, and nobody's packets reach it", async () => {
  const { sim, made, take } = await pool();
  const all = [];
  for (let i = 0; i < 6; i++) all.push(await take());
  const [longest, later, ...kept] = all;
  assert.ok(longest && later);
  let heard = 0;
  longest.rtp.receive(() => {
    heard += 1;
  });
  made.give(longest);
  await sim.runs(seconds(1));
  made.give(later);
  assert.equal(portOf(await take()), portOf(longest));
  const stranger = await sim.host("192.0.2.9").network.udp({ host: "192.0.2.9", port: 4000 });
  assert.ok(stranger.ok);
  stranger.value.send(new Uint8Array(172), longest.rtp.local);
  await sim.runs(millis(100));
  assert.equal(heard, 0, "its last user hears nothing any more");
  for (const pair of [longest, ...kept]) made.give(pair);
  made.close();
  stranger.value.close();
  assert.deepEqual(sim.leftovers(), []);
});

test("a pair of another process is had again, bound ahead or not; one in use is not", async () => {
  const sim = simWorld();
  const { network, clock } = sim.host(host);
  const made = new PortPool({ network, clock, ports: [20_000, 20_011], host });
  const taken = await Promise.all([20_000, 20_010, 20_010].map((port) => made.takeAt(port)));
  assert.deepEqual(
    taken.map((each) => (each.ok ? portOf(each.value) : each.problem.code)),
    [20_000, 20_010, "media.noPorts"],
  );
  if (taken[1]?.ok) made.give(taken[1].value);
  taken[1] = await made.takeAt(20_010);
  assert.ok(taken[1].ok, "its last user has it again, rested or not");
  const next = await made.take();
  assert.ok(next.ok && ![20_000, 20_010].includes(portOf(next.value)));
  for (const each of [...taken, next]) if (each.ok) made.give(each.value);
  await sim.settles();
  made.close();
  assert.deepEqual(sim.leftovers(), []);
});
