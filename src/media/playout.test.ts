import assert from "node:assert/strict";
import { test } from "node:test";
import type { Instant } from "#kit/time.ts";
import { lawCodec } from "#media/codec/g711.ts";
import { mulaw } from "#media/codec/mulaw.ts";
import { Playout } from "#media/playout.ts";

const pcmu = lawCodec(mulaw);
const known = { codec: pcmu, clockRate: 8000 };

/** A tone as a party sends it in packets of so many ms, some of them lost, as a listener hears it. */
function listens(ms: number, lost: readonly number[] = [], isData = false): Int16Array {
  const playout = new Playout(new Map([[0, known]]), known, 13);
  if (isData) playout.carryData();
  const encoder = pcmu.newEncoder();
  const samples = 8 * ms;
  const heard: number[] = [];
  let sent = 0;
  for (let now = 0; now < 1000; now += 10) {
    for (; sent * ms <= now; sent++) {
      const frame = Int16Array.from({ length: samples }, (_, i) => tone(sent * samples + i));
      const header = {
        payloadType: 0,
        marker: false,
        sequence: sent,
        timestamp: sent * samples,
        ssrc: 1,
      };
      if (!lost.includes(sent)) playout.put(header, encoder.encode(frame), now as Instant);
    }
    if (now % 20 === 0) heard.push(...playout.next(now as Instant));
  }
  return Int16Array.from(heard);
}

const tone = (i: number): number => 8000 * Math.sin((2 * Math.PI * 400 * i) / 8000);

for (const ms of [10, 20, 30, 40, 60])
  test(`packets of ${ms} ms are heard without a seam`, () => {
    const heard = listens(ms).subarray(1600);
    for (let i = 1; i < heard.length; i++)
      assert.ok(Math.abs((heard[i] ?? 0) - (heard[i - 1] ?? 0)) < 2800, `at ${i}`);
    assert.ok(Math.max(...heard) > 7500);
  });

test("a lost packet is hidden: the tone goes on, and no step is heard", () => {
  const heard = listens(20, [20]).subarray(1600);
  for (let i = 1; i < heard.length; i++)
    assert.ok(Math.abs((heard[i] ?? 0) - (heard[i - 1] ?? 0)) < 3200, `at ${i}`);
  for (let at = 0; at + 160 < heard.length; at += 160)
    assert.ok(Math.max(...heard.subarray(at, at + 160)) > 5000, `at ${at}`);
});

test("of a modem a lost packet is silence: nothing is made up, and the rest comes sample by sample", () => {
  const heard = listens(20, [20], true).subarray(1600);
  const holes = Array.from({ length: heard.length / 160 }, (_, n) => n).filter(
    (n) => Math.max(...heard.subarray(n * 160, (n + 1) * 160)) === 0,
  );
  assert.equal(holes.length, 1);
  const whole = listens(20, [], true).subarray(1600);
  const differs = heard.filter((sample, i) => sample !== 0 && sample !== whole[i]).length;
  assert.equal(differs, 0);
});

test("when the party falls silent for good, so do we", () => {
  const never = Array.from({ length: 100 }, (_, n) => n).filter((n) => n >= 25);
  const heard = listens(20, never);
  assert.ok(Math.max(...heard.subarray(3000, 4000)) > 7500);
  assert.equal(Math.max(...heard.subarray(5600)), 0);
});

test("comfort noise is as loud as it says, until somebody speaks", () => {
  const playout = new Playout(new Map([[0, known]]), known, 13);
  const header = { payloadType: 13, marker: false, sequence: 1, timestamp: 0, ssrc: 1 };
  playout.put(header, Uint8Array.of(40), 0 as Instant);
  const frames = Array.from({ length: 20 }, (_, i) => playout.next((20 * i) as Instant).slice());
  const last = frames.at(-1) ?? new Int16Array(0);
  const rms = Math.sqrt(last.reduce((sum, x) => sum + x * x, 0) / last.length);
  assert.ok(Math.abs(20 * Math.log10(rms / 32_768) + 40) < 1.5, `${rms}`);
});
