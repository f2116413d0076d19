import assert from "node:assert/strict";
import { test } from "node:test";
import { ntpRequest, readNtpAnswer, writeNtpMoment } from "./ntp.ts";

const nonce = Uint8Array.from({ length: 8 }, (_, i) => i + 1);
const at = Date.UTC(2026, 10, 24, 14, 28);

function answer(more: (data: Uint8Array) => unknown = () => undefined): Uint8Array {
  const data = new Uint8Array(48);
  data[0] = (4 << 3) | 4;
  data[1] = 2;
  data.set(nonce, 24);
  writeNtpMoment(data, 32, at);
  writeNtpMoment(data, 40, at + 250);
  more(data);
  return data;
}

test("a time server says when our question came and its answer left", () => {
  const read = readNtpAnswer(answer(), nonce);
  assert.equal(Math.round(read?.came ?? 0), at);
  assert.equal(Math.round(read?.left ?? 0), at + 250);
  assert.deepEqual([...ntpRequest(nonce).slice(40)], [...nonce]);
});

test("a moment after February 2036 is not 1900", () => {
  const later = Date.UTC(2040, 0, 1);
  const read = readNtpAnswer(
    answer((data) => writeNtpMoment(data, 32, later)),
    nonce,
  );
  assert.equal(Math.round(read?.came ?? 0), later);
});

test("what does not know the time, answers another, or is cut says nothing", () => {
  const set = (i: number, value: number) => (data: Uint8Array) => data.fill(value, i, i + 1);
  for (const twisted of [
    answer(set(1, 0)), // kiss of death
    answer(set(1, 16)),
    answer(set(0, 0b11_100_100)),
    answer(set(0, (4 << 3) | 3)),
    answer(set(25, 99)),
    answer().slice(0, 47),
    new Uint8Array(),
  ])
    assert.equal(readNtpAnswer(twisted, nonce), undefined);
});
