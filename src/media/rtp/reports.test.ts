import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromHex } from "#kit/bytes.ts";
import { type Instant, millis, wallTime } from "#kit/time.ts";
import { meanOpinion } from "#media/rtp/quality.ts";
import { ReceiverStats } from "#media/rtp/receiverStats.ts";
import { formatRtcp, parseRtcp, type RtcpPart } from "#media/rtp/rtcp.ts";
import { fromMiddle, middle, ntpTime, SenderStats, toMiddle } from "#media/rtp/senderStats.ts";

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;

/** Hears these sequence numbers 20 ms apart, with their transit times in ms. */
function hears(sequences: readonly number[], late: readonly number[] = []): ReceiverStats {
  const stats = new ReceiverStats();
  for (const [i, sequence] of sequences.entries()) {
    const header = { payloadType: 0, marker: false, sequence, timestamp: 160 * i, ssrc: 7 };
    stats.arrives(header, 8000, (1000 + 20 * i + (late[i] ?? 0)) as Instant);
  }
  return stats;
}

test("lost packets are counted across the wrap of the sequence number", () => {
  const stats = hears([65_533, 65_534, 0, 1, 4]);
  assert.deepEqual([stats.received, stats.lost], [5, 3]);
  assert.deepEqual(stats.report(), { fraction: 96, lost: 3, highest: 65_540, jitter: 0 });
  assert.equal(stats.report().fraction, 0);
});

test("a packet that came late is not lost", () => assert.equal(hears([1, 2, 4, 3, 5]).lost, 0));

test("one wild sequence number changes nothing, two in a row begin anew", () => {
  assert.deepEqual([hears([1, 2, 40_000, 3]).received, hears([1, 2, 40_000, 3]).lost], [3, 0]);
  assert.deepEqual(
    [hears([1, 2, 40_000, 40_001]).received, hears([1, 2, 40_000, 40_001]).lost],
    [3, 0],
  );
});

test("jitter follows RFC 3550 A.8", () => {
  const steady = hears([1, 2, 3, 4]);
  const shaken = hears([1, 2, 3], [0, 16, 0]);
  assert.equal(steady.jitter, 0);
  assert.equal(shaken.jitter, 1 + (16 - 1) / 16);
});

const word = fc.nat(0xffff_ffff);
const block = record({
  ssrc: word,
  fraction: fc.nat(255),
  lost: fc.integer({ min: -0x80_0000, max: 0x7f_ffff }),
  highest: word,
  jitter: word,
  lastReport: word,
  delay: word,
});
const blocks = fc.array(block, { maxLength: 31 });
const part: fc.Arbitrary<RtcpPart> = fc.oneof(
  record({
    type: fc.constant("senderReport" as const),
    ssrc: word,
    ntp: record({ seconds: word, fraction: word }),
    timestamp: word,
    packets: word,
    octets: word,
    blocks,
  }),
  record({ type: fc.constant("receiverReport" as const), ssrc: word, blocks }),
  record({
    type: fc.constant("names" as const),
    ssrc: word,
    cname: fc.string({ maxLength: 60 }),
  }),
  record({ type: fc.constant("goodbye" as const), ssrcs: fc.array(word, { maxLength: 31 }) }),
);

test("what is reported is read", () =>
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      const read = parseRtcp(formatRtcp(parts));
      assert.deepEqual(read, { ok: true, value: parts });
    }),
  ));

test("no datagram throws, and a report that counts more than it holds is none", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (data) => void parseRtcp(data)));
  for (const cut of [
    "81c8000600000001",
    "9fc9000100000001",
    "80",
    "01c90000",
    "81ca00010000",
    "9fcb0000",
  ])
    assert.equal(parseRtcp(fromHex(cut)).ok, false, cut);
});

test("unknown parts are passed over", () => {
  const read = parseRtcp(fromHex("80cc000100000001" + "81cb000100000007"));
  assert.deepEqual(read, { ok: true, value: [{ type: "goodbye", ssrcs: [7] }] });
});

test("a report's time is NTP's", () => {
  const time = ntpTime(wallTime(Date.UTC(2026, 0, 1) + 500));
  assert.deepEqual(time, { seconds: 3_976_214_400, fraction: 0x8000_0000 });
  assert.equal(middle(time), ((3_976_214_400 & 0xffff) * 65_536 + 0x8000) >>> 0);
  assert.equal(fromMiddle(toMiddle(millis(1500))), 1500);
});

test("a report's timestamp is that of its moment, not of the last packet", () => {
  const stats = new SenderStats();
  stats.sends(160, 0xffff_ffff, 8000, 100 as Instant);
  assert.equal(stats.timestampAt(120 as Instant), 159);
});

test("quality falls with loss and delay, and stays between 1 and 4.5", () => {
  const mos = (loss: number, roundTrip = 20): number =>
    meanOpinion({ codec: "PCMU", loss, jitter: millis(2), roundTrip: millis(roundTrip) });
  assert.ok(mos(0) > 4.3 && mos(0) <= 4.5);
  assert.ok(mos(0.05) < 4 && mos(0.05) > mos(0.2) && mos(0, 1000) < 3.5);
  assert.ok(mos(1, 10_000) >= 1);
});
