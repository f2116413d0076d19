import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "#kit/calendar.ts";
import { wallTime } from "#kit/time.ts";
import { replayed } from "#server/calls/replay.ts";
import type { SettingsVersion } from "#server/store/store.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import { direct } from "#telephony/directing/direct.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import { type Compared, replayLines } from "./replay.ts";

const began = momentOf("2026-11-27T18:05-05:00") ?? wallTime(0);
const ruled = (id: string, name: string, step: object) =>
  house({ rules: [{ id, name, when: { is: "always" }, then: [step] }] });
const before = ruled("all", "Nobody is in", { do: "mailbox" });
const now = ruled("busy", "Never at supper", { do: "reject", cause: "busy" });
const history: SettingsVersion[] = [
  { version: 2, at: began + 5000, who: "Ada", what: "rules", document: now },
  { version: 1, at: began - 5000, who: "Ada", what: "all", document: before },
];

function compared(id: string, settings: typeof now): Compared {
  const from = { number: "+14165550123" };
  const given = { at: began, devices: {} };
  const facts = { caller: { ...from, private: false }, called: "+16135550142", ...given };
  const decision = { ...direct(facts, before), given };
  const record = { id, direction: "in", from, to: "+16135550142", began, legs: [], decision };
  const replay = replayed(record as unknown as CallRecord, settings);
  assert.ok(replay);
  return { record: record as unknown as CallRecord, replay };
}

test("both decisions are told, each with the names of its own settings", () => {
  const lines = replayLines([compared("c1", now)], now, history);
  assert.deepEqual(lines.slice(0, 7), [
    "2026-11-27 18:05  +14165550123 → +16135550142  (call c1)",
    "  then:",
    "    ✓ Nobody is in: always",
    "    1. mailbox",
    "  now:",
    "    ✓ Never at supper: always",
    "    1. reject: busy",
  ]);
  assert.equal(lines.at(-1), "1 of 1 decided calls would be decided otherwise");
});

test("of many calls only those that differ are told", () => {
  const many = [compared("c1", before), compared("c2", now), compared("c3", before)];
  const lines = replayLines(many, now, history);
  assert.deepEqual(
    lines.filter((line) => line.includes("(call ")).map((line) => line.slice(-9)),
    ["(call c2)"],
  );
  assert.equal(lines.at(-1), "1 of 3 decided calls would be decided otherwise");
});

test("one call is told even when nothing differs", () =>
  assert.ok(replayLines([compared("c1", before)], before, history).includes("  now: the same")));
