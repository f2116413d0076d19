import assert from "node:assert/strict";
import { test } from "node:test";
import type { OutCondition } from "#telephony/settings/outgoing.ts";
import { de } from "../../../words/de.ts";
import type { RuleSettings, SettingsDocument } from "../../../words/decision.ts";
import { en } from "../../../words/en.ts";
import { namesOf } from "../../../words/names.ts";
import { plain, wordsIn } from "../../../words/say.ts";
import { conditionOf, simpleParts } from "./conditions.ts";
import { type DialAnswer, dialView, waySentence } from "./outWords.ts";
import { sentTo, withCost } from "./sentAbroad.ts";

const settings: SettingsDocument = {
  owner: { country: "CA", areaCode: "613" },
  numbers: [{ id: "home", number: "+16135550142" }],
  devices: [{ id: "kitchen", name: "Kitchen", kind: "sip" }],
  accounts: [
    { id: "carrier", name: "Northline", kind: "carrier", server: "sip.example.net" },
    { id: "fixed", kind: "carrier", server: "198.51.100.7" },
  ],
  times: [{ id: "night", name: "Night" }],
  outgoing: { routes: [{ id: "kingdom", name: "Britain" }] },
};
const english = wordsIn("en-CA", en, "America/Toronto");
const german = wordsIn("de-DE", de, "Europe/Berlin");
const told = (words: typeof english) => ({ words, names: namesOf(settings, words) });

const ways: readonly (readonly [OutCondition, string, string])[] = [
  [
    { is: "to", countries: ["GB", "IE"] },
    "When a number in United Kingdom or Ireland is called, the call leaves through Northline, then 198.51.100.7 and shows (613) 555-0142.",
    "Wenn eine Nummer in Vereinigtes Königreich oder Irland angerufen wird, geht der Anruf über Northline, dann 198.51.100.7 und zeigt (613) 555-0142.",
  ],
  [
    {
      is: "all",
      of: [
        { is: "from", device: "kitchen" },
        { is: "during", time: "night" },
      ],
    },
    "When Kitchen calls and it is Night, the call leaves through Northline, then 198.51.100.7 and shows (613) 555-0142.",
    "Wenn Kitchen anruft und Night ist, geht der Anruf über Northline, dann 198.51.100.7 und zeigt (613) 555-0142.",
  ],
];
for (const [when, inEnglish, inGerman] of ways)
  test(`a way out is a sentence: ${inEnglish}`, () => {
    const way = { id: "w", when, through: ["carrier", "fixed"], shows: "home" };
    assert.equal(plain(waySentence(way, told(english))), inEnglish);
    assert.equal(plain(waySentence(way, told(german))), inGerman);
  });

const answer = (more: Partial<DialAnswer>): DialAnswer => ({
  means: "number",
  number: "+442079460123",
  country: "GB",
  tariff: "abroad",
  because: [
    { rule: "kingdom", matched: true, code: "to.country", params: { country: "GB" } },
    { rule: "outgoing", matched: true, code: "dialled.number", params: { dialled: "1" } },
  ],
  ways: [
    { account: "fixed", usable: false },
    { account: "carrier", usable: true, shows: "+16135550142" },
  ],
  hidden: false,
  minutesLeft: 558,
  ...more,
});

test("what would become of a number is one sentence, with what it costs and shows, and why", () => {
  const view = dialView(answer({}), "+442079460123", told(english));
  assert.equal(view.sentence, "+44 20 7946 0123 is called through Northline.");
  assert.deepEqual(view.facts, [
    "United Kingdom",
    "costs as abroad",
    "shows (613) 555-0142",
    "not ready: 198.51.100.7",
    "558 minutes left today",
  ]);
  assert.deepEqual(
    view.why.map(({ rule, matched }) => [rule, matched]),
    [["Britain", true]],
  );
});

test("what is not allowed says why; what no account carries says so; a call for help leaves", () => {
  const refused = dialView(answer({ refused: "limit.abroad" }), "x", told(english));
  assert.deepEqual(
    [refused.look, refused.sentence],
    ["clay", "+44 20 7946 0123 is not called. Calls abroad are not allowed."],
  );
  const none = dialView(
    answer({ ways: [{ account: "fixed", usable: false }] }),
    "x",
    told(english),
  );
  assert.equal(none.look, "amber");
  const help = dialView(answer({ means: "emergency", number: "911" }), "911", told(english));
  assert.match(help.sentence, /^911 calls for help\. It leaves through Northline/);
  const code = {
    rule: "outgoing",
    matched: true,
    code: "dialled.service",
    params: { dialled: "*78" },
  };
  const service = dialView(answer({ means: "service", because: [code] }), "*78", told(english));
  assert.equal(service.sentence, "*78 asks the house for something.");
});

test("conditions of a form become one condition, and come back from it; others are left as they are", () => {
  const [a, b] = [
    { is: "from", device: "kitchen" } as const,
    { is: "mode", mode: "away" } as const,
  ];
  for (const parts of [[], [a], [a, b]]) assert.deepEqual(simpleParts(conditionOf(parts)), parts);
  assert.equal(simpleParts({ is: "not", that: a }), undefined);
  assert.equal(simpleParts({ is: "all", of: [a, { is: "any", of: [a, b] }] }), undefined);
});

test("where callers are sent at the owner's cost is gathered from all rules, and confirmed in all of them", () => {
  const far = { number: "+442079460123" };
  const rule = (id: string, then: unknown): RuleSettings =>
    ({ id, when: { is: "always" }, then }) as unknown as RuleSettings;
  const document: SettingsDocument = {
    rules: [
      rule("a", [{ do: "forward", to: { ...far, abroad: true } }]),
      rule("b", [
        {
          do: "ask",
          keys: [{ key: "1", then: [{ do: "ring", targets: [far, { device: "kitchen" }] }] }],
        },
      ]),
    ],
  };
  assert.deepEqual(sentTo(document), [{ ...far, rules: ["a", "b"], mayCost: false }]);
  const confirmed = withCost(document, far.number, true);
  assert.deepEqual(sentTo(confirmed), [{ ...far, rules: ["a", "b"], mayCost: true }]);
  assert.equal(JSON.stringify(withCost(confirmed, far.number, false)).includes("abroad"), false);
});
