import assert from "node:assert/strict";
import { test } from "node:test";
import { callAsText, redacted } from "./support.ts";

const call = {
  about: ["Ottawa Public Library, (613) 555-0110", "Missed"],
  rows: [
    { ms: 0, from: "carrier", to: "Ringwise", text: "INVITE", message: "INVITE sip:a@b SIP/2.0\n" },
    { ms: 12, from: "Ringwise", to: "carrier", text: "100 Trying" },
  ],
  sounds: [{ leg: "carrier", codec: "PCMU", samples: [{ at: 0, lost: 6, jitter: 3, mos: 2.6 }] }],
};

test("a call is told whole: its story, its ladder, its messages and its sound", () => {
  const text = callAsText(call);
  for (const part of [
    "Missed",
    "12  Ringwise -> carrier: 100 Trying",
    "--- 0 ms, carrier -> Ringwise\nINVITE sip:a@b SIP/2.0",
    "1970-01-01T00:00:00.000Z  6  3  -  2.6",
  ])
    assert.ok(text.includes(part), part);
});

const hidden: readonly (readonly [text: string, told: string])[] = [
  ['From: "Ben Riverside" <sip:+13435550117@198.51.100.7>', 'From: "…" <sip:…@x.x.x.x>'],
  ["Via: SIP/2.0/UDP 192.168.1.10:5060", "Via: SIP/2.0/UDP 192.168.1.10:5060"],
  ["calls (613) 555-0110 now", "calls (…10 now"],
  ["tel +442079460123", "tel …23"],
  ["CSeq: 314159 INVITE", "CSeq: 314159 INVITE"],
];
for (const [text, told] of hidden)
  test(`for support, ${text}`, () => assert.equal(redacted(text), told));
