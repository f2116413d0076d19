import assert from "node:assert/strict";
import { test } from "node:test";
import type { SubscriptionView } from "#server/control.ts";
import { subscriptionLine } from "./subscriptions.ts";

const at = (ms: number): string => `minute ${ms / 60_000}`;
const work = { kind: "calendar", id: "work", name: "Work", host: "dav.example" } as const;
const rows: readonly (readonly [SubscriptionView, string])[] = [
  [work, "calendar work (dav.example): nothing yet"],
  [{ ...work, count: 12, asOf: 120_000 }, "calendar work (dav.example): 12 events, as of minute 2"],
  [
    {
      kind: "list",
      id: "spam",
      name: "Spam",
      host: "lists.example",
      count: 812,
      stopped: 3,
      asOf: 60_000,
      problem: { code: "http.timeout", detail: "lists.example within 30000 ms" },
    },
    "list spam (lists.example): 812 numbers, stopped 3 calls, as of minute 1, ✗ lists.example within 30000 ms (http.timeout)",
  ],
];
for (const [view, line] of rows) test(line, () => assert.equal(subscriptionLine(view, at), line));
