import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { withoutSecrets } from "./withoutSecrets.ts";

const shown = (...lines: readonly string[]): string =>
  withoutSecrets(utf8(lines.join("\r\n")), 10_000);

const secret = "s3cr3t";
const hidden: readonly (readonly [string, readonly string[]])[] = [
  ["an answer to a challenge", [`Authorization: Digest username="a", response="${secret}"`]],
  ["one to a proxy's", [`proxy-authorization : Digest response="${secret}"`]],
  ["one on two lines", ["Authorization: Digest", `  response="${secret}"`]],
  ["the server's own proof", [`Authentication-Info: rspauth="${secret}"`]],
  ["a password in an address", [`Contact: <sip:ada:${secret}@192.0.2.1>`]],
  ["one among others", [`Contact: <sip:a@192.0.2.1>, <sips:ada:${secret}:${secret}@192.0.2.1>`]],
  [
    "keys of media",
    ["Content-Type: application/sdp", "", `a=crypto:1 AES_CM_128 inline:${secret}`],
  ],
  ["a password of ICE", ["c: application/sdp", "", "v=0", `a=ice-pwd:${secret}`, "s=-"]],
  ["a key of old", ["Content-Type: application/sdp", "", `k=clear:${secret}`]],
  ["a key that was pressed", ["Content-Type: application/dtmf-relay", "", `Signal=${secret}`]],
  ["a body of no type", ["", secret]],
];
for (const [what, lines] of hidden)
  test(`${what} is not shown`, () => {
    const text = shown("INVITE sip:ada@example.net SIP/2.0", "To: <sip:ada@example.net>", ...lines);
    assert.doesNotMatch(text, new RegExp(secret));
    assert.match(text, /^INVITE sip:ada@example\.net SIP\/2\.0\nTo: <sip:ada@example\.net>/);
  });

test("all else is as it was, and no more than asked for", () => {
  const lines = [
    "BYE sip:a@b SIP/2.0",
    "CSeq: 2 BYE",
    "Content-Type: application/sdp",
    "",
    "v=0",
    "m=audio 4000 RTP/AVP 0",
  ];
  assert.equal(shown(...lines), lines.join("\n"));
  assert.equal(withoutSecrets(utf8("BYE sip:a@b SIP/2.0\r\n\r\n"), 3), "BYE");
  assert.equal(withoutSecrets(new Uint8Array([0xff, 0xfe]), 10).length, 2);
});

test("a megabyte that looks like the beginnings of addresses is read in one go", () => {
  const line = `Subject: ${"sip:a:".repeat(200_000)}`;
  assert.equal(shown("INVITE sip:a@b SIP/2.0", line).length, 10_000);
});
