import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, base64Url, fromBase64Url } from "#kit/bytes.ts";

test("base64 is as Node writes it, for every length and every byte", () => {
  const all = Uint8Array.from({ length: 600 }, (_, i) => (i * 151 + (i >> 8)) & 255);
  for (let length = 0; length <= all.length; length += length < 70 ? 1 : 53) {
    const data = all.subarray(length >> 1, (length >> 1) + length);
    const node = Buffer.from(data);
    assert.equal(base64(data), node.toString("base64"));
    assert.equal(base64Url(data), node.toString("base64url"));
    assert.deepEqual(fromBase64Url(base64Url(data)), Uint8Array.from(data));
  }
});

test("what is no base64url is told from what is", () => {
  for (const text of ["A", "AAAAA", "AA=", "A+", "A/", "A ", "AÄ", "A☎", "AA\n"])
    assert.equal(fromBase64Url(text), undefined, JSON.stringify(text));
});
