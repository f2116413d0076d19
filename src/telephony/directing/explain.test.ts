import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "#kit/calendar.ts";
import { wallTime } from "#kit/time.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import { direct } from "./direct.ts";
import { explain, explainReason } from "./explain.ts";
import type { CallFacts } from "./facts.ts";

const ada = house();
const facts: CallFacts = {
  caller: { number: "+16135550123", private: false },
  called: "+16135550142",
  via: "carrier",
  at: momentOf("2026-11-24T14:28-05:00") ?? wallTime(0),
  devices: { kitchen: "idle" },
};

test("a decision is told rule by rule, and then step by step", () =>
  assert.deepEqual(explain(direct(facts, ada), ada).slice(-4), [
    "✓ everyone-else: always",
    "1. ring Kitchen for 20 s",
    "2. ring Kitchen, +16135550199 for 20 s",
    "3. mailbox",
  ]));

test("a rule that does not fit says why not", () => {
  const [first] = explain(direct(facts, ada), ada);
  assert.equal(first, "✗ Family always gets through: the caller is not in family");
});

test("what is made of several parts tells them", () =>
  assert.equal(
    explainReason({
      code: "all",
      matched: true,
      params: {},
      parts: [
        { code: "during", matched: true, params: { time: "night" } },
        { code: "device", matched: true, params: { device: "hall", state: "busy", now: "busy" } },
      ],
    }),
    "all of it is so (it is night; hall is busy)",
  ));

test("a code that has no words yet is shown as it is", () =>
  assert.equal(explainReason({ code: "moon", matched: false, params: {} }), "moon no"));
