import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "#kit/newId.ts";
import { probesOf } from "#telephony/directing/probes.ts";
import type { Because, Decision, SettingsDocument } from "./decision.ts";
import { en } from "./en.ts";
import { headline } from "./headline.ts";
import { drawLadder } from "./ladder.ts";
import { initials, namesOf } from "./names.ts";
import { planSentence } from "./plan.ts";
import { partsOf, plain, wordsIn } from "./say.ts";
import { reasonSentence } from "./why.ts";

const settings: SettingsDocument = {
  owner: { country: "CA", areaCode: "613" },
  devices: [
    { id: "kitchen", name: "Kitchen", kind: "sip" },
    { id: "desk", name: "This browser", kind: "browser" },
  ],
  people: [
    { id: "margaret", name: "Margaret", numbers: ["+442079460123"], groups: ["family"] },
    { id: "luis", name: "Luis", numbers: ["+16135550133"] },
  ],
  groups: [{ id: "family", name: "Family" }],
  times: [{ id: "night", name: "Night" }],
  rules: [{ id: "family", name: "Family always gets through", when: { is: "always" }, then: [] }],
};
const words = wordsIn("en", en, "America/Toronto");
const names = namesOf(settings, words);

const reason = (code: string, matched: boolean, more: Partial<Because> = {}): Because => ({
  rule: "family",
  code,
  matched,
  params: {},
  ...more,
});
const inGroup = (group: string, matched: boolean): Because =>
  reason("caller.in", matched, { params: { group } });

const sentences: readonly (readonly [sentence: string, reason: Because])[] = [
  ["Always fits.", reason("always", true)],
  ["The caller is in Family.", inGroup("family", true)],
  ["The caller is not in Family.", inGroup("family", false)],
  ["The number is not in your contacts.", inGroup("unknown", true)],
  ["The caller shows the number.", inGroup("hidden", false)],
  ["The caller is not Luis.", reason("caller.like", false, { params: { like: "+16135550133" } })],
  ["It was Night.", reason("during", true, { params: { time: "night" } })],
  [
    "The mode was Schedule, not Quiet.",
    reason("mode", false, { params: { mode: "quiet", now: "schedule" } }),
  ],
  [
    "Kitchen was in a call, not free.",
    reason("device", false, { params: { device: "kitchen", state: "idle", now: "busy" } }),
  ],
  ["The caller is not in Family.", reason("not", true, { parts: [inGroup("family", false)] })],
  [
    "It was Night. The caller is not in Family.",
    reason("all", true, {
      parts: [
        reason("during", true, { params: { time: "night" } }),
        reason("not", true, { parts: [inGroup("family", false)] }),
      ],
    }),
  ],
  [
    // a failed `all`: told by its first failed part, which is a `not`
    "The caller is in Family.",
    reason("not", false, {
      parts: [
        reason("during", true, { params: { time: "night" } }),
        reason("not", false, { parts: [inGroup("family", true)] }),
      ],
    }),
  ],
  [
    "asks.example was asked, and gave no answer of use: it cannot be found.",
    reason("decide.failed", false, { params: { host: "asks.example", why: "http.noSuchHost" } }),
  ],
  [
    "asks.example was asked, and gave no answer of use.",
    reason("decide.failed", false, { params: { host: "asks.example", why: "decide.badAnswer" } }),
  ],
  ["Does not fit (caller.newer).", reason("caller.newer", false)],
];
for (const [sentence, because] of sentences)
  test(`${because.code} ${because.matched ? "matched" : "unmatched"} reads: ${sentence}`, () =>
    assert.equal(reasonSentence(because, words, names), sentence));

const ring = (devices: readonly string[], seconds = 25) => ({
  do: "ring" as const,
  targets: devices.map((device) => ({ device })),
  order: "together" as const,
  for: seconds as never,
  whenBusy: "wait" as const,
});
const decision = (plan: Decision["plan"]): Decision => ({
  plan,
  because: [inGroup("family", true)],
});
const mailbox = { do: "mailbox" as const };
const both = decision([ring(["kitchen", "desk"]), mailbox]);
const kitchen = decision([ring(["kitchen"]), mailbox]);
const probes = probesOf(settings);
assert.equal(probes.length, 4);
const mailboxOnly = decision([mailbox]);
const awake = new Set(["kitchen", "desk"]);

const said = (
  answers: readonly Decision[],
  line: "free" | "talking" = "free",
  on = awake,
): string =>
  plain(
    headline(
      probes.flatMap((probe, i) => {
        const one = answers[Math.min(i, answers.length - 1)];
        return one ? [{ probe, decision: one }] : [];
      }),
      { line, awake: on },
      words,
      names,
    ),
  );

test("equal answers are said once", () =>
  assert.equal(
    said([both]),
    "If somebody rings now, they ring Kitchen and This browser, then reach voicemail.",
  ));
test("family apart from everybody else", () =>
  assert.equal(
    said([both, kitchen]),
    "If somebody rings now, family ring Kitchen and This browser and everybody else ring Kitchen.",
  ));
test("who hides the number may fare otherwise than a stranger", () => {
  const refused = decision([{ do: "reject", cause: "anonymousRefused" }]);
  assert.equal(
    said([both, kitchen, mailboxOnly, mailboxOnly]),
    "If somebody rings now, family ring Kitchen and This browser, contacts ring Kitchen, and strangers reach voicemail.",
  );
  assert.equal(
    said([both, both, both, refused]),
    "If somebody rings now, family, contacts, and strangers ring Kitchen and This browser and hidden numbers are turned away.",
  );
});
test("each stressed part names the rule that decides so", () => {
  const other: Decision = { plan: [mailbox], because: [{ ...inGroup("x", true), rule: "night" }] };
  const answers = probes.map((probe, i) => ({ probe, decision: i === 0 ? both : other }));
  const parts = partsOf(headline(answers, { line: "free", awake }, words, names));
  assert.deepEqual(
    parts.flatMap(({ em, key }) => (em ? [key] : [])),
    ["family", "night"],
  );
});
test("a telephone that is off does not ring in the headline", () =>
  assert.equal(
    said([both], "free", new Set(["desk"])),
    "If somebody rings now, they ring This browser, then reach voicemail.",
  ));
test("no telephone at all is said plainly", () =>
  assert.equal(
    said([both], "free", new Set()),
    "If somebody rings now, they reach voicemail, for no telephone is connected.",
  ));
test("in a call, others can beep in", () =>
  assert.equal(
    said([both], "talking"),
    "You’re on a call. If someone else rings now, they can beep in, then reach voicemail.",
  ));

test("the stressed parts of a sentence are known", () =>
  assert.deepEqual(partsOf(words.say("headline.mailbox")), [
    { text: "reach voicemail", em: true },
  ]));

test("a plan reads step by step", () =>
  assert.equal(
    planSentence(both.plan, words, names),
    "Ring Kitchen and This browser, 25 seconds, then take a message",
  ));

test("people are named, numbers written as at home, hidden ones said", () => {
  assert.equal(names.party({ number: "+442079460123" }), "Margaret");
  assert.equal(names.party({ number: "+16135550199" }), "(613) 555-0199");
  assert.equal(names.whose("011 44 20 7946 0123"), "margaret");
  assert.equal(names.whose("+16135550199"), undefined);
  assert.equal(names.party({}), "Hidden number");
  assert.equal(initials("Margaret Oyelaran"), "MO");
  assert.equal(initials("(613) 555-0199"), "?");
});

test("new things get a short name that is free", () => {
  assert.equal(newId("Küche oben", []), "kuche-oben");
  assert.equal(newId("browser", [{ id: "browser" }, { id: "browser-2" }]), "browser-3");
});

test("the ladder's columns come in the order in which they speak, and long silence is marked", () => {
  const { columns, rows } = drawLadder([
    { ms: 0, from: "carrier", to: "ringwise", text: "INVITE" },
    { ms: 9, from: "ringwise", to: "kitchen", text: "INVITE" },
    { ms: 5009, from: "kitchen", to: "ringwise", text: "200 OK" },
  ]);
  assert.deepEqual(columns, ["carrier", "ringwise", "kitchen"]);
  assert.deepEqual(
    rows.map(({ start, end, gap }) => [start, end, gap]),
    [
      [0, 1, 0],
      [1, 2, 0],
      [2, 1, 5000],
    ],
  );
});
