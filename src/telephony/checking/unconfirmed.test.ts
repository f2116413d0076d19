import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import { direct } from "#telephony/directing/direct.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import { isShown } from "../../../test/checking/isShown.ts";
import { check } from "./check.ts";
import { asked } from "./exampleCall.ts";

const now = wallTime(Date.parse("2026-11-27T18:05:00-05:00"));

const family = { is: "caller", in: "family" };
const everyone = { id: "else", when: { is: "always" }, then: [{ do: "mailbox" }] };
const rules = (step: object, when: object = family) => ({
  rules: [{ id: "r", when, then: [step] }, everyone],
});
const forward = (number: string, also: object = {}) =>
  rules({ do: "forward", to: { number, ...also } });
const limits = (some: object) => ({ outgoing: { route: ["carrier"], limits: some } });

/** What is in the document beside Ada's house in Ottawa, and the places and numbers that are told of. */
const table: readonly (readonly [string, object, readonly string[]])[] = [
  ["at home", forward("+16135550777"), []],
  [
    "abroad, where the owner may dial",
    { ...limits({ abroad: "allow" }), ...forward("+442079460555") },
    ["/rules/0/then/0/to +442079460555"],
  ],
  ["abroad, confirmed", forward("+442079460555", { abroad: true }), []],
  [
    "to a country that is never called: confirming would not help",
    { ...limits({ never: ["GB"] }), ...forward("+442079460555") },
    [],
  ],
  [
    "a person who lives abroad, and an address that is a number",
    rules({
      do: "screen",
      targets: [{ person: "margaret" }, { address: "sip:+33123456789@elsewhere.example" }],
    }),
    [
      "/rules/0/then/0/targets/0 +442079460123",
      "/rules/0/then/0/targets/1 sip:+33123456789@elsewhere.example",
    ],
  ],
  [
    "forwarding, with the number as it is dialled",
    {
      services: {
        forwardBusy: { number: "011 44 20 7946 0999" },
        forwardNoAnswer: { number: "+442079460999", abroad: true },
      },
    },
    ["/services/forwardBusy 011 44 20 7946 0999"],
  ],
];

for (const [what, sections, expected] of table)
  test(`who is sent on, ${what}`, () => {
    const settings = house(sections);
    const found = check(settings, now).filter(({ code }) => code === "check.unconfirmed");
    assert.deepEqual(
      found.map(({ path, params }) => `${path} ${params["to"]}`),
      expected,
    );
    for (const one of found) assert.ok(isShown(one, settings, now));
  });

test("the example is a call that the rule sends there", () => {
  const settings = house(forward("+442079460555"));
  const found = check(settings, now).find(({ code }) => code === "check.unconfirmed");
  assert.ok(found?.call);
  const { facts, settings: then } = asked(found.call, settings);
  assert.deepEqual(direct(facts, then).plan[0], {
    do: "forward",
    to: { number: "+442079460555" },
  });
});
