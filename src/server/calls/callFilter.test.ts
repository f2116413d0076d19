import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallFilter, CallView } from "#server/control/callViews.ts";
import { validate } from "#telephony/settings/validate.ts";
import { fitsFilter, searched } from "./callFilter.ts";

const read = validate({
  owner: { country: "CA", areaCode: "613" },
  people: [{ id: "luis", name: "Luis", numbers: ["613 555 0133"], groups: ["family"] }],
});
if (!read.ok) throw new Error("the household is no household");
const settings = read.value;

const call = (more: Partial<CallView>): CallView => ({
  id: "c",
  direction: "in",
  from: { number: "+16135550133" },
  to: "+16135550142",
  began: 1000,
  outcome: "missed",
  legs: [],
  rtp: [],
  ...more,
});
const stranger = call({ from: { number: "+18335550190" } });
const hidden = call({ from: {} });
const placed = call({ direction: "out", to: "+16135550133", outcome: "answered" });

const tables: readonly (readonly [string, CallView, CallFilter, boolean])[] = [
  ["any call", call({}), {}, true],
  ["a missed one", call({}), { outcome: "missed" }, true],
  ["one that was answered", call({ outcome: "answered" }), { outcome: "missed" }, false],
  ["one that lives", { ...call({}), outcome: undefined as never }, { outcome: "missed" }, false],
  ["one that was placed", placed, { direction: "out" }, true],
  ["from somebody known", call({}), { who: "contacts" }, true],
  ["from the family", call({}), { who: "family" }, true],
  ["to the family", placed, { who: "family" }, true],
  ["from a stranger", stranger, { who: "unknown" }, true],
  ["from somebody known, not unknown", call({}), { who: "unknown" }, false],
  ["hidden is not unknown", hidden, { who: "unknown" }, false],
  ["hidden", hidden, { who: "hidden" }, true],
  ["a number, however it is written", call({}), { who: "6135550133" }, true],
  ["one of several numbers", call({}), { who: "+441632960001,6135550133" }, true],
  ["none of several numbers", stranger, { who: "+441632960001,6135550133" }, false],
  ["another number", stranger, { who: "6135550133" }, false],
  ["of no group that there is", call({}), { who: "choir" }, false],
  ["since then", call({}), { since: 1000 }, true],
  ["before since", call({}), { since: 1001 }, false],
  ["until is behind", call({}), { until: 1000 }, false],
];
for (const [what, one, filter, fits] of tables)
  test(`${what}: ${JSON.stringify(filter)}`, () =>
    assert.equal(fitsFilter(one, filter, settings), fits));

/** Two thousand calls, newest first, every hundredth missed. */
const past = Array.from({ length: 2000 }, (_, i) =>
  call({ id: `c${i}`, began: 1e6 - i, outcome: i % 100 === 99 ? "missed" : "answered" }),
);
let looked = 0;
function pageOf(cursor: string | undefined, limit: number) {
  const from = cursor === undefined ? 0 : Number(cursor);
  looked += limit;
  const more = from + limit < past.length;
  return { items: past.slice(from, from + limit), ...(more && { next: String(from + limit) }) };
}
const missed = { outcome: "missed" } as const;

test("a search looks on until its page is full", () => {
  const { items, next } = searched(pageOf, { cursor: undefined, limit: 3, ...missed }, settings);
  assert.deepEqual(
    [items.map(({ id }) => id), Number(next) >= 300],
    [["c99", "c199", "c299"], true],
  );
});

test("it looks at no more than a thousand at once, and goes on where it was", () => {
  looked = 0;
  const first = searched(pageOf, { cursor: undefined, limit: 50, ...missed }, settings);
  assert.ok(looked <= 1000);
  const second = searched(pageOf, { cursor: first.next, limit: 50, ...missed }, settings);
  assert.equal(new Set([...first.items, ...second.items]).size, 20);
  assert.equal(second.next, undefined);
});

test("it ends at the moment since which calls are wanted", () => {
  const since = 1e6 - 120;
  const { items, next } = searched(
    pageOf,
    { cursor: undefined, limit: 50, ...missed, since },
    settings,
  );
  assert.deepEqual([items.length, next], [1, undefined]);
});

test("who wants all gets a page as it is", () => {
  looked = 0;
  assert.equal(searched(pageOf, { cursor: undefined, limit: 200 }, settings).items.length, 200);
  assert.equal(looked, 200);
});
