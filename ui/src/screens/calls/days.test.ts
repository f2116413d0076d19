import assert from "node:assert/strict";
import { test } from "node:test";
import type { Call } from "../../api/client.ts";
import type { Words } from "../../words/say.ts";
import { byDay, daysFrom, sameAs } from "./days.ts";

const hour = 3_600_000;
const calls = (...began: readonly number[]): readonly Call[] =>
  began.map((at) => ({ id: `c${at}`, began: at }) as Call);
const dayOf = (at: number): string => `day ${Math.floor(at / (24 * hour))}`;

test("calls stand by their days, the newest day first as they come", () => {
  const [late, noon, before] = calls(47 * hour, 36 * hour, 23 * hour);
  assert.deepEqual(byDay([late, noon, before] as readonly Call[], dayOf), [
    ["day 1", [late, noon]],
    ["day 0", [before]],
  ]);
});

test("a moment's day is asked for once in a quarter of an hour", () => {
  const asked: number[] = [];
  const day = (at: number, now: number): string => {
    asked.push(at);
    return `${dayOf(at)} of ${dayOf(now)}`;
  };
  const named = daysFrom({ day } as unknown as Words, 48 * hour);
  assert.equal(named(hour), "day 0 of day 2");
  assert.equal(named(hour + 60_000), "day 0 of day 2");
  assert.equal(named(hour + 900_000), "day 0 of day 2");
  assert.deepEqual(asked, [hour, hour + 900_000]);
});

test("a page of older calls leaves the days that were drawn as they are", () => {
  const drawn = new Map<string, readonly Call[]>();
  const all = calls(47 * hour, 36 * hour, 23 * hour, 22 * hour);
  const [[, first] = []] = sameAs(drawn, byDay(all.slice(0, 3), dayOf));
  const [[, again] = [], [, older = []] = []] = sameAs(drawn, byDay(all, dayOf));
  assert.equal(again, first, "the very list");
  assert.deepEqual(older, all.slice(2));
});
