import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fail } from "#kit/result.ts";
import { parseWav } from "#media/audio/wav.ts";
import { dbm0, powerOf } from "#media/tone/toneFinder.ts";
import { MUSIC_FILE, soundFile, soundFiles } from "#server/soundFiles.ts";
import { languages, prompts, signals } from "#telephony/mailbox/prompts.ts";

const wanted = languages.flatMap((language) =>
  [...Object.keys(prompts), ...Object.keys(signals)].map((key) => soundFile(key, language) ?? key),
);

test("every prompt is there in every language, and can be heard", () => {
  for (const file of [...wanted, MUSIC_FILE]) {
    const wav = parseWav(readFileSync(file));
    assert(wav.ok, file);
    const level = dbm0(powerOf(wav.value.samples));
    assert(wav.value.samples.length > wav.value.rate / 5 && level > -35, `${file}: ${level} dBm0`);
  }
});

test("no sound lies there that no prompt asks for", () => {
  const known = new Set([...wanted, MUSIC_FILE]);
  assert.deepEqual(
    globSync("sounds/**/*.wav").filter((file) => !known.has(file)),
    [],
  );
});

const none = { read: () => Promise.resolve(fail("files.unknown", "")) };

test("an owner's own recording is played before ours; what nobody recorded is nothing", () => {
  const files = soundFiles((prompt) => (prompt === "greeting" ? "mine.wav" : undefined), none);
  assert.equal(files.fileOf("greeting", "de"), "mine.wav");
  assert.equal(files.fileOf("goodbye", "de"), "sounds/de/goodbye.wav");
  assert.equal(files.fileOf("goodbye", "fr"), "sounds/en/goodbye.wav");
  assert.equal(files.fileOf("beep", "de"), "sounds/beep.wav");
  assert.equal(files.fileOf("greeting:none", "de"), undefined);
  assert.equal(files.fileOf("constructor", "de"), undefined);
});
