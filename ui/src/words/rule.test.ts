import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import type { Seconds } from "#kit/time.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import { condition as conditionSchema } from "#telephony/settings/condition.ts";
import { step as stepSchema } from "#telephony/settings/step.ts";
import { de } from "./de.ts";
import type { Condition, RuleStep } from "./decision.ts";
import { en } from "./en.ts";
import { namesOf } from "./names.ts";
import { ruleSentence } from "./rule.ts";
import { askedOf, conditionOf } from "./rules/condition.ts";
import { partsOf, plain, wordsIn } from "./say.ts";

const settings = house({ conference: { rooms: [{ id: "family", name: "Family" }] } });
const words = wordsIn("en-CA", en, "America/Toronto");
const german = wordsIn("de-DE", de, "America/Toronto");
const names = namesOf(settings, words, "desk");

const mailbox: readonly RuleStep[] = [{ do: "mailbox" }];
const family: Condition = { is: "caller", in: "family" };
const night: Condition = { is: "during", time: "night" };
const not = (that: Condition): Condition => ({ is: "not", that });
const all = (...of: readonly Condition[]): Condition => ({ is: "all", of });
const any = (...of: readonly Condition[]): Condition => ({ is: "any", of });
const device = (state: "idle" | "ringing" | "offline"): Condition => ({
  is: "device",
  device: "desk",
  state,
});
const said = (when: Condition): string =>
  plain(ruleSentence({ when, then: mailbox }, words, names));

const sentences: readonly (readonly [sentence: string, when: Condition])[] = [
  ["When Family call at any time", family],
  ["When anyone calls during Night", night],
  ["When anyone but Family calls during Night", all(night, not(family))],
  ["When Family or blocked numbers call at any time", any(family, { is: "caller", in: "blocked" })],
  ["When Margaret calls at any time", { is: "caller", like: "+442079460123" }],
  ["When numbers that begin with +44 call at any time", { is: "caller", like: "+44*" }],
  [
    "When anyone calls during Night and unless the mode is Quiet",
    all(night, not({ is: "mode", mode: "quiet" })),
  ],
  [
    "When anyone calls outside Night or while Kitchen is in a call",
    any(not(night), { is: "device", device: "kitchen", state: "busy" }),
  ],
  [
    "When anyone calls outside Night or unless the mode is Quiet",
    not(all(night, { is: "mode", mode: "quiet" })),
  ],
  ["When anyone calls again within 3 minutes", { is: "again", within: 3 }],
  ["When anyone calls and not again within a minute", not({ is: "again", within: 1 })],
  ["When anyone calls on (613) 555-0142", { is: "called", number: "home" }],
  ["When anyone calls through sip.example.net", { is: "via", account: "carrier" }],
  ["When anyone calls while this browser is free", device("idle")],
  ["When anyone calls unless this browser is ringing", not(device("ringing"))],
  ["When anyone calls while this browser is not connected", device("offline")],
  [
    "When anyone calls with a number whose signature does not hold",
    { is: "attested", level: "failed" },
  ],
  [
    "When anyone calls not with a number that its network vouches for (A)",
    not({ is: "attested", level: "A" }),
  ],
  ["When anyone calls known from an earlier call", { is: "before", by: "either" }],
  ["When anyone calls whom you have never called", not({ is: "before", by: "owner" })],
  ["When anyone calls who spoke with you before", { is: "before", by: "caller" }],
  ["When anyone calls never", not({ is: "always" })],
  ["When Family call during Night", all({ is: "always" }, family, night)],
];
for (const [sentence, when] of sentences)
  test(`a rule reads: ${sentence}`, () => assert.equal(said(when), `${sentence}, take a message.`));

test("every rule of Ada's house is a sentence, in German too, and says no id", () => {
  for (const rule of settings.rules)
    for (const one of [words, german]) {
      const sentence = plain(ruleSentence(rule, one, namesOf(settings, one, "desk")));
      assert.match(sentence, /^(When|For|Wenn|Für) .+\.$/);
      assert.doesNotMatch(sentence, /everyone-else|\bdesk\b|everyDevice|undefined/);
    }
});

test("the last rule is for everyone else", () => {
  const last = settings.rules.at(-1);
  assert.ok(last);
  assert.equal(
    plain(ruleSentence(last, words, names)),
    "For everyone else, ring Kitchen for 20 seconds, then ring Kitchen and (613) 555-0199 for 20 seconds, then take a message.",
  );
});

const ring = { do: "ring", targets: [{ device: "kitchen" }], order: "together" } as const;
const both = [{ device: "kitchen" }, { device: "desk" }] as const;
const s = (n: number): Seconds => n as Seconds;
const steps: readonly (readonly [en: string, de: string, step: RuleStep])[] = [
  [
    "ring Kitchen for 20 seconds",
    "Kitchen 20 Sekunden klingeln lassen",
    { ...ring, for: s(20), whenBusy: "wait" },
  ],
  [
    "ring Kitchen and this browser one after the other, for 15 seconds each with ring 3",
    "Kitchen und dieser Browser nacheinander je 15 Sekunden klingeln lassen mit Klingelton 3",
    { ...ring, targets: both, order: "inTurn", for: s(15), whenBusy: "wait", cadence: "r3" },
  ],
  [
    "ring Kitchen for 20 seconds and break into a call there and let it ring on",
    "Kitchen 20 Sekunden klingeln lassen und ein Gespräch dort unterbrechen und weiterklingeln lassen",
    { ...ring, for: s(20), whenBusy: "interrupt", keepRinging: true },
  ],
  [
    "ring every telephone for 20 seconds unless in a call",
    "alle Telefone 20 Sekunden klingeln lassen, außer im Gespräch",
    { ...ring, targets: [{ everyDevice: true }], for: s(20), whenBusy: "skip" },
  ],
  [
    "ring (613) 555-0199 through sip.example.net after 10 seconds with a key press for 20 seconds and speak into a call there",
    "(613) 555-0199 über sip.example.net nach 10 Sekunden mit Tastendruck 20 Sekunden klingeln lassen und in ein Gespräch dort hineinsprechen",
    {
      ...ring,
      targets: [{ number: "+16135550199", via: "carrier", after: s(10), confirm: true }],
      for: s(20),
      whenBusy: "speak",
    },
  ],
  [
    "send on to Margaret",
    "weiterleiten an Margaret",
    { do: "forward", to: { person: "margaret" } },
  ],
  [
    "break into a call at Kitchen",
    "aufschalten auf Kitchen",
    { do: "interrupt", target: { device: "kitchen" }, existing: "hold" },
  ],
  [
    "break into a call at Kitchen and end that one",
    "aufschalten auf Kitchen und das Gespräch dort beenden",
    { do: "interrupt", target: { device: "kitchen" }, existing: "end" },
  ],
  [
    "let them speak one way to Kitchen and this browser for 30 seconds",
    "30 Sekunden einseitig sprechen lassen zu Kitchen und dieser Browser",
    { do: "speak", target: { device: "kitchen" }, also: [{ device: "desk" }], for: s(30) },
  ],
  [
    "let the caller into the conference “Family”",
    "den Anrufer in die Konferenz „Family“ lassen",
    { do: "room", room: "family" },
  ],
  ["play “holiday”", "„holiday“ ansagen", { do: "announce", prompt: "holiday" }],
  [
    "ask who’s calling and ring Kitchen for 25 seconds for your choice",
    "fragen, wer anruft, und Kitchen 25 Sekunden für Ihre Wahl klingeln lassen",
    { do: "screen", targets: [{ device: "kitchen" }], for: s(25), by: "name", cadence: "r4" },
  ],
  [
    "ask for two digits and ring Kitchen for 25 seconds for your choice",
    "um zwei Ziffern bitten und Kitchen 25 Sekunden für Ihre Wahl klingeln lassen",
    { do: "screen", targets: [{ device: "kitchen" }], for: s(25), by: "digits", cadence: "r4" },
  ],
  ["take a message", "eine Nachricht aufnehmen", { do: "mailbox" }],
  [
    "take a message after “asleep”",
    "nach „asleep“ eine Nachricht aufnehmen",
    { do: "mailbox", greeting: "asleep" },
  ],
  [
    "say that there is no such number",
    "sagen, dass es die Nummer nicht gibt",
    { do: "reject", cause: "unknown" },
  ],
  ["turn them away", "abweisen", { do: "reject", cause: "rejected" }],
  [
    "play “asleep” and wait 10 seconds for a key (on 1, ring Kitchen for 20 seconds, then take a message; on 2, do nothing)",
    "„asleep“ ansagen und 10 Sekunden auf eine Taste warten (bei 1: Kitchen 20 Sekunden klingeln lassen, dann eine Nachricht aufnehmen; bei 2: nichts tun)",
    {
      do: "ask",
      prompt: "asleep",
      for: s(10),
      keys: [
        { key: "1", then: [{ ...ring, for: s(20), whenBusy: "wait" }, { do: "mailbox" }] },
        { key: "2", then: [] },
      ],
    },
  ],
  [
    "ask door.example within 3 seconds what to do (without an answer, take a message)",
    "door.example binnen 3 Sekunden fragen, was zu tun ist (ohne Antwort: eine Nachricht aufnehmen)",
    { do: "decide", url: "https://door.example/call", for: s(3), otherwise: mailbox },
  ],
];
for (const [english, deutsch, step] of steps)
  test(`a step reads: ${english}`, () => {
    const rule = { when: { is: "always" }, then: [step] } as const;
    assert.equal(plain(ruleSentence(rule, words, names)), `For everyone else, ${english}.`);
    const germanNames = namesOf(settings, german, "desk");
    assert.equal(plain(ruleSentence(rule, german, germanNames)), `Für alle anderen: ${deutsch}.`);
  });

test("no condition and no step of the settings is without words", () => {
  const kinds = (schema: z.ZodType, by: string): ReadonlySet<string> => {
    const text = JSON.stringify(z.toJSONSchema(schema, { io: "input" }));
    const named = new RegExp(
      `"${by}":\\{(?:"type":"string",)?"(?:const|enum)":(\\[[^\\]]+\\]|"[^"]+")`,
      "g",
    );
    const values = [...text.matchAll(named)].map(([, value = ""]) => JSON.parse(value) as unknown);
    return new Set(values.flat() as readonly string[]);
  };
  const told = new Set(steps.map(([, , { do: one }]) => one as string));
  assert.deepEqual([...kinds(stepSchema, "do")].sort(), [...told].sort());
  const used = JSON.stringify(sentences);
  const conditions = kinds(conditionSchema, "is");
  assert.ok(conditions.size > 10);
  assert.deepEqual(
    [...conditions].filter((is) => !used.includes(`"is":"${is}"`)),
    [],
  );
});

test("each part that can be changed is told apart by its place", () => {
  const when = all(family, night, { is: "mode", mode: "quiet" });
  const then: readonly RuleStep[] = [
    {
      do: "ask",
      prompt: "asleep",
      for: s(10),
      keys: [{ key: "1", then: [{ ...ring, for: s(20), whenBusy: "wait" }] }],
    },
    { do: "reject", cause: "busy" },
  ];
  const parts = partsOf(ruleSentence({ when, then }, words, names));
  assert.deepEqual(
    parts.flatMap(({ kind, key, text }) => (kind ? [`${kind} ${key}: ${text}`] : [])),
    [
      "emWho who: Family",
      "emWhen when/0: during Night",
      "emWhen when/1: while the mode is Quiet",
      "emWhat then/0: play “asleep” and wait 10 seconds for a key",
      "emWhat then/0/keys/0/then/0: ring Kitchen for 20 seconds",
      "emNo then/1: let them find it busy",
    ],
  );
  const anyone = partsOf(ruleSentence({ when: not(night), then: [] }, words, names));
  assert.deepEqual(
    anyone.flatMap(({ key, text }) => (key ? [`${key}: ${text}`] : [])),
    ["who: anyone", "when/0: outside Night", "then: do nothing"],
  );
});

test("a condition that was taken apart and put together again asks the same", () => {
  for (const [, when] of sentences) {
    const again = conditionOf(askedOf(when));
    assert.equal(said(again), said(when));
    assert.deepEqual(conditionOf(askedOf(again)), again);
  }
});
