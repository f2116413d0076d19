import assert from "node:assert/strict";
import { createECDH, createPublicKey, verify } from "node:crypto";
import { test } from "node:test";
import { base64Url, fromBase64Url, fromUtf8, utf8 } from "#kit/bytes.ts";
import { wallTime } from "#kit/time.ts";
import { memoryFiles } from "#world/sim/memoryFiles.ts";
import { seededRandom } from "#world/sim/seededRandom.ts";
import { isPublicKey, longestText, newKeyPair, sealed } from "./encryption.ts";
import { vapidHeader, vapidKey } from "./vapid.ts";

const bytes = (text: string): Uint8Array => {
  const read = fromBase64Url(text);
  assert.ok(read);
  return read;
};
const receiver = {
  publicKey: bytes(
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  ),
  auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
};
const salt = bytes("DGv6ra1nlYgDCS1FRnbzlw");

test("RFC 8291 Appendix A: the example, byte by byte", () => {
  const own = createECDH("prime256v1");
  own.setPrivateKey(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
  const body = sealed(utf8("When I grow up, I want to be a watermelon"), receiver, { own, salt });
  assert.equal(
    body.ok && base64Url(body.value),
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
});

test("a key off the curve, and what does not fit into one record, are refused", () => {
  const once = { own: newKeyPair(), salt };
  const off = new Uint8Array(65).fill(7);
  off[0] = 4;
  assert.equal(isPublicKey(off), false);
  assert.equal(isPublicKey(receiver.publicKey.subarray(1)), false);
  assert.equal(isPublicKey(receiver.publicKey), true);
  const bad = sealed(utf8("x"), { ...receiver, publicKey: off }, once);
  assert.equal(!bad.ok && bad.problem.code, "push.badKey");
  const full = sealed(new Uint8Array(longestText), receiver, once);
  assert.equal(full.ok && full.value.length, 4096);
  const long = sealed(new Uint8Array(longestText + 1), receiver, once);
  assert.equal(!long.ok && long.problem.code, "push.tooLong");
});

test("RFC 8292: the key is made once, and whoever has its public half can tell who sends", async () => {
  const world = { files: memoryFiles(), random: seededRandom(1) };
  const made = await vapidKey(world);
  const again = await vapidKey(world);
  assert.ok(made.ok && again.ok);
  assert.equal(again.value.publicKey, made.value.publicKey);
  const header = vapidHeader(again.value, {
    endpoint: "https://push.example:8443/send/abc?x=1",
    contact: "https://house.example",
    now: wallTime(1_700_000_000_000),
  });
  const [, head = "", claims = "", signature = "", key = ""] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? [];
  assert.deepEqual(JSON.parse(fromUtf8(bytes(head))), { typ: "JWT", alg: "ES256" });
  assert.deepEqual(JSON.parse(fromUtf8(bytes(claims))), {
    aud: "https://push.example:8443",
    exp: 1_700_043_200,
    sub: "https://house.example",
  });
  const point = bytes(key);
  const x = base64Url(point.subarray(1, 33));
  const y = base64Url(point.subarray(33));
  const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const said = { key: publicKey, dsaEncoding: "ieee-p1363" } as const;
  assert.ok(verify("sha256", utf8(`${head}.${claims}`), said, bytes(signature)));
});

test("a key that cannot be kept is none", async () => {
  const files = memoryFiles();
  await files.write("keys/push.key", new Uint8Array(3));
  const bad = await vapidKey({ files, random: seededRandom(1) });
  assert.equal(!bad.ok && bad.problem.code, "push.noKey");
});
