import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { millis, seconds } from "#kit/time.ts";
import { syntheticVoice } from "#media/audio/syntheticVoice.ts";
import { openLoopDisconnect } from "#media/callerId/lineSignals.ts";
import { offHookTiming, waitingBeep } from "#media/callerId/offHook.ts";
import { onHookPlan } from "#media/callerId/onHook.ts";
import { keyTone } from "#media/dtmf/keyTone.ts";
import type { CircuitSense } from "#media/loop/circuit.ts";
import { LineCircuit } from "#media/loop/lineCircuit.ts";
import type { ExchangeBlock, LoopDriver } from "#media/loop/loop.ts";
import { countryOf } from "#media/tone/countries.ts";
import { dbm0, isSilence, isTone, powerOf } from "#media/tone/toneFinder.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";

const us = countryOf("US");

/** A set that is nothing but a hook, a mouth and a hybrid that gives a third back. */
class BareSet implements LoopDriver {
  isLifted = false;
  mouth: (audio: Int16Array) => void = () => undefined;
  readonly heard: number[] = [];
  readonly feeds: ExchangeBlock["feed"][] = [];
  readonly rung: boolean[] = [];

  exchange({ audio, feed, ringing }: ExchangeBlock) {
    const said = new Int16Array(80);
    if (this.isLifted) this.mouth(said);
    this.heard.push(...audio);
    this.feeds.push(feed);
    this.rung.push(ringing);
    const flows = this.isLifted && feed !== "open";
    if (flows) for (let i = 0; i < 80; i++) said[i] = (said[i] ?? 0) + (audio[i] ?? 0) / 3;
    return { audio: said, current: Array.from({ length: 10 }, () => flows) };
  }
}

let set: BareSet;
let circuit: LineCircuit;
let told: CircuitSense[];
let farHears: number[];

beforeEach(() => {
  set = new BareSet();
  circuit = new LineCircuit({ flash: us.flash, echo: {} });
  told = [];
  farHears = [];
});

function runs(ms: number, far: (audio: Int16Array) => void = () => undefined): void {
  const audio = new Int16Array(80);
  for (let at = 0; at < ms; at += 10) {
    audio.fill(0);
    far(audio);
    farHears.push(...circuit.passes(audio, set, (sense) => told.push(sense)));
  }
}
const ons = (): string[] =>
  told
    .splice(0)
    .map((sense) => (sense.on === "digit" ? `${sense.digit} by ${sense.by}` : sense.on));
const last = (samples: readonly number[], ms: number): Int16Array =>
  Int16Array.from(samples.slice(-ms * 8));
function sounds(plan: TonePlan): (audio: Int16Array) => void {
  const generator = toneGenerator(plan, 8000);
  return (audio) => void generator.fill(audio);
}
const pure = (hz: number): TonePlan => ({ segments: [{ frequencies: [{ hz, dbm0: -12 }] }] });
const pressing = (keys: string, ms = 60) =>
  sounds({
    segments: [...keys].flatMap((key) => keyTone(key, millis(ms), millis(60))?.segments ?? []),
  });
function lifts(): void {
  set.isLifted = true;
  runs(100);
}

test("lifted: dial tone; keys over it are heard, and it ends when the line says so", () => {
  runs(200);
  lifts();
  circuit.perform({ do: "tone", tone: us.tones.dial, isDialTone: true });
  runs(500);
  assert.ok(isTone(last(set.heard, 100), [350, 440], 8000));
  set.mouth = pressing("159#");
  runs(400);
  circuit.perform({ do: "silence" });
  runs(400);
  assert.ok(isSilence(last(set.heard, 100)));
  assert.deepEqual(ons(), ["offHook", "1 by audio", "5 by audio", "9 by audio", "# by audio"]);
});

test("a tone that ends by itself is followed by silence", () => {
  lifts();
  circuit.perform({ do: "tone", tone: us.tones.confirm });
  runs(2000);
  assert.ok(isSilence(last(set.heard, 500)));
});

test("both parties hear each other, and the far one hardly itself", () => {
  lifts();
  const voice = syntheticVoice(3, 5);
  let at = 0;
  runs(2500, (audio) => {
    audio.set(voice.subarray(at, at + 80));
    at += 80;
  });
  assert.deepEqual(last(set.heard, 100), voice.subarray(at - 800, at));
  const echo = powerOf(last(farHears, 1000)) / powerOf(voice.subarray(at - 8000, at));
  assert.ok(10 * Math.log10(echo) < -30, `echo ${10 * Math.log10(echo)} dB`);
  set.mouth = sounds(pure(1000));
  runs(300);
  assert.ok(isTone(last(farHears, 100), [1000], 8000));
});

test("on its hook a telephone neither hears the far party nor is heard", () => {
  set.mouth = sounds(pure(1000));
  runs(300, sounds(pure(600)));
  assert.ok(isSilence(last(set.heard, 200)) && isSilence(last(farHears, 200)));
});

test("ringing by the cadence; lifting trips it within 200 ms", () => {
  circuit.perform({ do: "play", plan: onHookPlan(caller, undefined, us.rings.r1) });
  runs(7000);
  const changes = set.rung.flatMap((ringing, i) =>
    ringing === set.rung[i - 1] ? [] : [`${ringing ? "on" : "off"}@${i * 10}`],
  );
  assert.deepEqual(changes, ["on@0", "off@2000", "on@6000"]);
  set.isLifted = true;
  runs(200);
  assert.deepEqual(ons(), ["offHook"]);
  assert.ok(set.rung.slice(-10).every((ringing) => !ringing));
});

test("the far party hears nothing of what rings, and the plan ends with endPlan", () => {
  circuit.perform({ do: "play", plan: onHookPlan(caller, us0, us.rings.r1) });
  runs(6000);
  assert.ok(
    set.heard.some((sample) => Math.abs(sample) > 1000),
    "caller ID",
  );
  assert.ok(farHears.every((sample) => sample === 0));
  circuit.perform({ do: "endPlan" });
  runs(1000);
  assert.ok(set.rung.slice(-99).every((ringing) => !ringing));
});

test("hanging up ends every tone and plan", () => {
  lifts();
  circuit.perform({ do: "tone", tone: us.tones.reorder });
  set.isLifted = false;
  runs(1200);
  assert.deepEqual(ons(), ["offHook", "onHook"]);
  assert.ok(isSilence(last(set.heard, 100)));
});

test("a flash is a flash, and what dials by pulses is not heard by the far party", () => {
  lifts();
  set.isLifted = false;
  runs(400);
  set.isLifted = true;
  runs(2500);
  set.mouth = sounds(pure(1000));
  farHears = [];
  for (let i = 0; i < 3; i++) {
    set.isLifted = false;
    runs(60);
    set.isLifted = true;
    runs(40);
  }
  assert.ok(farHears.slice(800).every((sample) => sample === 0));
  runs(600);
  assert.deepEqual(ons(), ["offHook", "flash", "3 by signal"]);
});

test("open-loop disconnect: no battery for half a second, and nobody has hung up", () => {
  lifts();
  circuit.perform({
    do: "play",
    plan: openLoopDisconnect({ after: millis(1000), length: millis(500) }),
  });
  runs(2500);
  const feeds = set.feeds.slice(-250);
  assert.deepEqual(
    [feeds.indexOf("open"), feeds.lastIndexOf("open"), feeds.at(-1)],
    [100, 149, "normal"],
  );
  assert.deepEqual(ons(), ["offHook"]);
});

const caller = {
  at: { month: 11, day: 22, hour: 15, minute: 30 },
  number: "6175550142",
  name: "Margaret",
};
const us0 = { by: "bell202", alert: "after ring" } as const;
const waiting = {
  call: caller,
  by: "bell202",
  beep: waitingBeep(us.tones.waiting),
  timing: offHookTiming,
} as const;

/** Presses D when it hears 2130 Hz end. */
function acknowledges(): void {
  let heardAlert = false;
  let ack: ((audio: Int16Array) => void) | undefined;
  set.mouth = (audio) => {
    const alerts = isTone(last(set.heard, 20), [2130, 2750], 8000);
    if (heardAlert && !alerts) ack ??= pressing("D");
    heardAlert ||= alerts;
    ack?.(audio);
  };
}

test("a call waits: beep, alert, acknowledgement, data; the far party hears none of it", () => {
  lifts();
  acknowledges();
  const speech = sounds(pure(700));
  runs(500, speech);
  farHears = [];
  set.heard.splice(0);
  circuit.perform({ do: "callWaiting", facts: waiting });
  runs(1500, speech);
  assert.ok(isTone(Int16Array.from(set.heard.slice(800, 1600)), [440], 8000), "the beep");
  assert.ok(isTone(Int16Array.from(set.heard.slice(2600, 3100)), [2130, 2750], 8000), "the alert");
  assert.ok(dbm0(powerOf(Int16Array.from(farHears))) < -50, "the far party hears nothing");
  assert.deepEqual(ons(), ["offHook", "waitingTold"]);
  assert.ok(isTone(last(set.heard, 100), [700], 8000), "and the call goes on");
});

test("a telephone that does not acknowledge hears its call again 600 ms after the beep began", () => {
  lifts();
  const speech = sounds(pure(700));
  circuit.perform({ do: "callWaiting", facts: waiting });
  runs(600, speech);
  assert.ok(isTone(last(set.heard, 30), [700], 8000));
  assert.deepEqual(told.at(-1), { on: "waitingTold", told: false });
});

test("the beep comes again, until the line ends it; a flash leaves it to the line", () => {
  lifts();
  circuit.perform({ do: "callWaiting", facts: waiting });
  runs(10_500); // 560 ms, 9.7 s of the call, and 0.3 s
  assert.ok(isTone(last(set.heard, 50), [440], 8000));
  circuit.perform({ do: "endWaiting" });
  runs(seconds(12));
  assert.ok(isSilence(last(set.heard, 11_000)));
});

test("a modem's sound is left as it is until it is put on its hook: no echo is taken out, and nothing beeps", () => {
  const far = (audio: Int16Array): void => toneFill(audio);
  let phase = 0;
  const toneFill = (audio: Int16Array): void => {
    for (let i = 0; i < audio.length; i++) audio[i] = 8000 * Math.sin(0.6 * phase++);
  };
  const echo = (): number => {
    farHears.splice(0);
    runs(1000, far);
    return dbm0(powerOf(Int16Array.from(farHears)));
  };
  set.isLifted = true;
  runs(3000, far);
  assert.ok(echo() < -40, "the canceller has learnt");
  circuit.perform({ do: "voiceBandData" });
  const left = echo();
  assert.ok(left > -25, `the echo is there: ${left}`);
  const facts = { call: {}, beep: waitingBeep(us.tones.waiting), timing: offHookTiming };
  set.heard.splice(0);
  circuit.perform({ do: "callWaiting", facts: facts as never });
  runs(1000);
  assert.ok(isSilence(Int16Array.from(set.heard)));
  set.isLifted = false;
  runs(2000);
  set.isLifted = true;
  runs(4000, far);
  assert.ok(echo() < -40, "the next call is one of voices");
});

test("a fax machine is heard calling for a minute after it was asked for, and no longer", () => {
  let at = 0;
  const cng = (audio: Int16Array): void => {
    for (let i = 0; i < audio.length; i++, at++)
      audio[i] = at % 28_000 < 4000 ? 4000 * Math.sin((2 * Math.PI * 1100 * at) / 8000) : 0;
  };
  set.mouth = cng;
  set.isLifted = true;
  runs(1000);
  circuit.perform({ do: "seekModem" });
  runs(7000);
  assert.ok(ons().includes("modem"));
  told.splice(0);
  runs(53_000);
  told.splice(0);
  runs(10_000);
  assert.ok(!ons().includes("modem"));
});
