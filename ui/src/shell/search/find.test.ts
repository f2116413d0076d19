import assert from "node:assert/strict";
import { test } from "node:test";
import { callable, type Find, find } from "./find.ts";

const all: readonly Find[] = [
  { key: "1", group: "page", text: "Call handling", act: { to: "/handling" } },
  { key: "2", group: "page", text: "Calls", act: { to: "/calls" } },
  {
    key: "3",
    group: "person",
    text: "Chloé Martin",
    more: "+16135550199",
    act: { to: "/people" },
  },
  {
    key: "4",
    group: "call",
    text: "Chloé Martin",
    detail: "613 555 0199",
    act: { call: "+16135550199" },
  },
  { key: "5", group: "setting", text: "Time zone", more: "You", act: { to: "/settings/owner" } },
];

const keys = (query: string): readonly string[] =>
  find(query, all).flatMap(({ finds }) => finds.map(({ key }) => key));

for (const [query, expected] of [
  ["", []],
  ["chloe", ["4", "3"]],
  ["MARTIN", ["4", "3"]],
  ["call", ["1", "2"]],
  ["zone", ["5"]],
  ["time you", ["5"]],
  ["555 0199", ["4", "3"]],
  ["(613) 555-01", ["4", "3"]],
  ["nothing", []],
] as const)
  test(`found by “${query}”`, () => assert.deepEqual(keys(query), expected));

for (const [text, number] of [
  ["613 555 0199", "6135550199"],
  ["+44 (20) 7946-0123", "+442079460123"],
  ["*97", "*97"],
  [" sip:ada@house.example ", "sip:ada@house.example"],
  ["7", undefined],
  ["Anna", undefined],
  ["4 o'clock", undefined],
  ["a@b c", undefined],
] as const)
  test(`“${text}” ${number === undefined ? "calls nobody" : `calls ${number}`}`, () =>
    assert.equal(callable(text), number));
