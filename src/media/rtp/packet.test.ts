import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromHex } from "#kit/bytes.ts";
import { isRtcp, newRtpView, readRtp, writeRtpHeader } from "#media/rtp/packet.ts";
import { extended, nextSequence, sequenceSteps, timestampSteps } from "#media/rtp/sequence.ts";

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;

const header = record({
  payloadType: fc.nat(127),
  marker: fc.boolean(),
  sequence: fc.nat(0xffff),
  timestamp: fc.nat(0xffff_ffff),
  ssrc: fc.nat(0xffff_ffff),
});

test("what is written is read", () =>
  fc.assert(
    fc.property(header, fc.uint8Array({ maxLength: 200 }), (written, payload) => {
      const packet = new Uint8Array(12 + payload.length);
      writeRtpHeader(packet, written);
      packet.set(payload, 12);
      const view = newRtpView();
      assert.ok(readRtp(packet, view));
      const { from, to, ...read } = view;
      assert.deepEqual(read, written);
      assert.deepEqual(packet.subarray(from, to), payload);
    }),
  ));

test("no datagram throws, and a payload lies within it", () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (data) => {
      const view = newRtpView();
      if (readRtp(data, view))
        assert.ok(12 <= view.from && view.from <= view.to && view.to <= data.length);
    }),
  ));

test("sources, an extension and padding are no sound", () => {
  const packet = fromHex("b2080001000000020000000300000004000000050001000166666666aabb000003");
  const view = newRtpView();
  assert.ok(readRtp(packet, view));
  assert.deepEqual([...packet.subarray(view.from, view.to)], [0xaa, 0xbb]);
});

test("a report is told from sound by its second octet", () => {
  assert.deepEqual(
    [
      [0x80, 200],
      [0x80, 8],
      [0x80, 0x88],
      [0x80, 207],
    ].map((start) => isRtcp(Uint8Array.from(start))),
    [true, false, false, true],
  );
});

test("numbers go on after their last one", () => {
  assert.equal(nextSequence(0xffff), 0);
  assert.equal(sequenceSteps(0xfffe, 1), 3);
  assert.equal(sequenceSteps(1, 0xfffe), -3);
  assert.equal(timestampSteps(0xffff_ff60, 0), 160);
  assert.equal(extended(0x1_fffe, 1), 0x2_0001);
  assert.equal(extended(0x2_0001, 0xfffe), 0x1_fffe);
});
