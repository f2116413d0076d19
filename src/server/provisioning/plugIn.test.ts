import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import {
  type Candidate,
  nextPlugIn,
  type PlugIn,
  type PlugInEvent,
  type PlugInTrouble,
  troubleOf,
} from "./plugIn.ts";

const phone: Candidate = { mac: "805ec0123456", maker: "yealink", address: "192.168.1.31" };
const other: Candidate = { mac: "000413123456", maker: "snom", address: "192.168.1.32" };
const start: PlugIn = {
  device: "kitchen",
  token: "t",
  began: wallTime(0),
  ends: wallTime(180_000),
  steps: {},
  others: [],
  registers: 0,
  refusals: 0,
};
const story = (...events: readonly PlugInEvent[]): PlugIn =>
  events.reduce((now, event, i) => nextPlugIn(now, event, wallTime(1000 * (i + 1))), start);

const shows: PlugInEvent = { on: "shows", who: phone };
const asks: PlugInEvent = { on: "asks", file: "805ec0123456.cfg", isIts: true };
const gets: PlugInEvent = { on: "gets" };
const registers: PlugInEvent = { on: "registers" };
const refused: PlugInEvent = { on: "refused" };
const registered: PlugInEvent = { on: "registered" };

test("each step is told with its moment, and the first of each kind counts", () => {
  const { steps, ends } = story(shows, asks, gets, shows, asks, registers, refused, registered);
  assert.deepEqual(steps, { seen: 1000, asked: 2000, got: 3000, registered: 8000 });
  assert.equal(ends, 183_000, "it has the time that a telephone needs to begin anew");
});

test("the first that shows itself is the one; others are told of, once each", () => {
  const { phone: is, others } = story(
    shows,
    { on: "shows", who: other },
    { on: "shows", who: other },
  );
  assert.deepEqual([is, others], [phone, [other]]);
});

test("where its owner has named it, another is never the one", () => {
  const only = { mac: other.mac, maker: other.maker };
  const now = nextPlugIn({ ...start, only }, shows, wallTime(1));
  assert.deepEqual([now.phone, now.others], [undefined, [phone]]);
});

test("when it is done, nothing changes it any more", () => {
  const done = story(shows, asks, gets, registered);
  assert.equal(nextPlugIn(done, { on: "shows", who: other }, wallTime(9)), done);
});

const troubles: readonly (readonly [PlugInTrouble | undefined, ...PlugInEvent[]])[] = [
  ["nobody"],
  ["neverAsked", shows],
  ["askedElse", shows, { on: "asks", file: "y000000000000.cfg", isIts: false }],
  ["neverGot", shows, asks],
  ["neverRegistered", shows, asks, gets],
  ["wrongPassword", shows, asks, gets, registers, refused],
  ["wrongPassword", shows, asks, gets, registers, refused, refused, refused],
  [undefined, shows, asks, gets, registers, refused, registers, registered],
];
for (const [trouble, ...events] of troubles)
  test(`${events.map(({ on }) => on).join(", ") || "nothing"}: ${trouble ?? "all is well"}`, () =>
    assert.equal(troubleOf(story(...events), true), trouble));

test("a wrong password is told at once, everything else when the time is over", () => {
  assert.equal(troubleOf(story(shows, asks, gets, registers, refused), false), undefined);
  assert.equal(
    troubleOf(story(shows, asks, gets, refused, refused, refused), false),
    "wrongPassword",
  );
});
