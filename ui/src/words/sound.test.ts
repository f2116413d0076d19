import assert from "node:assert/strict";
import { test } from "node:test";
import { en } from "./en.ts";
import { wordsIn } from "./say.ts";
import { type Sample, soundSentence, stretches } from "./sound.ts";

const words = wordsIn("en-GB", en, "UTC");
const began = Date.UTC(2026, 10, 24, 13, 18);
/** One sample each 5 s; of some of them so many packets were lost. */
const samples = (count: number, lost: (i: number) => number): readonly Sample[] =>
  Array.from({ length: count }, (_, i) => ({
    at: began + (i + 1) * 5000,
    lost: lost(i),
    jitter: 3,
    mos: lost(i) === 0 ? 4.3 : lost(i) < 10 ? 3 : 2,
  }));

test("what was heard well is clear, and what was never heard is nothing to speak of", () => {
  assert.equal(
    soundSentence(
      "You",
      samples(40, () => 0),
      words,
    ),
    "You: clear.",
  );
  assert.deepEqual(stretches([]), []);
});

test("a choppy minute is said with its time and what was lost", () => {
  const heard = samples(60, (i) => (i >= 24 && i < 36 ? 6 : 0));
  assert.equal(
    soundSentence("Margaret", heard, words),
    "Margaret: choppy 13:20–13:21, 6 % of the packets were lost.",
  );
});

test("a sample between two bad ones does not make two troubles; a minute does", () => {
  assert.equal(stretches(samples(10, (i) => (i === 4 ? 0 : 6))).length, 1);
  assert.equal(stretches(samples(40, (i) => (i === 2 || i === 30 ? 6 : 0))).length, 2);
});

test("worse than choppy is broken, and four troubles are not all told", () => {
  const [one] = stretches(samples(10, (i) => (i === 5 ? 40 : 0)));
  assert.deepEqual([one?.how, one?.lost], ["broken", 40]);
  const four = samples(80, (i) => (i % 20 === 0 ? 6 : 0));
  assert.match(soundSentence("You", four, words), /and 1 time more\.$/);
});
