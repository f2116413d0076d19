import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { millis } from "#kit/time.ts";
import { audioPortId, type MediaCommand, type MediaEvent } from "#media/engine/mediaEngine.ts";
import type { PortState } from "#media/process/mirror.ts";
import { frameOf, longestFrame, readSaid, readTold, type Told } from "#media/process/words.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";

const port = audioPortId("leg/c1/1");
const agreed: AgreedMedia = {
  remote: { host: "192.0.2.10", port: 4000 },
  rtcpMux: false,
  codecs: [{ name: "PCMU", clockRate: 8000, channels: 1, sends: 0, receives: 0 }],
  events: [{ clockRate: 8000, sends: 101, receives: 101, flash: false }],
  ptime: millis(20),
  direction: "sendrecv",
  held: false,
  crypto: { suite: "AES_CM_128_HMAC_SHA1_80", sends: "a", receives: "b" },
};
const tone = { segments: [{ frequencies: [{ hz: 440, dbm0: -13 }], length: millis(500) }] };
const octets = new Uint8Array([0, 128, 255]);
const burst = { octets, framing: {}, tones: {}, dbm0: -14 };

const commands = [
  { do: "reserve", kind: "rtp", port, family: 6, at: 20_000 },
  { do: "reserve", kind: "webrtc", port, offer: "v=0\r\n", codecs: ["opus"] },
  { do: "reserve", kind: "loop", port, loop: "1", circuit: { flash: { least: 1, most: 2 } } },
  { do: "reserve", kind: "studio", port },
  { do: "release", port },
  { do: "patch", hears: [[port, []]] },
  { do: "list" },
  { do: "agree", port, agreed, peer: "192.0.2.10" },
  { do: "change", port, agreed: { ...agreed, direction: "inactive" } },
  { do: "play", port, files: ["sounds/a.wav"], loop: true },
  { do: "skip", port, by: -5000 },
  { do: "tone", port, tone },
  { do: "stop", port, only: "playing" },
  { do: "record", port, file: "messages/1.wav", atMost: 60_000, silence: 4000, goesOn: true },
  { do: "gain", port, hears: 3, speaks: -3 },
  { do: "sendDigit", port, digits: "12#" },
  { do: "loop", port, signal: { do: "play", plan: { pieces: [{ name: "fsk", ...burst }] } } },
  { do: "receiveOnly", port },
  { do: "seekModem", port },
  { do: "voiceBandData", port },
] as unknown as readonly MediaCommand[];

const events = [
  { on: "reserved", port, address: { host: "192.0.2.1", port: 20_000 } },
  { on: "refused", port, command: "reserve", problem: { code: "media.noPorts", detail: "none" } },
  { on: "digit", port, digit: "5", by: "event" },
  { on: "flash", port },
  { on: "modem", port, tone: "calling" },
  { on: "loop", port, sense: { on: "offHook" } },
  { on: "played", port, finished: true },
  { on: "recorded", port, file: "messages/1.wav", length: 1000 },
  { on: "dtlsReady", port },
  { on: "lost", port, problem: { code: "media.gone", detail: "gone" } },
  { on: "silentTooLong", port, length: 20_000 },
  {
    on: "stats",
    port,
    stats: { sent: 1, received: 1, lost: 0, discarded: 0, strangers: 0, jitter: 0.5, mos: 4.4 },
  },
  { on: "listed", ports: [] },
] as unknown as readonly MediaEvent[];

test("every command comes out as it went in", () => {
  for (const command of commands) {
    const said = { say: "command", command, by: "a:1" } as const;
    assert.deepEqual(readSaid(frameOf(said)), { ok: true, value: said }, command.do);
  }
});

test("every event comes out as it went in, and so does a port that is found", () => {
  const state: PortState = {
    reserve: { do: "reserve", kind: "rtp", port },
    place: { address: { host: "192.0.2.1", port: 20_000 } },
    agreed: { do: "agree", port, agreed },
    gain: { do: "gain", port, hears: 0, speaks: 0 },
    ...{ receiveOnly: false, isData: false, seeks: true, hears: [audioPortId("leg/c1/2")] },
    playing: { by: "a:1", command: { do: "tone", port, tone } },
    recording: { by: "a:2", command: { do: "record", port, file: "r.wav" } },
  };
  const told: readonly Told[] = [
    ...events.map((event, n) => ({ tell: "event", n, event, of: "a:1" }) as const),
    { tell: "found", state },
  ];
  for (const one of told) assert.deepEqual(readTold(frameOf(one)), { ok: true, value: one });
});

const bad: Readonly<Record<string, unknown>> = {
  "nothing at all": undefined,
  "a list": [],
  "no word": {},
  "a word that nobody says": { say: "constructor" },
  "a command that there is not": { say: "command", command: { do: "toString", port } },
  "no command": { say: "command" },
  "a port that is a number": { say: "command", command: { do: "release", port: 5 } },
  "a port whose name is a book": {
    say: "command",
    command: { do: "release", port: "x".repeat(301) },
  },
  "a kind of port that there is not": {
    say: "command",
    command: { do: "reserve", kind: "isdn", port },
  },
  "a UDP port that there is not": {
    say: "command",
    command: { do: "reserve", kind: "rtp", port, at: 65_536 },
  },
  "an agreement without codecs": {
    say: "command",
    command: { do: "agree", port, agreed: { ...agreed, codecs: undefined } },
  },
  "a payload type of eight bits": {
    say: "command",
    command: {
      do: "agree",
      port,
      agreed: { ...agreed, codecs: [{ ...agreed.codecs[0], sends: 128 }] },
    },
  },
  "an ear that hears itself and more": {
    say: "command",
    command: { do: "patch", hears: [[port, [port], port]] },
  },
  "an ear that hears a number": { say: "command", command: { do: "patch", hears: [[port, 7]] } },
  "files that are one text": { say: "command", command: { do: "play", port, files: "a.wav" } },
  "a gain that is no number": {
    say: "command",
    command: { do: "gain", port, hears: null, speaks: 0 },
  },
  "a number of events below zero": { say: "heard", upTo: -1 },
  "a hello without a name": { say: "hello", protocol: 1, version: "0" },
};

for (const [what, value] of Object.entries(bad))
  test(`refused: ${what}`, () => {
    const read = readSaid(utf8(JSON.stringify(value) ?? ""));
    assert.equal(read.ok ? "taken" : read.problem.code, "media.badFrame");
  });

test("refused: an event of nobody, what is no JSON, and more than a frame may have", () => {
  const none = { tell: "event", n: 1, event: { on: "digit", port, digit: 5, by: "event" } };
  const texts = [JSON.stringify(none), "{", '{"a":'.repeat(9000), "\u0000", '{"say":"goodbye"}'];
  for (const text of texts) assert.equal(readTold(utf8(text)).ok, false);
  assert.equal(readSaid(new Uint8Array(longestFrame + 1)).ok, false);
});

test("what is refused is not repeated: there may be keys in it", () => {
  const read = readSaid(utf8('{"say":"command","command":{"do":"agree","secret":"s3cret"}}'));
  assert.ok(!read.ok && !read.problem.detail.includes("s3cret"));
});
