import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { opusCodec } from "#media/codec/opus.ts";
import { opusLength } from "#media/codec/opusPacket.ts";

const opus = opusCodec();
await opus.load();
const sine = (hz: number, at: number) =>
  Int16Array.from({ length: 320 }, (_, i) =>
    Math.round(8000 * Math.sin((2 * Math.PI * hz * (at + i)) / 16_000)),
  );
const power = (sound: Int16Array) => sound.reduce((sum, s) => sum + s * s, 0) / sound.length;

test("a tone comes through at its level, in 20 ms packets of a few dozen octets", () => {
  const [encoder, decoder] = [opus.newEncoder(), opus.newDecoder()];
  let heard: Int16Array = new Int16Array();
  for (let f = 0; f < 50; f++) {
    const packet = encoder.encode(sine(440, f * 320));
    assert.equal(opus.samplesIn(packet), 320);
    assert(packet.length < 200);
    heard = decoder.decode(packet);
  }
  assert.equal(heard.length, 320);
  assert(Math.abs(10 * Math.log10(power(heard) / 32e6)) < 1.5);
});

test("a lost packet is concealed with the tone that was", () => {
  const [encoder, decoder] = [opus.newEncoder(), opus.newDecoder()];
  for (let f = 0; f < 20; f++) decoder.decode(encoder.encode(sine(440, f * 320)));
  const made = decoder.conceal?.() ?? new Int16Array();
  assert.equal(made.length, 320);
  assert(power(made) > 1e6);
});

test("whatever comes as a packet is decoded or is silence, never an exception", () => {
  const decoder = opus.newDecoder();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1300 }), (payload) => {
      const heard = decoder.decode(payload).length;
      assert(heard === 0 || heard === opus.samplesIn(payload));
    }),
  );
});

test("more encoders than were ready speak in pauses until they are made", async () => {
  const many = Array.from({ length: 12 }, () => opus.newEncoder());
  assert(many.every((encoder) => opus.samplesIn(encoder.encode(sine(440, 0))) === 320));
  await new Promise(setImmediate);
  assert(many.every((encoder) => encoder.encode(sine(440, 0)).length > 10));
});

test("the first encoder speaks in pauses until the library is loaded, and the next at once", async () => {
  const fresh = opusCodec();
  const first = fresh.newEncoder();
  assert.equal(fresh.samplesIn(first.encode(sine(440, 0))), 320);
  assert.equal(first.encode(sine(440, 0)).length, 1);
  await fresh.load();
  assert(first.encode(sine(440, 0)).length > 10);
  assert(fresh.newEncoder().encode(sine(440, 0)).length > 10);
  assert.equal(fresh.newDecoder().decode(first.encode(sine(440, 320))).length, 320);
});

for (const [octets, length] of [
  [[], 0],
  [[0x78], 20],
  [[0x48], 20],
  [[0x49], 40],
  [[0x4b, 3], 60],
  [[0x4b], 0],
  [[0xf8 - 0x18], 2.5],
  [[0x1b, 3], 0],
] as const)
  test(`the packet ${octets.join(" ") || "of nothing"} holds ${length} ms`, () =>
    assert.equal(opusLength(Uint8Array.from(octets)), length));
