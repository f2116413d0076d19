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

test("both selected: a three-way call at the instrument", () =>
  assert.deepEqual(
    compose(
      [pair("x.a", "x.b1"), pair("y.a", "y.b1")],
      [at("x.a", "X"), at("x.b1", "desk"), at("y.a", "Y"), at("y.b1", "desk")],
    ).find(({ listener }) => listener === "desk"),
    { listener: "desk", speakers: ["X", "Y"] },
  ));

test("a sound of ours is heard where nobody speaks; a leg without a point is not there", () =>
  assert.deepEqual(
    compose(
      [[{ listener: leg("x.a"), speakers: [leg("x.b1")], sound: "music" }]],
      [at("x.a", "A")],
    ),
    [{ listener: "A", speakers: [], sound: "music" }],
  ));
