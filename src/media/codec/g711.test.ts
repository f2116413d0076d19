import assert from "node:assert/strict";
import { test } from "node:test";
import { alaw, pcma } from "#media/codec/alaw.ts";
import { mulaw, pcmu } from "#media/codec/mulaw.ts";
import { codecTable } from "#media/codec/table.ts";

const all16 = Int16Array.from({ length: 65_536 }, (_, i) => i - 32_768);
const all8 = Uint8Array.from({ length: 256 }, (_, i) => i);

/** The ends of the segments, 16 equal steps each (G.711 tables 1a and 2a), in 16-bit values. */
const segments = {
  PCMU: [-4, ...[31, 95, 223, 479, 991, 2015, 4063, 8159].map((x) => x * 4)],
  PCMA: [0, 256, ...[64, 128, 256, 512, 1024, 2048, 4096].map((x) => x * 8)],
};

/** The middle of the step that a positive sample falls in; beyond the last one, that one's. */
function middleOf(sample: number, ends: readonly number[]): number {
  const above = ends.findIndex((end) => end > sample);
  const to = above < 0 ? ends.length - 1 : above;
  const from = ends[to - 1] ?? 0;
  const step = ((ends[to] ?? 0) - from) / 16;
  return from + (Math.min(15, Math.floor((sample - from) / step)) + 0.5) * step;
}

for (const codec of [pcmu, pcma]) {
  test(`${codec.name}: each of the 65,536 samples becomes the middle of its step`, () => {
    const heard = codec.newDecoder().decode(codec.newEncoder().encode(all16));
    const ends = segments[codec.name === "PCMU" ? "PCMU" : "PCMA"];
    for (const [i, sample] of all16.entries()) {
      // of −n, the encoder sees n − 1 (one's complement)
      const middle = sample < 0 ? -middleOf(~sample, ends) : middleOf(sample, ends);
      if (heard[i] !== middle) assert.fail(`${sample}: ${heard[i]} instead of ${middle}`);
    }
  });

  test(`${codec.name}: each octet survives a decoder and an encoder`, () => {
    const again = codec.newEncoder().encode(codec.newDecoder().decode(all8));
    const changed = [...again].flatMap((octet, i) => (octet === i ? [] : [[i, octet]]));
    // μ-law has two zeros; the negative one comes back as the positive one
    assert.deepEqual(changed, codec.name === "PCMU" ? [[0x7f, 0xff]] : []);
  });
}

test("μ-law: the values of G.711 table 2", () => {
  const table: readonly (readonly [number, number])[] = [
    [0x80, 32124],
    [0x8f, 16764],
    [0x9f, 8316],
    [0xaf, 4092],
    [0xbf, 1980],
    [0xcf, 924],
    [0xdf, 396],
    [0xef, 132],
    [0xfe, 8],
    [0xff, 0],
    [0x00, -32124],
    [0x7e, -8],
  ];
  for (const [octet, value] of table) assert.equal(mulaw.expand(octet), value);
  for (const [octet, value] of table) assert.equal(mulaw.compress(value), octet);
  assert.equal(mulaw.compress(32767), 0x80);
  assert.equal(mulaw.compress(-32768), 0x00);
});

test("A-law: the values of G.711 table 1", () => {
  const table: readonly (readonly [number, number])[] = [
    [0xaa, 32256],
    [0xa5, 16896],
    [0xb5, 8448],
    [0x85, 4224],
    [0x90, 2752],
    [0xd5, 8],
    [0x55, -8],
    [0x2a, -32256],
  ];
  for (const [octet, value] of table) assert.equal(alaw.expand(octet), value);
  for (const [octet, value] of table) assert.equal(alaw.compress(value), octet);
  assert.equal(alaw.compress(32767), 0xaa);
  assert.equal(alaw.compress(-32768), 0x2a);
  assert.equal(alaw.compress(-1), 0x55);
});

test("silence is one octet over and over", () => {
  const silence = new Int16Array(160);
  assert(
    pcmu
      .newEncoder()
      .encode(silence)
      .every((octet) => octet === 0xff),
  );
  assert(
    pcma
      .newEncoder()
      .encode(silence)
      .every((octet) => octet === 0xd5),
  );
});

test("a table finds its codecs by name", () => {
  const table = codecTable([pcmu, pcma]);
  assert.equal(table.get("PCMA"), pcma);
  assert.equal(table.get("opus"), undefined);
});
