import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readAnyWav } from "./anyWav.ts";
import { formatWav } from "./wav.ts";

interface Shape {
  readonly tag: number;
  readonly channels: number;
  readonly rate: number;
  readonly bits: number;
}

/** A second of 440 Hz at half of full scale. */
function tone({ tag, channels, rate, bits }: Shape): Uint8Array {
  const width = bits / 8;
  const file = new Uint8Array(44 + rate * channels * width);
  file.set(formatWav({ rate: 8000, samples: new Int16Array(0) }));
  const view = new DataView(file.buffer);
  view.setUint16(20, tag, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint16(34, bits, true);
  view.setUint32(40, file.length - 44, true);
  for (let i = 0; i < rate * channels; i++) {
    const value = Math.sin((2 * Math.PI * 440 * Math.floor(i / channels)) / rate) / 2;
    const at = 44 + i * width;
    if (tag === 3) view.setFloat32(at, value, true);
    else if (bits === 8) view.setUint8(at, 128 + Math.round(value * 127));
    else if (bits === 16) view.setInt16(at, Math.round(value * 32_767), true);
    else if (bits === 24) {
      view.setUint8(at, 0);
      view.setInt16(at + 1, Math.round(value * 32_767), true);
    } else view.setInt32(at, Math.round(value * 2_147_483_647), true);
  }
  return file;
}

const shapes: readonly Shape[] = [
  { tag: 1, channels: 1, rate: 8000, bits: 16 },
  { tag: 1, channels: 2, rate: 44_100, bits: 16 },
  { tag: 1, channels: 1, rate: 22_050, bits: 8 },
  { tag: 1, channels: 2, rate: 48_000, bits: 24 },
  { tag: 1, channels: 1, rate: 16_000, bits: 32 },
  { tag: 3, channels: 2, rate: 48_000, bits: 32 },
];
for (const shape of shapes)
  test(`${shape.rate} Hz, ${shape.channels} channels of ${shape.bits} bits (${shape.tag}) sound the same`, () => {
    const wav = readAnyWav(tone(shape));
    assert.ok(wav.ok);
    const { samples } = wav.value;
    assert.equal(samples.length, 8000);
    let wrong = 0;
    for (let i = 200; i < 7800; i++) {
      const wanted = (Math.sin((2 * Math.PI * 440 * i) / 8000) / 2) * 32_767;
      wrong = Math.max(wrong, Math.abs((samples[i] ?? 0) - wanted));
    }
    assert.ok(wrong < 700, `off by ${wrong}`);
  });

test("what a telephone cannot carry is left out, not folded back", () => {
  const file = tone({ tag: 1, channels: 1, rate: 48_000, bits: 16 });
  const view = new DataView(file.buffer);
  for (let i = 0; i < 48_000; i++)
    view.setInt16(44 + i * 2, Math.sin((2 * Math.PI * 7000 * i) / 48_000) * 16_000, true);
  const wav = readAnyWav(file);
  assert.ok(wav.ok);
  assert.ok(wav.value.samples.subarray(200, 7800).every((sample) => Math.abs(sample) < 200));
});

const wrong: readonly (readonly [string, (view: DataView) => void])[] = [
  ["MP3 within WAV", (view) => view.setUint16(20, 0x55, true)],
  ["six channels", (view) => view.setUint16(22, 6, true)],
  ["no rate", (view) => view.setUint32(24, 0, true)],
  ["12 bits", (view) => view.setUint16(34, 12, true)],
];
for (const [what, spoil] of wrong)
  test(`${what} is refused with the reason`, () => {
    const file = tone({ tag: 1, channels: 1, rate: 8000, bits: 16 });
    spoil(new DataView(file.buffer));
    const wav = readAnyWav(file);
    assert.equal(!wav.ok && wav.problem.code, "media.badWav");
  });

test("whatever is brought, it is sound or refused", () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(60), (noise, at) => {
      const file = tone({ tag: 1, channels: 1, rate: 8000, bits: 16 }).slice(0, 300);
      file.set(noise.subarray(0, 300 - at), at);
      const wav = readAnyWav(file);
      assert.ok(wav.ok || wav.problem.code === "media.badWav");
    }),
  ));
