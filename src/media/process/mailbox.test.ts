import assert from "node:assert/strict";
import { test } from "node:test";
import { audioPortId, type MediaEvent } from "#media/engine/mediaEngine.ts";
import { Mailbox } from "#media/process/mailbox.ts";

const digit = (key: string): MediaEvent => ({
  on: "digit",
  port: audioPortId("a"),
  digit: key,
  by: "event",
});
const stats = (port: string, sent: number): MediaEvent =>
  ({ on: "stats", port: audioPortId(port), stats: { sent } }) as MediaEvent;

test("what was acknowledged is not kept, and numbers go on", () => {
  const box = new Mailbox();
  for (const key of "123") box.put(digit(key));
  box.acknowledged(2);
  box.put(digit("4"));
  assert.deepEqual(
    box.waiting().map(({ n }) => n),
    [3, 4],
  );
});

test("when there are too many, older figures of a port go first, and then the oldest of all", () => {
  const box = new Mailbox(4);
  for (const event of [digit("1"), stats("a", 1), stats("b", 1), stats("a", 2)]) box.put(event);
  box.put(digit("2"));
  assert.deepEqual([box.waiting().map(({ n }) => n), box.dropped], [[1, 3, 4, 5], 0]);
  box.put(digit("3"));
  assert.deepEqual([box.waiting().map(({ n }) => n), box.dropped], [[3, 4, 5, 6], 1]);
});
