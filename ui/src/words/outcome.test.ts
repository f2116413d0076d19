import assert from "node:assert/strict";
import { test } from "node:test";
import type { Decision, SettingsDocument } from "./decision.ts";
import { en } from "./en.ts";
import { namesOf } from "./names.ts";
import { otherParty, outcomeWords, reasonLine, type ToldCall } from "./outcome.ts";
import { wordsIn } from "./say.ts";

const settings: SettingsDocument = {
  owner: { country: "CA", areaCode: "613" },
  devices: [
    { id: "kitchen", name: "Kitchen", kind: "sip" },
    { id: "desk", name: "The desk", kind: "browser" },
  ],
  accounts: [{ id: "carrier", kind: "carrier", server: "sip.example.net" }],
  people: [{ id: "luis", name: "Luis", numbers: ["+16135550133"] }],
  rules: [{ id: "all", name: "Everyone", when: { is: "always" }, then: [] }],
};
const words = wordsIn("en-GB", en, "America/Toronto");
const names = namesOf(settings, words, "desk");

const call: ToldCall = {
  direction: "in",
  from: { number: "+442079460123" },
  to: "+16135550142",
  via: "carrier",
  began: 0,
  answered: 6000,
  ended: 726_000,
  outcome: "answered",
  legs: [
    { target: "desk", state: "over", cause: { kind: "answeredElsewhere" } },
    { target: "kitchen", state: "leaving", cause: { kind: "normal" } },
  ],
};
const out: ToldCall = { ...call, direction: "out", to: "6135550133", via: "kitchen" };
const both = { do: "ring", targets: [{ device: "kitchen" }, { device: "desk" }] };
const decided = (plan: readonly object[], code = "always", rule = "all"): Decision =>
  ({ plan, because: [{ rule, code, matched: true, params: { dialled: "011" } }] }) as never;

const outcomes: readonly (readonly [words: string, call: ToldCall])[] = [
  ["Kitchen answered, 12 min", call],
  [
    "This browser answered, 12 min",
    { ...call, legs: [{ target: "desk", state: "over", cause: { kind: "normal" } }] },
  ],
  ["Missed", { ...call, outcome: "missed" }],
  ["You called, 12 min", out],
  ["Busy", { ...out, outcome: "missed", cause: { kind: "busy" } }],
  ["No answer", { ...out, outcome: "missed", cause: { kind: "noAnswer" } }],
  ["Left a message", { ...call, outcome: "message" }],
];
for (const [said, one] of outcomes)
  test(`a call is told as: ${said}`, () => assert.equal(outcomeWords(one, names, words), said));

const unreachable = { target: "desk", state: "over", cause: { kind: "unreachable" } };
const reasons: readonly (readonly [words: string, call: ToldCall, decision: Decision])[] = [
  ["Rang Kitchen and this browser, because of “Everyone”", call, decided([both])],
  [
    "Rang Kitchen, because of “Everyone”",
    { ...call, legs: [...call.legs.slice(1), unreachable] },
    decided([both]),
  ],
  [
    "Rang nothing, for no telephone was connected, because of “Everyone”",
    { ...call, legs: [unreachable, { ...unreachable, target: "kitchen" }] },
    decided([both]),
  ],
  ["From Kitchen", out, decided([{ do: "forward" }], "dialled.number", "outgoing")],
  [
    "The other party put you through",
    { ...out, via: undefined },
    decided([{ do: "forward" }], "transfer.asked", "outgoing"),
  ],
  [
    "Calls abroad are not allowed.",
    out,
    decided([{ do: "announce", prompt: "not-allowed" }], "limit.abroad", "outgoing"),
  ],
];
for (const [said, one, decision] of reasons)
  test(`a row says why: ${said}`, () =>
    assert.equal(reasonLine(one, decision, names, words), said));

test("a test says that it is one, and whether its rules were kept", () => {
  const said = (more: object): string => outcomeWords({ ...call, ...more }, names, words);
  const went = said({});
  assert.equal(said({ test: "inside" }), `Test: ${went}`);
  assert.equal(said({ test: "inside", drafted: true }), `Test of a draft: ${went}`);
});

test("the other party is named, whether it rang or was dialled", () => {
  assert.equal(otherParty(call, names), "+44 20 7946 0123");
  assert.equal(otherParty(out, names), "Luis");
  assert.equal(otherParty({ ...out, to: "kitchen" }, names), "Kitchen");
  assert.equal(otherParty({ ...out, to: "echo" }, names), "Yourself (echo)");
  assert.equal(otherParty({ ...out, to: "take:c1" }, names), "A call taken over");
  assert.equal(otherParty({ ...out, to: "listen:c1" }, names), "A call listened to");
});

test("legs are named as people know them", () => {
  assert.equal(names.leg("+16135550133 (carrier)"), "Luis");
  assert.equal(names.leg("carrier"), "sip.example.net");
  assert.equal(names.leg("mailbox"), "Voicemail");
  assert.equal(names.leg("announcement not-allowed"), "An announcement");
  assert.equal(names.leg("Ringwise"), "Ringwise");
});
