import assert from "node:assert/strict";
import { test } from "node:test";
import { bitsIn, onIn, reportsFor, usage } from "./hidReports.ts";

/** As headsets of the usual makers describe themselves: two bits, then filling; and keys of a dial. */
const input = [
  {
    reportId: 2,
    items: [
      { usages: [usage.hook, usage.mute], reportSize: 1, reportCount: 2 },
      { isArray: true, isRange: true, usageMinimum: 0x0b00b0, reportSize: 4, reportCount: 1 },
      { usages: [usage.flash], reportSize: 1, reportCount: 1 },
      { usages: [], reportSize: 1, reportCount: 1 },
    ],
  },
  {
    reportId: 5,
    items: [{ isRange: true, usageMinimum: 0x0c00e9, reportSize: 1, reportCount: 2 }],
  },
];
const output = [
  {
    reportId: 3,
    items: [
      { usages: [usage.muteLed, usage.offHookLed], reportSize: 1, reportCount: 2 },
      { usages: [0x08004b], reportSize: 7, reportCount: 1 },
      { usages: [usage.ringLed], reportSize: 1, reportCount: 1 },
    ],
  },
  { reportId: 4, items: [{ usages: [0x08004b], reportSize: 8, reportCount: 1 }] },
];

test("a report says which of its usages are on", () => {
  const bits = bitsIn(input);
  const said = (reportId: number, ...bytes: readonly number[]) => [
    ...onIn(bits, reportId, new DataView(Uint8Array.from(bytes).buffer)),
  ];
  assert.deepEqual(said(2, 0b0000001), [usage.hook]);
  assert.deepEqual(said(2, 0b1000010), [usage.mute, usage.flash]);
  assert.deepEqual(said(2, 0b0111100), [], "what a dial says is none of ours");
  assert.deepEqual(said(5, 0b11), [0x0c00e9, 0x0c00ea]);
  assert.deepEqual(said(9, 0xff), []);
  assert.deepEqual(said(2), [], "a report that is too short");
});

test("lamps are switched by the reports that have them, each in its whole length", () => {
  const sent = reportsFor(output, new Set([usage.offHookLed, usage.ringLed]));
  assert.deepEqual(
    sent.map(({ reportId, data }) => [reportId, ...data]),
    [[3, 0b00000010, 0b00000010]],
  );
  assert.deepEqual([...(reportsFor(output, new Set())[0]?.data ?? [])], [0, 0]);
});
