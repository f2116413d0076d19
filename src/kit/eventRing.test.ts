import assert from "node:assert/strict";
import { test } from "node:test";
import { eventRing } from "#kit/eventRing.ts";

const told = (most: number, count: number) => {
  const ring = eventRing(most);
  for (let i = 1; i <= count; i++) ring.tell("call.changed", i);
  return ring;
};
const seqs = (ring: ReturnType<typeof eventRing>, since: number) =>
  ring.since(since)?.map(({ seq }) => seq);

test("a page that was away gets what it has missed, in order", () => {
  const ring = told(10, 5);
  assert.deepEqual(seqs(ring, 3), [4, 5]);
  assert.deepEqual(seqs(ring, 5), []);
  assert.equal(ring.last, 5);
});

test("what is forgotten, or of another start, cannot be resumed", () => {
  const ring = told(3, 5); // 3, 4 and 5 are kept
  assert.deepEqual(seqs(ring, 2), [3, 4, 5]);
  assert.equal(seqs(ring, 1), undefined);
  assert.equal(seqs(ring, 6), undefined);
  assert.deepEqual(seqs(eventRing(), 0), []);
});

test("who listens hears each event once, with its number", () => {
  const ring = eventRing();
  const heard: number[] = [];
  const cancel = ring.events(({ seq }) => heard.push(seq));
  ring.tell("settings.changed", {});
  cancel();
  ring.tell("settings.changed", {});
  assert.deepEqual(heard, [1]);
});
