import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { glance } from "#sip/message/glance.ts";
import { messageLabel } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";

test("a glance sees what reading the whole message would say, on every message of the RFCs", () => {
  let seen = 0;
  for (const file of globSync("test/torture/rfc*/*.dat")) {
    const bytes = new Uint8Array(readFileSync(file));
    const read = parseMessage(bytes);
    const lines = read.ok ? read.value.lines("Call-ID") : [];
    if (!read.ok || read.value.flaw !== undefined || lines.length !== 1) continue;
    if (/\n[ \t]/.test(String(new TextDecoder().decode(bytes)))) continue; // we fold nothing
    assert.deepEqual(glance(bytes), { label: messageLabel(read.value), callId: lines[0] }, file);
    seen++;
  }
  assert.ok(seen > 20, String(seen));
});

for (const [text, label, callId] of [
  ["SIP/2.0 180 Ringing\r\nCALL-id : a@b\r\n\r\n", "180 Ringing", "a@b"],
  ["SIP/2.0 200 \r\ni:x\r\n\r\n", "200", "x"],
  ["BYE sip:b@h SIP/2.0\r\nTo: <sip:i@h>\r\n\r\ncall-id: body\r\n", "BYE", ""],
  ["OPTIONS sip:h SIP/2.0", "OPTIONS", ""],
] as const)
  test(`at a glance: ${label}, ${callId || "no call"}`, () =>
    assert.deepEqual(glance(utf8(text)), { label, callId }));
