import assert from "node:assert/strict";
import { test } from "node:test";
import type { Instant } from "#kit/time.ts";
import { measured, noOverload, type Overload, turnsAway } from "#sip/guard/overload.ts";

const at = (ms: number): Instant => ms as Instant;
const start = noOverload(at(0));

/** After so many measurements of that. */
const after = (before: Overload, busy: number, times: number): Overload =>
  Array.from({ length: times }).reduce<Overload>(
    (overload) => measured(overload, busy, at(overload.measured + 100)),
    before,
  );

/** How many of a hundred are turned away. */
function away(overload: Overload): number {
  let [count, state] = [0, overload];
  for (let i = 0; i < 100; i++) {
    const [isAway, next] = turnsAway(state);
    count += isAway ? 1 : 0;
    state = next;
  }
  return count;
}

test("who has time turns nobody away", () => {
  assert.equal(away(start), 0);
  assert.equal(away(after(start, 0.9, 100)), 0);
});

test("without any rest the share grows, but somebody always gets in", () => {
  assert.equal(away(after(start, 1, 10)), 0, "one long breath is none");
  const grown = [11, 20, 1000].map((times) => away(after(start, 1, times)));
  for (const [i, most] of [4, 40, 95].entries())
    assert.ok([most, most - 1].includes(grown[i] ?? 0));
});

test("with rest again everybody is let in before long", () => {
  const worst = after(start, 1, 1000);
  assert.ok(away(after(worst, 0.5, 20)) < 60);
  assert.equal(away(after(worst, 0.5, 48)), 0);
});

test("where little comes after too much, time alone lets everybody in again", () => {
  const worst = after(start, 1, 1000);
  const later = (ms: number): number => away(measured(worst, 0.1, at(worst.measured + ms)));
  assert.ok(later(100) > 90);
  assert.equal(later(10_000), 0);
});

test("where work and time are even the share stays", () => {
  const some = after(start, 1, 20);
  assert.deepEqual(after(some, 0.95, 50).share, some.share);
});

// A model of a server: what is let in costs 1, what is turned away a tenth; twice as much as it can do comes.
test("at twice the load it does nine tenths of what is possible when turning away costs a tenth", () => {
  let overload = start;
  const done: number[] = [];
  for (let i = 0; i < 400; i++) {
    const { share } = overload;
    const work = 2 * (1 - share) + 2 * share * 0.1;
    done.push(Math.min(1, 1 / work) * 2 * (1 - share));
    overload = measured(overload, Math.min(1, work), at(i * 100));
  }
  const late = done.slice(100);
  const mean = late.reduce((sum, one) => sum + one, 0) / late.length;
  const possible = 0.8 / 0.9; // 2 - 1.8 share = 1, of which 2 (1 - share) is done
  assert.ok(mean > 0.9 * possible && mean < possible, `${mean}`);
});
