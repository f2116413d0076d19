import assert from "node:assert/strict";
import { test } from "node:test";
import { holdMusic, MUSIC_SECONDS } from "#media/tone/music.ts";
import { dbm0, powerOf } from "#media/tone/toneFinder.ts";

const music = holdMusic(8000);

test("the music is quiet, never loud and never silent", () => {
  assert.equal(music.length, MUSIC_SECONDS * 8000);
  for (let at = 0; at < music.length; at += 4000) {
    const level = dbm0(powerOf(music.subarray(at, at + 4000)));
    assert(level > -32 && level < -15, `${level} dBm0 at ${at / 8000} s`);
  }
});

test("the end runs into the beginning: no jump larger than elsewhere", () => {
  const jump = (at: number) => Math.abs((music.at(at) ?? 0) - (music.at(at - 1) ?? 0));
  const largest = music.reduce((most, _, at) => (at > 0 ? Math.max(most, jump(at)) : 0), 0);
  assert(jump(0) <= largest);
  assert(largest < 6000);
});

test("the same music at both rates", () => {
  const wide = holdMusic(16_000);
  for (let i = 0; i < music.length; i += 997)
    assert(Math.abs((music[i] ?? 0) - (wide[2 * i] ?? 0)) < 20);
});
