import assert from "node:assert/strict";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import type { PortStats } from "#media/engine/mediaEngine.ts";
import { SoundHistory, sampleOf } from "./soundHistory.ts";

const stats = (received: number, lost: number, discarded = 0): PortStats => ({
  sent: 0,
  received,
  lost,
  discarded,
  strangers: 0,
  jitter: millis(4),
  roundTrip: millis(20),
  mos: 4,
  codec: "PCMU",
});

const figures: readonly (readonly [string, PortStats, PortStats, number | undefined])[] = [
  ["all that was sent", stats(250, 0), stats(500, 0), 0],
  ["one in ten lost", stats(250, 0), stats(475, 25), 10],
  ["losses of before do not count again", stats(225, 25), stats(475, 25), 0],
  ["late is lost too", stats(250, 0), stats(500, 0, 25), 10],
  ["one that was counted lost comes after all", stats(200, 50), stats(460, 40), 0],
  ["nothing: a pause, or a party on hold", stats(250, 3), stats(250, 3), undefined],
];
for (const [what, before, now, lost] of figures)
  test(`of five seconds: ${what}`, () => assert.equal(sampleOf(now, before, 5000)?.lost, lost));

test("a loss is heard in its own five seconds, and not in those after", () => {
  const history = new SoundHistory();
  history.note(stats(250, 0), undefined, 5000);
  history.note(stats(425, 75), stats(250, 0), 10_000);
  history.note(stats(675, 75), stats(425, 75), 15_000);
  const [first, second, third] = history.samples;
  assert.ok(first && second && third);
  assert.ok(first.mos > 4 && second.mos < 3 && third.mos > 4);
  assert.deepEqual([first.at, second.roundTrip, third.jitter], [5000, 20, 4]);
});

test("ten hours keep no more moments than one, and the worst of them all", () => {
  const history = new SoundHistory();
  let before = stats(0, 0);
  for (let i = 1; i <= 7200; i++) {
    const now = stats(before.received + (i === 3000 ? 125 : 250), i >= 3000 ? 125 : 0);
    history.note(now, before, i * 5000);
    before = now;
  }
  const { samples } = history;
  assert.ok(samples.length <= 720 && samples.length > 300);
  assert.equal(Math.max(...samples.map(({ lost }) => lost)), 50);
  assert.deepEqual(
    samples,
    samples.toSorted((a, b) => a.at - b.at),
  );
});
