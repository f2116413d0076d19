import assert from "node:assert/strict";
import { test } from "node:test";
import { after, type Instant, millis } from "#kit/time.ts";
import { Ticker } from "#media/engine/ticker.ts";
import type { Clock } from "#world/clock.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";
import { town } from "./town.ts";

/* A machine that has other things to do: alarms that come late. */

/** Alarms set while `late` is not 0 come so much later. */
function lateClock(clock: Clock) {
  const lag = { late: 0 };
  const slow: Clock = {
    now: () => clock.now(),
    wallTime: () => clock.wallTime(),
    steadyTime: () => clock.steadyTime(),
    at: (due, wake) => clock.at(after(due, millis(lag.late)), wake),
  };
  return { slow, lag };
}

const rows: readonly (readonly [string, late: number, skipped: number])[] = [
  ["in time", 0, 0],
  ["half a slot late: nothing is left out", 10, 0],
  ["two slots late: the one that was missed is left out", 41, 2],
  ["a quarter of a second late", 250, 12],
];
for (const [what, late, skipped] of rows)
  test(`the ticker, ${what}`, () => {
    const clock = new VirtualClock();
    const { slow, lag } = lateClock(clock);
    const ticker = new Ticker(slow);
    const done: { readonly slot: number; readonly at: Instant; readonly now: Instant }[] = [];
    const leave = ticker.join((slot, at) => done.push({ slot, at, now: clock.now() }));
    clock.runs(millis(99));
    lag.late = late;
    clock.runs(millis(20));
    lag.late = 0;
    clock.runs(millis(1000));
    leave();
    assert.equal(ticker.skipped, skipped);
    assert.equal(done.length + skipped, 55);
    assert.deepEqual(new Set(done.map(({ now }) => now)).size, done.length, "never two at once");
    for (const { slot, at } of done) assert.equal(at, slot * 20);
    assert.equal(ticker.isIdle && clock.pending === 0, true);
  });

test("after a pause of the machine one packet goes out, not the heap of those that are missed", async () => {
  const { slow, lag } = lateClock(new VirtualClock());
  let real: Clock | undefined;
  const { engine, people, ids, speaks, ends } = await town({
    codec: "PCMA",
    clock: (clock) => {
      real = clock;
      return {
        ...slow,
        now: () => clock.now(),
        wallTime: () => clock.wallTime(),
        steadyTime: () => clock.steadyTime(),
        at: (due, wake) => clock.at(after(due, millis(lag.late)), wake),
      };
    },
  });
  engine.perform({ do: "patch", hears: [[ids[1], [ids[0]]]] });
  await speaks(25);
  lag.late = 200;
  await speaks(1);
  lag.late = 0;
  await speaks(25);
  assert.ok(real);
  const { came } = people[1];
  const gaps = came.slice(1).map(({ at }, i) => at - (came[i]?.at ?? 0));
  assert.equal(Math.max(...gaps) >= 200, true, "there was a pause");
  assert.ok(Math.min(...gaps) >= 10, `never a burst: ${gaps}`);
  const heard = came
    .slice(1)
    .map(({ timestamp }, i) => (timestamp - (came[i]?.timestamp ?? 0)) >>> 0);
  for (const [i, samples] of heard.entries())
    assert.ok(Math.abs(samples / 8 - (gaps[i] ?? 0)) <= 20, `${samples} samples in ${gaps[i]} ms`);
  await ends();
});
