import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { concat, utf8 } from "#kit/bytes.ts";
import { formatWav, parseWav, sampleBytes, wavHeader } from "#media/audio/wav.ts";

const sound = Int16Array.from({ length: 800 }, (_, i) => (i * 37) % 9000);
const loaded = (file: Uint8Array) => {
  const wav = parseWav(file);
  assert(wav.ok, JSON.stringify(wav));
  return wav.value;
};

test("what is written is read again", () =>
  fc.assert(
    fc.property(fc.int16Array({ minLength: 1 }), fc.constantFrom(8000, 16_000), (samples, rate) =>
      assert.deepEqual(loaded(formatWav({ rate, samples })), { rate, samples }),
    ),
  ));

test("a recording that was killed plays up to where it came", () => {
  const longer = concat([wavHeader(8000, 100_000), sampleBytes(sound), Uint8Array.of(1)]);
  assert.deepEqual(loaded(longer).samples, sound);
  const never = concat([wavHeader(8000, 0), sampleBytes(sound)]);
  assert.deepEqual(loaded(never).samples, sound);
});

test("chunks that nobody needs are skipped, odd ones with their padding", () => {
  const plain = formatWav({ rate: 16_000, samples: sound });
  const list = concat([utf8("LIST"), Uint8Array.of(3, 0, 0, 0), utf8("abc"), Uint8Array.of(0)]);
  const file = concat([plain.subarray(0, 12), list, plain.subarray(12), list]);
  assert.deepEqual(loaded(file).samples, sound);
});

const edited = (at: number, ...octets: number[]) => {
  const file = formatWav({ rate: 8000, samples: sound });
  file.set(octets, at);
  return file;
};
for (const [what, file] of Object.entries({
  "an empty file": new Uint8Array(),
  "another kind of file": utf8("ID3 but long enough to be read"),
  stereo: edited(22, 2),
  "8 bits": edited(34, 8),
  "44.1 kHz": edited(24, 0x44, 0xac),
  "compressed sound": edited(20, 0x55),
  "sound before its format": edited(12, 0x66, 0x6d, 0x74, 0x21),
}))
  test(`${what} is refused`, () => {
    const wav = parseWav(file);
    assert(!wav.ok && wav.problem.code === "media.badWav");
  });

test("no file at all breaks the reader", () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc
          .tuple(fc.nat(60), fc.uint8Array({ minLength: 1, maxLength: 12 }))
          .map(([at, octets]) => edited(at, ...octets)),
      ),
      (file) => typeof parseWav(file).ok === "boolean",
    ),
  ));
