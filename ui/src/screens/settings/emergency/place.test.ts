import assert from "node:assert/strict";
import { test } from "node:test";
import { placeLine, pointIn, wholePlace } from "./place.ts";

test("a place of which nothing is said is none, and what is empty is left out", () => {
  assert.equal(wholePlace({ address: { city: " " } }), undefined);
  assert.deepEqual(wholePlace({ address: { city: "Ottawa ", floor: "" } }), {
    address: { city: "Ottawa" },
  });
});

test("a place is read as one writes an address, else as a point", () => {
  const address = { street: "Elgin Street", house: "7", postalCode: "K2P 1L5", city: "Ottawa" };
  assert.equal(placeLine({ address }), "Elgin Street 7, K2P 1L5 Ottawa");
  assert.equal(placeLine({ latitude: 45.4, longitude: -75.7 }), "45.4, -75.7");
  assert.equal(placeLine({}), "");
});

const points: readonly (readonly [string, unknown])[] = [
  ["45.4215, -75.6972", { latitude: 45.4215, longitude: -75.6972 }],
  ["45.4215 -75.6972", { latitude: 45.4215, longitude: -75.6972 }],
  ["45 north", undefined],
  ["", undefined],
];
for (const [text, point] of points)
  test(`as a map gives it: ${text}`, () => assert.deepEqual(pointIn(text), point));
