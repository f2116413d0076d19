import assert from "node:assert/strict";
import { test } from "node:test";
import type { AccountStatus, CallView, Status } from "#server/control.ts";
import { accountLine, statusLines } from "./statusLines.ts";

const atRest: Status = {
  mode: { now: "schedule" },
  line: "free",
  live: [],
  newMessages: 0,
  today: {},
  troubles: [],
  ignored: [],
  version: "0.1.0",
};
const call: CallView = {
  id: "c1",
  direction: "in",
  from: {},
  to: "+16135550142",
  began: 1000,
  legs: [],
  rtp: [],
  state: "ringing",
};
const lines = (more: Partial<Status> = {}): readonly string[] =>
  statusLines({ ...atRest, ...more }, (at) => `${at} ms`);

for (const [what, more, says] of [
  ["a new server", {}, "Ringwise 0.1.0, without a number"],
  ["an owner", { owner: "Ada", number: "+16135550142" }, "Ringwise 0.1.0 of Ada, +16135550142"],
  ["nobody called", {}, "today: no calls"],
  ["calls of the day", { today: { answered: 3, missed: 1 } }, "today: 3 answered, 1 missed"],
  ["no message", {}, "no new messages"],
  ["one message", { newMessages: 1 }, "1 new message"],
  [
    "a mode for a while",
    { mode: { now: "quiet", until: 5000 } },
    "the line is free, the mode is quiet until 5000 ms",
  ],
  [
    "somebody hidden rings",
    { live: [call] },
    "a hidden number → +16135550142: ringing since 1000 ms",
  ],
  [
    "people talk",
    { live: [{ ...call, from: { name: "Bea" }, state: "talking", answered: 2000 } as CallView] },
    "Bea → +16135550142: talking since 2000 ms",
  ],
  ["locked settings", { settingsLockedBy: "a.yaml" }, "settings are locked by a.yaml"],
  [
    "trouble",
    { troubles: [{ code: "store.full", detail: "the disk is full" }] },
    "✗ the disk is full (store.full)",
  ],
  [
    "what could not be meant",
    {
      ignored: [
        { what: "mgcp from a stranger", count: 3 },
        { what: "digit while on hook", count: 1 },
      ],
    },
    "ignored: 3 × mgcp from a stranger, 1 × digit while on hook",
  ],
] as const)
  test(`${what}: ${says}`, () => assert.ok(lines(more).includes(says), lines(more).join("\n")));

const exchange = {
  id: "exchange",
  kind: "exchange",
  server: "maple.example",
  since: 5000,
} as const;
const accounts: readonly (readonly [Partial<AccountStatus>, string])[] = [
  [{ state: "registered" }, "account exchange (maple.example): registered since 5000 ms"],
  [
    { state: "failed", detail: "403 Forbidden" },
    "account exchange (maple.example): not registered since 5000 ms: 403 Forbidden",
  ],
];
for (const [more, says] of accounts)
  test(`an account: ${says}`, () =>
    assert.equal(
      accountLine({ ...exchange, ...more } as AccountStatus, (at) => `${at} ms`),
      says,
    ));
