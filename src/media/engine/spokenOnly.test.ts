import assert from "node:assert/strict";
import { test } from "node:test";
import { millis, seconds } from "#kit/time.ts";
import type { Recording } from "./recorder.ts";
import { spokenOnly } from "./spokenOnly.ts";

/** `w` is a tenth of a second of a word, `.` of silence, `k` of a click in silence. */
const frames = (picture: string): Int16Array[] =>
  [...picture].flatMap((one) =>
    Array.from({ length: 5 }, (_, i) =>
      new Int16Array(160).fill(one === "w" || (one === "k" && i === 0) ? 3000 : 4),
    ),
  );

/** What is recorded, tenth by tenth, and whether it ended by itself. */
async function recorded(picture: string, silence = 5): Promise<[string, boolean]> {
  const heard: Int16Array[] = [];
  const recorder: Recording = {
    hears: (frame) => heard.push(frame.slice()) > 0,
    stop: () => Promise.resolve({ length: millis(heard.length * 20) }),
  };
  const spoken = spokenOnly(recorder, seconds(silence));
  const goesOn = frames(picture).every((frame) => spoken.hears(frame));
  await spoken.stop();
  const text = heard.map((frame) => ((frame[0] ?? 0) > 100 ? "w" : "."));
  return [text.join("").replace(/(.)\1{4}/g, "$1"), !goesOn];
}
const s = (tenths: number): string => ".".repeat(tenths);
const w = (tenths: number): string => "w".repeat(tenths);

const stories: readonly (readonly [string, string, string])[] = [
  ["words are kept as they are", w(20), w(20)],
  ["a pause between words is kept", w(10) + s(20) + w(10), w(10) + s(20) + w(10)],
  ["silence behind them is cut but for a moment", w(10) + s(30), w(10) + s(4)],
  ["silence before them is cut but for a moment", s(30) + w(10), s(4) + w(10)],
  ["who says nothing leaves nothing", s(40), ""],
  ["a handset put down is no word", `${w(10)}${s(10)}k${s(2)}`, w(10) + s(4)],
];
for (const [what, said, kept] of stories)
  test(what, async () => assert.deepEqual(await recorded(said), [kept, false]));

test("lasting silence ends it", async () => {
  assert.deepEqual(await recorded(w(10) + s(50)), [w(10) + s(4), true]);
  assert.deepEqual(await recorded(s(50)), ["", true]);
});
