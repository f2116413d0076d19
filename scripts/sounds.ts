/**
 * Makes `sounds/`: every prompt in every language spoken by espeak-ng, signals and music on hold by
 * our own generators. What it makes is committed; it is run again when words change.
 *
 *   node scripts/sounds.ts          what is missing
 *   node scripts/sounds.ts --all    everything anew
 *
 * Needs espeak-ng and sox. Files hold 16-bit mono samples at 8 kHz.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { millis } from "#kit/time.ts";
import { formatWav } from "#media/audio/wav.ts";
import { holdMusic } from "#media/tone/music.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import { type Language, languages, prompts, signals } from "#telephony/mailbox/prompts.ts";

const RATE = 8000;
const all = process.argv.includes("--all");
const voices: Readonly<Record<Language, readonly string[]>> = {
  en: ["-v", "en-us+f3", "-s", "150", "-p", "48"],
  de: ["-v", "de+f3", "-s", "145", "-p", "48"],
};

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`);
}

/** Spoken, cut to the words, brought to one level, with a breath before and behind. */
function speak(words: string, language: Language, file: string, scratch: string): void {
  const spoken = join(scratch, "spoken.wav");
  run("espeak-ng", [...voices[language], "-w", spoken, words]);
  const cut = ["silence", "1", "0.01", "0.5%", "reverse"];
  run("sox", [
    ...["-R", spoken, "-r", String(RATE), "-b", "16", "-c", "1", file],
    ...["highpass", "150", ...cut, ...cut, "gain", "-n", "-7", "pad", "0.04", "0.08"],
  ]);
}

function beep({ hz, ms }: { readonly hz: number; readonly ms: number }): Uint8Array {
  const samples = new Int16Array((RATE * ms) / 1000);
  const segments = [{ frequencies: [{ hz, dbm0: -13 }], length: millis(ms) }];
  toneGenerator({ segments }, RATE).fill(samples);
  return formatWav({ rate: RATE, samples });
}

function make(file: string, how: (file: string) => void): void {
  if (existsSync(file) && !all) return;
  mkdirSync(dirname(file), { recursive: true });
  how(file);
  console.log(file);
}

const scratch = mkdtempSync(join(tmpdir(), "sounds-"));
for (const [key, signal] of Object.entries(signals))
  make(`sounds/${key}.wav`, (file) => writeFileSync(file, beep(signal)));
make("sounds/music.wav", (file) =>
  writeFileSync(file, formatWav({ rate: RATE, samples: holdMusic(RATE) })),
);
for (const language of languages)
  for (const [key, words] of Object.entries(prompts))
    make(`sounds/${language}/${key}.wav`, (file) =>
      speak(words[language], language, file, scratch),
    );
rmSync(scratch, { recursive: true });
