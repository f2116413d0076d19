import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, hex } from "#kit/bytes.ts";
import { ok } from "#kit/result.ts";
import { counterBlock, derive } from "#media/rtp/sessionKeys.ts";
import {
  type SrtpReceiver,
  type SrtpSender,
  type SrtpSuite,
  srtpReceiver,
  srtpSender,
} from "#media/rtp/srtp.ts";
import { base64Bytes } from "#media/rtp/srtpKey.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";

const bytes = (text: string): Uint8Array => fromHex(text);
const masterKey = "E1F97A0D3E018BE0D64FA32C06DE4139";
const masterSalt = "0EC675AD498AFEEBB6960B3AABE6";
const inline = Buffer.from(masterKey + masterSalt, "hex").toString("base64");

function pair(suite: SrtpSuite = "AES_CM_128_HMAC_SHA1_80"): [SrtpSender, SrtpReceiver] {
  const sender = srtpSender(nodeCrypto, suite, inline);
  const receiver = srtpReceiver(nodeCrypto, suite, inline);
  assert.ok(sender.ok && receiver.ok);
  return [sender.value, receiver.value];
}

function packet(sequence: number, text = "ab".repeat(16)): Uint8Array {
  return bytes(`800f ${sequence.toString(16).padStart(4, "0")} decafbad cafebabe ${text}`);
}

test("RFC 3711 B.2: the keystream of AES in counter mode", () => {
  const key = nodeCrypto.counterKey(bytes("2B7E151628AED2A6ABF7158809CF4F3C"));
  const iv = counterBlock(bytes("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"), 0, 0);
  assert.equal(
    hex(key.apply(iv, new Uint8Array(48))),
    "e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab41e95b3bb0a2e8dd477901e4fca894c0",
  );
});

test("RFC 3711 B.3: keys are derived from the master key", () => {
  const master = nodeCrypto.counterKey(bytes(masterKey));
  const derived = (label: number, size: number): string =>
    hex(derive(master, bytes(masterSalt), label, size));
  assert.equal(derived(0, 16), "c61e7a93744f39ee10734afe3ff7a087");
  assert.equal(derived(2, 14), "30cbbc08863d8c85d49db34a9ae1");
  assert.equal(
    derived(1, 94),
    "cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbce" +
      "e049646c43d9327ad175578ef72270986371c10c9a369ac2f94a8c5fbcdddc25" +
      "6d6e919a48b610ef17c2041e474035766b68642c59bbfc2f34db60dbdfb2",
  );
});

test("a packet is hidden and signed as other implementations do it", () => {
  const [sender, receiver] = pair();
  const hidden = sender.protectRtp(packet(0x1234));
  assert.equal(
    hex(hidden),
    "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb",
  );
  assert.deepEqual(receiver.openRtp(hidden.slice()), packet(0x1234));
});

for (const suite of ["AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"] as const) {
  test(`${suite}: packets are read on both sides of the wrap, out of order, once each`, () => {
    const [sender, receiver] = pair(suite);
    const sent = [65_533, 65_534, 65_535, 0, 1, 2].map((n) => sender.protectRtp(packet(n)).slice());
    const read = [0, 1, 3, 2, 5, 4, 3].map((i) => receiver.openRtp(sent[i] ?? packet(9))?.slice());
    assert.deepEqual(
      read.map((each) => each && ((each[2] ?? 0) << 8) | (each[3] ?? 0)),
      [65_533, 65_534, 0, 65_535, 2, 1, undefined],
    );
  });

  test(`${suite}: reports are hidden too, and read once`, () => {
    const [sender, receiver] = pair(suite);
    const report = bytes("81c9 0001 decafbad 01020304");
    const hidden = sender.protectRtcp(report).slice();
    assert.equal(hidden.length, report.length + 14);
    assert.deepEqual(receiver.openRtcp(hidden)?.slice(), report);
    assert.equal(receiver.openRtcp(hidden), undefined);
  });
}

test("a changed, shortened or foreign packet is not read, whatever its length", () => {
  const [sender, receiver] = pair();
  const hidden = sender.protectRtp(packet(7)).slice();
  for (let i = 0; i < hidden.length; i++) {
    const changed = hidden.slice();
    changed[i] = (changed[i] ?? 0) ^ 1;
    assert.equal(receiver.openRtp(changed), undefined);
    assert.equal(receiver.openRtp(hidden.subarray(0, i)), undefined);
    assert.equal(receiver.openRtcp(hidden.subarray(0, i)), undefined);
  }
  assert.ok(receiver.openRtp(hidden));
});

test("a key must have thirty octets", () => {
  const codes = ["", "AAAA", `${inline}AAAA`, "?".repeat(40)].map((key) => {
    const made = srtpSender(nodeCrypto, "AES_CM_128_HMAC_SHA1_80", key);
    return made.ok ? "" : made.problem.code;
  });
  assert.deepEqual(new Set(codes), new Set(["media.badSrtpKey"]));
  assert.deepEqual(ok(base64Bytes("+/8=")), ok(Uint8Array.of(251, 255)));
});

test("a receiver that comes late finds by itself how often the sequence has wrapped", () => {
  const [sender, early] = pair();
  const late = srtpReceiver(nodeCrypto, "AES_CM_128_HMAC_SHA1_80", inline);
  assert.ok(late.ok);
  for (let n = 0; n < 3 * 65_536; n += 30_000) early.openRtp(sender.protectRtp(packet(n & 0xffff)));
  const hidden = sender.protectRtp(packet(200_000 & 0xffff)).slice();
  assert.deepEqual(late.value.openRtp(hidden)?.slice(), packet(200_000 & 0xffff));
  assert.equal(late.value.openRtp(hidden), undefined, "once");
});
