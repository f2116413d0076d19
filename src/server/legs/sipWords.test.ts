import assert from "node:assert/strict";
import { test } from "node:test";
import { parseMessage } from "#sip/message/parse.ts";
import { pressed } from "./sipWords.ts";

function info(type: string, text: string) {
  const lines = [
    "INFO sip:ada@192.0.2.1 SIP/2.0",
    "Via: SIP/2.0/UDP 192.0.2.20;branch=z9hG4bK1",
    "From: <sip:kitchen@192.0.2.1>;tag=a",
    "To: <sip:ada@192.0.2.1>;tag=b",
    "Call-ID: c",
    "CSeq: 2 INFO",
    "Max-Forwards: 70",
    `Content-Type: ${type}`,
    `Content-Length: ${text.length}`,
  ];
  const message = parseMessage(new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n${text}`));
  assert.ok(message.ok && message.value.kind === "request");
  const event = pressed(message.value);
  if (event?.on === "digit") return event.digit;
  return event?.on;
}

/** As telephones and adapters are known to write them. */
const rows: readonly (readonly [type: string, text: string, wanted: string | undefined])[] = [
  ["application/hook-flash", "", "flash"],
  ["application/dtmf-relay", "Signal=hf\r\nDuration=160\r\n", "flash"],
  ["application/dtmf-relay", "Signal=!\r\n", "flash"],
  ["application/dtmf-relay", "Signal= 16\r\nDuration=250", "flash"],
  ["application/dtmf", "16", "flash"],
  ["application/broadsoft; version=1.0", "event flashhook\r\n", "flash"],
  ["application/broadsoft; version=1.0", "event talk\r\n", undefined],
  ["application/dtmf-relay", "Signal=5\r\nDuration=160\r\n", "5"],
  ["Application/DTMF-Relay", "signal = *\r\nduration = 100", "*"],
  ["application/dtmf-relay", "Signal=11\r\n", "#"],
  ["application/dtmf", "7", "7"],
  ["application/dtmf", " d\r\n", "D"],
  ["application/vnd.nortelnetworks.digits", "p=Digit-Collection\r\nd=3\r\n", "3"],
  ["application/dtmf-relay", "Signal=55\r\n", undefined],
  ["application/dtmf-relay", "", undefined],
  ["text/plain", "5", undefined],
];
for (const [type, text, wanted] of rows)
  test(`INFO ${type} ${JSON.stringify(text)} is ${wanted}`, () =>
    assert.equal(info(type, text), wanted));
