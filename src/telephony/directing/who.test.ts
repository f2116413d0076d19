import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "#kit/calendar.ts";
import { wallTime } from "#kit/time.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import { direct } from "./direct.ts";
import type { CallFacts } from "./facts.ts";

const at = momentOf("2026-11-27T18:05-05:00") ?? wallTime(0);
const from = (number: string, more: Partial<CallFacts> = {}): CallFacts => ({
  caller: { number, private: false },
  called: "+16135550142",
  via: "carrier",
  at,
  devices: {},
  ...more,
});
const everyone = {
  id: "everyone-else",
  when: { is: "always" },
  then: [{ do: "ring", targets: [{ device: "kitchen" }] }],
};
const rules = [
  { id: "blocked", when: { is: "caller", in: "blocked" }, then: [{ do: "reject" }] },
  everyone,
];
const people = [
  { id: "jo", name: "Jo", numbers: ["+493012345678"], groups: ["club"] },
  { id: "bo", name: "Bo", numbers: ["+493099999999"], groups: ["blocked"] },
];
const settings = house({
  emergency: {},
  people,
  rules,
  groups: [{ id: "club", name: "Club", cadence: "r3" }],
  callers: {
    allow: ["+4930555*", "+493099999999"],
    block: ["+4930*", "+16135550666", "sip:*@spam.example"],
    lists: [
      { id: "spam", url: "https://lists.example/spam.txt" },
      { id: "good", as: "allow", url: "https://lists.example/good.txt" },
    ],
  },
});

const cases: readonly (readonly [string, CallFacts, boolean, object?])[] = [
  ["a stranger", from("+442079460000"), false],
  ["a blocked number", from("+16135550666"), true, { by: "number", what: "+16135550666" }],
  ["a blocked beginning", from("+493077777777"), true, { by: "number", what: "+4930*" }],
  ["an allowed beginning within it: allow before block", from("+493055501234"), false],
  ["somebody the owner knows within it", from("+493012345678"), false],
  [
    "who is blocked by name, though allowed by number",
    from("+493099999999"),
    true,
    { by: "person", what: "bo" },
  ],
  [
    "on a list of others",
    from("+442079460000", { listed: ["spam"] }),
    true,
    { by: "list", what: "spam" },
  ],
  ["on two lists: allow before block", from("+442079460000", { listed: ["spam", "good"] }), false],
  ["on a list that is no longer subscribed to", from("+442079460000", { listed: ["old"] }), false],
];
for (const [who, facts, expected, by] of cases)
  test(`${who} is ${expected ? "blocked" : "let through"}`, () => {
    const [because] = direct(facts, settings).because;
    assert.equal(because?.matched, expected);
    if (by) assert.deepEqual(because?.params, { group: "blocked", ...by });
  });

test("an address is blocked by its host, and a hidden caller by nothing", () => {
  const address = { caller: { address: "sip:a@spam.example", private: false } };
  assert.ok(direct(from("", address), settings).because[0]?.matched);
  const hidden = { caller: { number: "+16135550666", private: true } };
  assert.ok(!direct(from("", hidden), settings).because[0]?.matched);
});

test("a group has a ring of its own, where the rule says nothing", () => {
  const [step] = direct(from("+493012345678"), settings).plan;
  assert.equal(step?.do === "ring" && step.cadence, "r3");
  const [other] = direct(from("+442079460000"), settings).plan;
  assert.ok(other?.do === "ring" && other.cadence === undefined);
});

test("whom the owner knows is not asked, and rings as their group does", () => {
  const { people } = house();
  const screening = house({
    people: [...people, { id: "ada", name: "Ada", numbers: ["+442079460000"], groups: ["club"] }],
    groups: [{ id: "club", cadence: "r3" }],
    rules: [
      {
        id: "all",
        when: { is: "always" },
        then: [{ do: "screen", targets: [{ everyDevice: true }] }],
      },
    ],
  });
  const [known] = direct(from("+442079460000"), screening).plan;
  assert.equal(known?.do === "ring" && known.cadence, "r3");
  const [asked] = direct(from("+442079460001"), screening).plan;
  assert.equal(asked?.do === "screen" && asked.cadence, "r4");
});

test("a rule for those who were spoken to before", () => {
  const known = house({
    rules: [{ id: "known", when: { is: "before" }, then: [{ do: "mailbox" }] }, everyone],
  });
  const matched = (before?: CallFacts["before"]) =>
    direct(from("+442079460000", before ? { before } : {}), known).because[0]?.matched;
  assert.deepEqual([matched(), matched(["owner"]), matched(["caller"])], [false, true, true]);
});
