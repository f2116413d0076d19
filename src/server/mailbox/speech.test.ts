import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fail } from "#kit/result.ts";
import { readAnyWav } from "#media/audio/anyWav.ts";
import { nodeCommands } from "#world/node/nodeCommands.ts";
import { speak } from "./speech.ts";

const isInstalled = spawnSync("espeak-ng", ["--version"]).error === undefined;

test("a text is spoken, whatever it begins with", { skip: !isInstalled }, async () => {
  for (const language of ["en", "de"] as const) {
    const spoken = await speak("--help. Nobody is here.", language, nodeCommands);
    const wav = spoken.ok ? readAnyWav(spoken.value) : spoken;
    assert.ok(wav.ok, JSON.stringify(wav));
    assert.ok(wav.value.samples.length > 8000, "over a second");
    assert.ok(wav.value.samples.some((sample) => Math.abs(sample) > 1000));
  }
});

test("where espeak-ng is not installed, that is said", async () => {
  const commands = { run: () => Promise.resolve(fail("commands.notInstalled", "espeak-ng")) };
  const spoken = await speak("Hello", "en", commands);
  assert.equal(!spoken.ok && spoken.problem.code, "speech.notInstalled");
  const none = await speak(" ", "en", commands);
  assert.equal(!none.ok && none.problem.code, "speech.text");
});
