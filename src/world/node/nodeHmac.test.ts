import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { nodeHmac } from "#world/node/nodeHmac.ts";

test("the HMAC is Node's own, for keys and data of every length, text and bytes", () => {
  const room = Uint8Array.from({ length: 20_000 }, (_, i) => (i * 7) & 255);
  for (const algorithm of ["sha1", "sha256"] as const)
    for (const keyLength of [0, 1, 20, 32, 63, 64, 65, 200]) {
      const key = room.slice(3, 3 + keyLength);
      const hmac = nodeHmac(algorithm, key);
      const expected = (data: string | Uint8Array): string =>
        createHmac(algorithm, key).update(data).digest("hex");
      for (const length of [0, 1, 55, 56, 64, 200, 5461, 5462, 16_385, 20_000]) {
        const data = room.subarray(0, length);
        assert.equal(Buffer.from(hmac.sign(data)).toString("hex"), expected(data), `${length}`);
        const text = "naïve ☎ ".repeat(length / 8);
        assert.equal(Buffer.from(hmac.sign(text)).toString("hex"), expected(text), `${length}`);
      }
    }
});

// RFC 4231 §4.3 and RFC 2202 §3, each their second case
test("the HMACs of the RFCs come out", () => {
  const text = "what do ya want for nothing?";
  const of = (algorithm: "sha1" | "sha256"): string =>
    Buffer.from(nodeHmac(algorithm, utf8("Jefe")).sign(text)).toString("hex");
  assert.equal(of("sha1"), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  assert.equal(of("sha256"), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
});
