import assert from "node:assert/strict";
import { test } from "node:test";
import { hex, utf8 } from "#kit/bytes.ts";
import { worlds } from "./worlds.ts";

for (const { name, make } of worlds)
  test(`${name} hashes as the RFCs do`, (t) => {
    const { world, close } = make();
    t.after(close);
    const { crypto } = world;
    assert.equal(crypto.md5Hex("abc"), "900150983cd24fb0d6963f7d28e17f72"); // RFC 1321 A.5
    const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert.equal(crypto.sha256Hex("abc"), sha256); // RFC 6234
    assert.equal(hex(crypto.sha1(utf8("abc"))), "a9993e364706816aba3e25717850c26c9cd0d89d"); // RFC 3174
    const key = crypto.hmacKey(utf8("Jefe")); // RFC 4231 case 2
    const signed = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    assert.equal(hex(key.sign("what do ya want for nothing?")), signed);
    assert.equal(hex(key.sign(utf8("what do ya want for nothing?"))), signed);
    assert.equal(key.sign("x").constructor, Uint8Array);
    assert.deepEqual(
      [
        crypto.same("ab", "ab"),
        crypto.same("ab", "ac"),
        crypto.same("ab", "abc"),
        crypto.same("", ""),
      ],
      [true, false, false, true],
    );
  });
