import assert from "node:assert/strict";
import { test } from "node:test";
import { askedFor, paramsOf, wantedIn } from "./wanted.ts";

const wanted = (text: string) => wantedIn(new URLSearchParams(text));
const now = new Date(2026, 0, 12, 14, 30);
const at = (...date: [number, number, number]): number => new Date(...date).getTime();

const addresses: readonly (readonly [address: string, asked: object])[] = [
  ["", {}],
  [
    "kind=missed&who=unknown&when=month",
    { direction: "in", outcome: "missed", who: "unknown", since: at(2026, 0, 1) },
  ],
  ["kind=out&when=today", { direction: "out", since: at(2026, 0, 12) }],
  ["when=week", { since: at(2026, 0, 6) }],
  ["when=lastMonth", { since: at(2025, 11, 1), until: at(2026, 0, 1) }],
  ["who=%2B16135550133", { who: "+16135550133" }],
  ["who=%2B16135550133%2C0301", { who: "+16135550133,0301" }],
];
for (const [address, asked] of addresses)
  test(`the address “${address}” asks for its calls, and is written again as it was`, () => {
    assert.deepEqual(askedFor(wanted(address), now), asked);
    assert.equal(new URLSearchParams(paramsOf(wanted(address))).toString(), address);
  });

test("what an address cannot mean is as if it were not said", () => {
  assert.deepEqual(wanted("kind=nice&who=%3Cscript%3E&when=never"), wanted(""));
});
