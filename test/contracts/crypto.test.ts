import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, hex, utf8 } from "#kit/bytes.ts";
import { worlds } from "./worlds.ts";

/* RFC 6979 A.2.5: the key, as RFC 5915 frames it. */
const p256 = `-----BEGIN EC PRIVATE KEY-----
MDECAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choAoGCCqGSM49AwEH
-----END EC PRIVATE KEY-----`;

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
    const sha1Key = crypto.hmacSha1Key(utf8("Jefe")); // RFC 2202 case 2
    assert.equal(
      hex(sha1Key.sign("what do ya want for nothing?")),
      "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    );
    const counter = crypto.counterKey(fromHex("2b7e151628aed2a6abf7158809cf4f3c"));
    const block = counter.apply(
      fromHex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"),
      fromHex("6bc1bee22e409f96e93d7e117393172a"),
    );
    assert.equal(hex(block), "874d6191b620e3261bef6864990db6ce"); // NIST SP 800-38A F.5.1
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

for (const { name, make } of worlds)
  test(`${name} signs with a key on P-256, and takes no other`, (t) => {
    const { world, close } = make();
    t.after(close);
    const { crypto } = world;
    const [one, same] = [crypto.es256Key(p256), crypto.es256Key(p256.replaceAll("\n", ""))];
    assert.ok(one.ok && same.ok);
    assert.equal(one.value.sign(utf8("sample")).length, 64);
    for (const none of ["", "a key", p256.replaceAll("EC PRIVATE", "PUBLIC"), p256.slice(0, 60)])
      assert.equal(crypto.es256Key(none).ok, false, none);
  });
