import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import { formatWav, parseWav } from "#media/audio/wav.ts";
import { offHookFraming } from "#media/callerId/fsk.ts";
import { alert, fsk, type LinePiece, type LinePlan, silence } from "#media/callerId/linePlan.ts";
import type { CallerId } from "#media/callerId/message.ts";
import { type CallerIdMethod, fskNames, parseMethod } from "#media/callerId/method.ts";
import {
  messageOf,
  type OnHookChoice,
  onHookPlan,
  waitingLampPlan,
} from "#media/callerId/onHook.ts";
import { planPlayer } from "#media/callerId/planPlayer.ts";
import type { ExchangeBlock } from "#media/loop/loop.ts";
import { countryFiles, countryOf } from "#media/tone/countries.ts";
import { parseTone } from "#media/tone/toneText.ts";
import { readMessage } from "../phones/set/callerIdMessage.ts";
import { BELL_202, V_23 } from "../phones/set/fskTones.ts";
import { blocks } from "../phones/set/reference.ts";
import type { Sensed } from "../phones/set/sensed.ts";
import { TelephoneSet } from "../phones/set/telephoneSet.ts";

/*
 * One recording for each way in which a country tells who calls: what is on the line until the data
 * are over, and what a telephone sensed. Read by the set and by programs that nobody here wrote.
 */
const folder = "test/captures/callerId";
const updates = process.execArgv.includes("--test-update-snapshots");

const call: CallerId = {
  at: { month: 11, day: 22, hour: 15, minute: 30 },
  number: "0301234567",
  name: "Zoë Müller-Łęcka",
};
const cadence = { pattern: [2000, 4000].map(millis) };

function methodOf(text: string): CallerIdMethod {
  const method = parseMethod(text);
  if (!method.ok || !method.value) throw new Error(text);
  return method.value;
}

/** A call on hook until the data are over. */
function ringing(method: string, told: CallerId = call, choice: OnHookChoice = {}): LinePlan {
  const { pieces } = onHookPlan(told, methodOf(method), cadence, choice);
  return until(pieces);
}
const until = (pieces: readonly LinePiece[]): LinePlan => ({
  pieces: [
    ...pieces.slice(0, pieces.findIndex(({ name }) => name === "fsk" || name === "keys") + 1),
    silence(100),
  ],
});

function lamp(method: string, lit: boolean, count?: number): LinePlan {
  const plan = waitingLampPlan(lit, methodOf(method), count === undefined ? {} : { count });
  if (!plan) throw new Error(method);
  return until(plan.pieces);
}

/** A call that waits: the beep, the alerting signal, room for the answer, the data. */
function waiting(by: "bell202" | "v23", tone: string): LinePlan {
  const beep = parseTone(tone);
  if (!beep.ok) throw new Error(tone);
  const octets = messageOf(call, by);
  const burst = { octets, framing: offHookFraming, tones: fskNames[by], dbm0: -14 };
  return {
    pieces: [
      { name: "tone", tone: beep.value, length: millis(320) },
      alert(80),
      silence(200),
      fsk(burst),
      silence(100),
    ],
  };
}

const goldens: Readonly<Record<string, LinePlan>> = {
  "bell202-after-ring": ringing("bell202 after ring"),
  "bell202-single": ringing("bell202 after ring", call, { single: true }),
  "bell202-private": ringing("bell202 after ring", {
    ...call,
    number: { absent: "private" },
    name: { absent: "private" },
  }),
  "bell202-waiting-call": waiting("bell202", "!440@-13/.3"),
  "bell202-lamp-on": lamp("bell202 after ring", true),
  "bell202-lamp-off": lamp("bell202 after ring", false),
  "v23-reversal-tones": ringing("v23 reversal+tones"),
  "v23-after-ring": ringing("v23 after ring"),
  "v23-tones": ringing("v23 tones"),
  "v23-pulse": ringing("v23 pulse"),
  "v23-open": ringing("v23 open"),
  "v23-forwarded": ringing("v23 tones", { ...call, forwarded: "busy", redirecting: "0307654321" }),
  "v23-waiting-call": waiting("v23", "!425@-13/.2"),
  "v23-lamp-on": lamp("v23 tones", true, 3),
  "keys-AC-reversal": ringing("AC reversal", { ...call, redirecting: "0307" }),
  "keys-AC-country": ringing("AC reversal"),
  "keys-AC-nothing": ringing("AC nothing"),
  "keys-AC-private": ringing("AC reversal", { ...call, number: { absent: "private" } }),
  "keys-DC-reversal": ringing("DC reversal"),
  "keys-A-hash": ringing("A# nothing"),
};

/** The blocks of a plan. */
function played({ pieces }: LinePlan): readonly ExchangeBlock[] {
  const player = planPlayer({ pieces }, 8000);
  const made: ExchangeBlock[] = [];
  for (;;) {
    const audio = new Int16Array(80);
    const frame = player.next(audio);
    if (!frame) return made;
    made.push({ audio, feed: frame.feed, ringing: frame.ringing });
  }
}

/** What a telephone senses of them; lifted for a call that waits. */
function sensed(name: string, made: readonly ExchangeBlock[]): readonly Sensed[] {
  const set = new TelephoneSet({ callerId: name.startsWith("v23") ? V_23 : BELL_202 });
  if (name.includes("waiting-call")) set.lift();
  for (const block of made) set.step(block);
  return set.sensed;
}

const soundOf = (made: readonly ExchangeBlock[]): Int16Array =>
  Int16Array.from(made.filter(({ ringing }) => !ringing).flatMap(({ audio }) => [...audio]));

function recorded(name: string): Int16Array {
  const wav = parseWav(readFileSync(`${folder}/${name}.wav`));
  assert.ok(wav.ok);
  return wav.value.samples;
}
const told = (name: string): Sensed[] =>
  readFileSync(`${folder}/${name}.jsonl`, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const callers = (senses: readonly Sensed[]): unknown[] =>
  senses.filter(({ on }) => on === "caller" || on === "lamp").map(({ at: _, ...sense }) => sense);

for (const [name, plan] of Object.entries(goldens))
  test(`${name} sounds as it is recorded, and is sensed as it is written down`, () => {
    const made = played(plan);
    const senses = sensed(name, made);
    if (updates) {
      writeFileSync(`${folder}/${name}.wav`, formatWav({ rate: 8000, samples: soundOf(made) }));
      writeFileSync(
        `${folder}/${name}.jsonl`,
        senses.map((one) => `${JSON.stringify(one)}\n`).join(""),
      );
    }
    const [sound, record] = [soundOf(made), recorded(name)];
    assert.equal(sound.length, record.length);
    // Machines round sines differently, by one at most.
    assert.ok(sound.every((sample, i) => Math.abs(sample - (record[i] ?? 0)) <= 1));
    assert.deepEqual(senses, told(name));
    assert.equal(callers(senses).length, 1);
    assert.equal(
      senses.some(({ on }) => on === "damaged"),
      false,
    );
  });

/** The recording of each way; a country's own cadence changes only what its first ring is. */
const recordings: Readonly<Record<string, string>> = {
  "bell202 after ring": "bell202-after-ring",
  "v23 after ring": "v23-after-ring",
  "v23 reversal+tones": "v23-reversal-tones",
  "AC reversal": "keys-AC-country",
  "AC nothing": "keys-AC-nothing",
  "DC reversal": "keys-DC-reversal",
};

for (const { codes, callerId } of countryFiles)
  test(`${codes[0]}: ${callerId.is}; a telephone there is told what the recording tells`, () => {
    const { callerId: method, rings } = countryOf(codes[0] ?? "");
    if (callerId.is === "none") return assert.equal(method, undefined);
    const recording = recordings[callerId.is] ?? assert.fail(`no recording of ${callerId.is}`);
    const made = played(until(onHookPlan(call, method, rings.r1).pieces));
    const [sound, record] = [soundOf(made), recorded(recording)];
    const before = sound.length - record.length; // silence between the strokes of a first ring
    assert.ok(sound.subarray(0, before).every((sample) => sample === 0));
    assert.ok(record.every((sample, i) => Math.abs(sample - (sound[before + i] ?? 0)) <= 1));
    assert.deepEqual(callers(sensed(recording, made)), callers(told(recording)));
  });

test("every recording is one of these", () => {
  const files = globSync(`${folder}/*.wav`).map((file) => basename(file, ".wav"));
  assert.deepEqual(files.sort(), Object.keys(goldens).sort());
});

test("a recording alone, without the battery and the ringing, says the same", () => {
  for (const name of Object.keys(goldens)) {
    const made = [...blocks(recorded(name))].map(
      (audio): ExchangeBlock => ({ audio, feed: "normal", ringing: false }),
    );
    assert.deepEqual(callers(sensed(name, made)), callers(told(name)), name);
  }
});

/** Why a test with that program is skipped. */
const missing = (program: string): string | undefined =>
  existsSync(`/usr/bin/${program}`) ? undefined : `${program} is not installed`;
const output = (program: string, ...args: readonly string[]): Buffer =>
  spawnSync(program, args, { timeout: 30_000 }).stdout;
const wav = (name: string): string => `${folder}/${name}.wav`;

test("minimodem reads the same octets from each recording", { skip: missing("minimodem") }, () => {
  for (const [name, { pieces }] of Object.entries(goldens)) {
    const data = pieces.find((piece) => piece.name === "fsk");
    if (!data) continue;
    const tones = ["-M", String(data.tones.mark), "-S", String(data.tones.space)];
    const heard = output("minimodem", "--rx", "1200", "-q", ...tones, "-f", wav(name));
    assert.ok(heard.includes(Buffer.from(data.octets)), `${name}: ${heard.toString("hex")}`);
    assert.equal(typeof readMessage([...data.octets]), "object");
  }
});

test("minimodem's own caller-ID reader shows the caller", { skip: missing("minimodem") }, () => {
  const shown = output("minimodem", "--rx", "callerid", "-q", "-f", wav("bell202-after-ring"));
  assert.match(String(shown), /Time: +11\/22 15:30/);
  assert.match(String(shown), /Phone: +030-123-4567/);
  assert.match(String(shown), /Name: +Zoe Muller-Lec/);
});

const noMultimon = missing("multimon-ng") ?? missing("sox");

test("multimon-ng hears the same keys", { skip: noMultimon }, () => {
  for (const [name, { pieces }] of Object.entries(goldens)) {
    const data = pieces.find((piece) => piece.name === "keys");
    if (!data) continue;
    const heard = String(output("multimon-ng", "-q", "-a", "DTMF", "-t", "wav", wav(name)));
    assert.equal([...heard.matchAll(/DTMF: (.)/g)].map(([, key]) => key).join(""), data.keys, name);
  }
});
