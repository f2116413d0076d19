import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { formatWav, parseWav } from "#media/audio/wav.ts";
import { isTone } from "#media/tone/toneFinder.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import { parseScript } from "./script.ts";

const folder = mkdtempSync(join(tmpdir(), "ringwise-line-"));
after(() => rmSync(folder, { recursive: true }));

const arrives = `
0    call +442079460123 Zoë Hale   # a remark
+6   lift
+1   say
+5   leave
+3   hangUp
+2   end
`;

/** The command, as somebody types it; what it printed, and what it wrote. */
function line(country: string, script: string) {
  const [file, says, hears] = ["script.txt", "says.wav", "hears.wav"].map((name) =>
    join(folder, name),
  );
  if (!file || !says || !hears) throw new Error("three files");
  writeFileSync(file, script);
  const samples = new Int16Array(16_000);
  toneGenerator({ segments: [{ frequencies: [{ hz: 700, dbm0: -12 }] }] }, 8000).fill(samples);
  writeFileSync(says, formatWav({ rate: 8000, samples }));
  const args = ["test/line/run.ts", "--country", country, "--script", file, "--says", says];
  const { stdout, stderr, status } = spawnSync(process.execPath, [...args, "--hears", hears], {
    encoding: "utf8",
  });
  const printed = stdout
    .split("\n")
    .filter(Boolean)
    .map(
      (text) =>
        JSON.parse(text) as { readonly on: string; readonly text?: string; readonly tone?: string },
    );
  const wav = status === 0 ? parseWav(new Uint8Array(readFileSync(hears))) : undefined;
  return { printed, stderr, status, hears, sound: wav?.ok ? wav.value.samples : new Int16Array(0) };
}

test("a British line: who calls before the ring, then their voice, then quiet", () => {
  const { printed, sound, status } = line("UK", arrives);
  assert.equal(status, 0);
  assert.deepEqual(
    printed.filter(({ on }) => on === "caller").map(({ text }) => text),
    ["Zoe Hale 02079460123"],
  );
  assert.ok(printed.some(({ tone }) => tone === "1000 steady"));
  assert.equal(sound.length, 17 * 8000);
  assert.ok(isTone(sound.subarray(8 * 8000, 9 * 8000), [1000], 8000));
});

test("a number is dialled over dial tone, and who answers is heard", () => {
  const { printed } = line(
    "US",
    "1 lift\n+1.5 press 6135550177\n+6 answer\n+2 flash 500\n+2 hangUp\n+2 end",
  );
  const tones = printed.filter(({ on }) => on === "tone").map(({ tone }) => tone);
  assert.deepEqual(
    [tones[0], tones.includes("440+480"), tones.includes("1000")],
    ["350+440", true, true],
  );
});

test("in mid-call the display shows who waits", () => {
  const { printed } = line(
    "US",
    "0 call +16135550100\n+6 lift\n+2 call +16135550123 Bob\n+5 flash 500\n+3 end",
  );
  const shown = printed.filter(({ on }) => on === "caller").map(({ text }) => text);
  assert.deepEqual(shown, ["6135550100", "Bob 6135550123"]);
});

test("a script with a mistake is refused with its line", () => {
  for (const [script, why] of [
    ["", "its last line is no `end`"],
    ["0 lift", "its last line is no `end`"],
    ["0 lift\nsoon hangUp\n9 end", "line 2: soon hangUp"],
    ["0 fly\n1 end", "line 1: 0 fly"],
    ["0 press 12x\n1 end", "line 1: 0 press 12x"],
    ["0 dial 12#\n1 end", "line 1: 0 dial 12#"],
    ["0 lift twice\n1 end", "line 1: 0 lift twice"],
    ["0 flash 0\n1 end", "line 1: 0 flash 0"],
    ["0 call Margaret\n1 end", "line 1: 0 call Margaret"],
    ["5 lift\n4 end", "line 2 is earlier than the one above"],
  ] as const) {
    const read = parseScript(script);
    assert.equal(read.ok ? "" : read.problem.detail, why);
  }
  const { status, stderr } = line("ZZ", arrives);
  assert.deepEqual([status, stderr.startsWith("no country ZZ")], [2, true]);
});
