import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { millis, minutes, seconds } from "#kit/time.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";
import { type Sleeper, TimerWheel, unset } from "#world/timerWheel.ts";

function town() {
  const clock = new VirtualClock();
  const wheel = new TimerWheel(clock);
  const heard: string[] = [];
  const sleeper = (name: string, then?: (self: Sleeper) => void): Sleeper => ({
    due: unset,
    slot: unset,
    wake() {
      heard.push(`${name} ${clock.now()}`);
      then?.(this);
    },
  });
  return { clock, wheel, heard, sleeper };
}

test("sleepers wake in order of their deadlines, with one alarm of the clock for all", () => {
  const { clock, wheel, heard, sleeper } = town();
  wheel.set(sleeper("late"), seconds(32));
  wheel.set(sleeper("early"), millis(500));
  wheel.set(sleeper("later round"), minutes(5));
  assert.equal(clock.pending, 1);
  clock.runs(minutes(6));
  assert.deepEqual(heard, ["early 500", "late 32000", "later round 300000"]);
  assert.equal(clock.pending, 0);
});

test("a sleeper taken back leaves nothing behind, not even the alarm", () => {
  const { clock, wheel, heard, sleeper } = town();
  const one = sleeper("one");
  wheel.set(one, seconds(1));
  wheel.clear(one);
  wheel.clear(one);
  assert.deepEqual([clock.pending, wheel.count], [0, 0]);
  clock.runs(seconds(2));
  assert.deepEqual(heard, []);
});

test("setting again moves the wait; waking may set the next one", () => {
  const { clock, wheel, heard, sleeper } = town();
  const one = sleeper("one", (self) => clock.now() < 3000 && wheel.set(self, seconds(1)));
  wheel.set(one, seconds(5));
  wheel.set(one, seconds(1));
  clock.runs(seconds(10));
  assert.deepEqual(heard, ["one 1000", "one 2000", "one 3000"]);
});

test("a wheel that was empty for hours starts where time is", () => {
  const { clock, wheel, heard, sleeper } = town();
  clock.runs(minutes(180));
  wheel.set(sleeper("one"), millis(5));
  clock.runs(seconds(1));
  assert.deepEqual(heard, ["one 10800010"]);
});

test("nobody wakes early or is forgotten, whatever is set and cleared", () =>
  fc.assert(
    fc.property(
      fc.array(fc.record({ wait: fc.nat(90_000), run: fc.nat(3000), clear: fc.boolean() }), {
        maxLength: 60,
      }),
      (acts) => {
        const { clock, wheel } = town();
        const wrong: string[] = [];
        let awaited = 0;
        for (const { wait, run, clear } of acts) {
          const due = clock.now() + wait;
          const one: Sleeper = {
            due: unset,
            slot: unset,
            wake() {
              awaited--;
              if (clock.now() < due || clock.now() > due + 10) wrong.push(`${due} ${clock.now()}`);
            },
          };
          wheel.set(one, millis(wait));
          if (clear) wheel.clear(one);
          else awaited++;
          clock.runs(millis(run));
        }
        clock.runs(minutes(3));
        assert.deepEqual([wrong, awaited, wheel.count, clock.pending], [[], 0, 0, 0]);
      },
    ),
  ));
