/**
 * Real speech that holds no key: the prompts of Debian's `asterisk-core-sounds-en-gsm`, fetched and
 * unpacked for the test, never installed and never committed. Left out where apt cannot fetch it or
 * sox cannot read it.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync } from "node:fs";
import { test } from "node:test";
import { inbandDetector } from "#media/dtmf/inbandDetector.ts";

const packet = "asterisk-core-sounds-en-gsm";
const folder = "out/sounds";
const sounds = `${folder}/usr/share/asterisk/sounds`;

function fetchSounds(): string | undefined {
  if (existsSync(sounds)) return undefined;
  if (!existsSync("/etc/debian_version")) return "not a Debian machine";
  mkdirSync(folder, { recursive: true });
  const fetched = spawnSync("apt-get", ["-qq", "download", packet], {
    cwd: folder,
    timeout: 60_000,
  });
  const [file] = globSync(`${folder}/${packet}_*.deb`);
  if (fetched.status !== 0 || file === undefined) return `apt cannot fetch ${packet}`;
  const unpacked = spawnSync("dpkg-deb", ["-x", file, folder]);
  return unpacked.status === 0 && existsSync(sounds) ? undefined : "dpkg-deb cannot unpack it";
}

const missing =
  spawnSync("sox", ["--version"]).error === undefined ? fetchSounds() : "sox is not installed";

/** GSM 06.10 as samples, the files one after another. */
function decoded(files: readonly string[]): Int16Array {
  const raw = ["-t", "raw", "-e", "signed", "-b", "16", "-r", "8000", "-c", "1", "-"];
  const { stdout } = spawnSync("sox", [...files, ...raw], { maxBuffer: 1 << 28 });
  const at = stdout.byteOffset;
  return new Int16Array(stdout.buffer.slice(at, at + (stdout.length & ~1)));
}

/** Bellcore's tape of half an hour may hold a handful; we allow none, and a few while dial tone is filtered out: then nobody talks. */
test("talk-off: 25 minutes of prompts presses no key", { skip: missing ?? false }, () => {
  const files = globSync(`${sounds}/**/*.gsm`).sort();
  let [seconds, plain, filtered] = [0, "", ""];
  for (let at = 0; at < files.length; at += 100) {
    const samples = decoded(files.slice(at, at + 100));
    seconds += samples.length / 8000;
    plain += inbandDetector(8000).hear(samples);
    filtered += inbandDetector(8000).hear(samples, true);
  }
  assert.ok(seconds > 1500, `only ${seconds} s of speech`);
  assert.equal(plain, "");
  assert.ok(filtered.length <= 6, filtered);
});
