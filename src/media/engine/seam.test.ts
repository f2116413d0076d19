import assert from "node:assert/strict";
import { test } from "node:test";
import { pcma } from "#media/codec/alaw.ts";
import { g722 } from "#media/codec/g722.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import { codecTable } from "#media/codec/table.ts";
import { Seam } from "#media/engine/seam.ts";
import { newRtpView, readRtp, writeRtpHeader } from "#media/rtp/packet.ts";

const codecs = codecTable([pcmu, pcma, g722]);
const agreed = (name: "PCMU" | "G722") => ({
  ...{ name, clockRate: 8000, channels: 1, sends: 0, receives: 0 },
});
/** A packet of constant sound. */
function packetOf(sample: number) {
  const payload = pcmu.newEncoder().encode(new Int16Array(160).fill(sample));
  const packet = new Uint8Array(172);
  writeRtpHeader(packet, { payloadType: 0, marker: false, sequence: 1, timestamp: 1, ssrc: 1 });
  packet.set(payload, 12);
  const view = newRtpView();
  assert.ok(readRtp(packet, view));
  return { packet, view };
}
const samplesOf = (packet: Uint8Array): number[] => [
  ...pcmu.newDecoder().decode(packet.subarray(12)),
];

test("packets that go on are passed as they are; the first of another is a copy that begins softly", () => {
  const seam = new Seam(codecs);
  const { packet, view } = packetOf(1000);
  assert.equal(seam.packet(view, packet, agreed("PCMU")), packet);
  seam.opens();
  const next = packetOf(-1000);
  const before = next.packet.slice();
  const soft = seam.packet(next.view, next.packet, agreed("PCMU"));
  assert.deepEqual(next.packet, before, "others may be passed the same packet");
  assert.deepEqual(soft.subarray(0, 12), before.subarray(0, 12));
  const samples = samplesOf(soft);
  assert.ok(Math.abs((samples[0] ?? 0) - 1000) < 40 && Math.abs(samples[40] ?? 0) < 40);
  assert.ok(samples.slice(80).every((sample) => Math.abs(sample + 1000) < 40));
  assert.equal(seam.packet(next.view, next.packet, agreed("PCMU")), next.packet);
});

test("a codec that remembers is passed as it is", () => {
  const seam = new Seam(codecs);
  seam.opens();
  const { packet, view } = packetOf(1000);
  assert.equal(seam.packet(view, packet, agreed("G722")), packet);
});

test("a frame of our own begins where the packets ended, and the next packets where it ended", () => {
  const seam = new Seam(codecs);
  const { packet, view } = packetOf(1000);
  seam.packet(view, packet, agreed("PCMU"));
  seam.opens();
  const frame = seam.frame(new Int16Array(160), 8000);
  assert.ok(Math.abs((frame[0] ?? 0) - 1000) < 40);
  assert.equal(frame[80], 0);
  seam.frame(new Int16Array(160).fill(500), 8000);
  seam.opens();
  const [first = 0] = samplesOf(seam.packet(view, packet, agreed("PCMU")));
  assert.ok(Math.abs(first - 500) < 40);
});

test("what was heard at another rate is not mirrored", () => {
  const seam = new Seam(codecs);
  const { packet, view } = packetOf(1000);
  seam.packet(view, packet, agreed("PCMU"));
  seam.opens();
  assert.deepEqual([...seam.frame(new Int16Array(320), 16_000)], [...new Int16Array(320)]);
});
