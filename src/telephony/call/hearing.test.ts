import assert from "node:assert/strict";
import { test } from "node:test";
import { type Attachment, compose, type Hearing } from "./hearing.ts";
import type { LegId } from "./leg.ts";

const leg = (name: string): LegId => name as LegId;
const at = (name: string, point: string, selected = true): Attachment<string> => ({
  leg: leg(name),
  point,
  selected,
});
const pair = (a: string, b: string): Hearing => [
  { listener: leg(a), speakers: [leg(b)] },
  { listener: leg(b), speakers: [leg(a)] },
];

test("two legs with points of their own hear each other", () =>
  assert.deepEqual(compose([pair("x.a", "x.b1")], [at("x.a", "A"), at("x.b1", "B")]), [
    { listener: "A", speakers: ["B"] },
    { listener: "B", speakers: ["A"] },
  ]));

test("an instrument in two calls is in the one that it selected; the other hears silence", () =>
  assert.deepEqual(
    compose(
      [pair("x.a", "x.b1"), pair("y.a", "y.b1")],
      [at("x.a", "X"), at("x.b1", "desk", false), at("y.a", "Y"), at("y.b1", "desk")],
    ),
    [
      { listener: "X", speakers: [] },
      { listener: "desk", speakers: ["Y"] },
      { listener: "Y", speakers: ["desk"] },
    ],
  ));

const three = [at("x.a", "X"), at("x.b1", "desk"), at("y.a", "Y"), at("y.b1", "desk")];

test("both selected: a three-way call, in which each hears both others", () =>
  assert.deepEqual(compose([pair("x.a", "x.b1"), pair("y.a", "y.b1")], three), [
    { listener: "X", speakers: ["desk", "Y"] },
    { listener: "desk", speakers: ["X", "Y"] },
    { listener: "Y", speakers: ["desk", "X"] },
  ]));

test("who has put a three-way call on hold neither hears it nor is heard in it", () =>
  assert.deepEqual(
    compose(
      [
        pair("x.a", "x.b1"),
        [
          { listener: leg("y.a"), speakers: [] },
          { listener: leg("y.b1"), speakers: [], sound: "music" },
        ],
      ],
      three,
    ),
    [
      { listener: "X", speakers: ["desk"] },
      { listener: "desk", speakers: ["X"] },
      { listener: "Y", speakers: [] },
    ],
  ));

const through = (name: string): Attachment<string> => ({ ...at(name, "bridge"), through: true });

test("two calls that pass on to each other: their parties hear each other, and the point is nobody", () =>
  assert.deepEqual(
    compose(
      [pair("x.a", "x.b1"), pair("y.a", "y.b1")],
      [at("x.a", "X"), through("x.b1"), through("y.a"), at("y.b1", "Y")],
    ),
    [
      { listener: "X", speakers: ["Y"] },
      { listener: "Y", speakers: ["X"] },
    ],
  ));

test("what sounds for the point that passes on is heard through it", () =>
  assert.deepEqual(
    compose(
      [pair("x.a", "x.b1"), [{ listener: leg("y.a"), speakers: [], sound: "ringback" }]],
      [at("x.a", "X"), through("x.b1"), through("y.a")],
    ),
    [{ listener: "X", speakers: [], sound: "ringback" }],
  ));

test("passed on twice, and into a three-way call: everybody hears everybody", () =>
  assert.deepEqual(
    compose(
      [pair("w.a", "w.b1"), pair("x.a", "x.b1"), pair("y.a", "y.b1")],
      [
        at("w.a", "W"),
        through("w.b1"),
        through("x.a"),
        at("x.b1", "desk"),
        at("y.a", "desk"),
        at("y.b1", "Y"),
      ],
    ),
    [
      { listener: "W", speakers: ["desk", "Y"] },
      { listener: "desk", speakers: ["W", "Y"] },
      { listener: "Y", speakers: ["desk", "W"] },
    ],
  ));

test("who taps a caller hears them and all they hear, and neither they nor the mailbox hear who taps", () =>
  assert.deepEqual(
    compose(
      [pair("x.a", "x.b1"), pair("y.a", "y.b1")],
      [at("x.a", "A"), at("x.b1", "box"), at("y.a", "desk"), { ...at("y.b1", "A"), taps: true }],
    ),
    [
      { listener: "A", speakers: ["box"] },
      { listener: "box", speakers: ["A"] },
      { listener: "desk", speakers: ["A", "box"] },
    ],
  ));

test("two who tap the same caller do not hear each other", () =>
  assert.deepEqual(
    compose(
      [pair("x.a", "x.b1"), pair("y.a", "y.b1"), pair("z.a", "z.b1")],
      [
        at("x.a", "A"),
        at("x.b1", "box"),
        at("y.a", "desk"),
        { ...at("y.b1", "A"), taps: true },
        at("z.a", "wall"),
        { ...at("z.b1", "A"), taps: true },
      ],
    ).map(({ listener, speakers }) => `${listener}: ${speakers}`),
    ["A: box", "box: A", "desk: A,box", "wall: A,box"],
  ));

test("a sound of ours is heard where nobody speaks; a leg without a point is not there", () =>
  assert.deepEqual(
    compose(
      [[{ listener: leg("x.a"), speakers: [leg("x.b1")], sound: "music" }]],
      [at("x.a", "A")],
    ),
    [{ listener: "A", speakers: [], sound: "music" }],
  ));
