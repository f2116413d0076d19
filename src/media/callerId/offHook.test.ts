import assert from "node:assert/strict";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import type { CallerId } from "#media/callerId/message.ts";
import {
  type OffHookEffect,
  type OffHookEvent,
  type OffHookFacts,
  offHookMachine,
  offHookTiming,
  startOffHook,
  waitingBeep,
} from "#media/callerId/offHook.ts";
import { countryFiles, countryOf } from "#media/tone/countries.ts";
import { parseTone } from "#media/tone/toneText.ts";

const at = { month: 12, day: 31, hour: 23, minute: 59 };
const call: CallerId = { at, number: "6175550142", name: "Fifteen letters" };
const facts: OffHookFacts = {
  call,
  by: "bell202",
  beep: waitingBeep(countryOf("US").tones.waiting),
  timing: offHookTiming,
};

const shown = (effect: OffHookEffect): string => {
  switch (effect.do) {
    case "play":
      return `${effect.piece.name} ${Math.round(effect.piece.length ?? 0)}`;
    case "report":
      return effect.told ? "told" : "not told";
    case "startTimer":
      return `in ${Math.round(effect.after)}`;
    default:
      return effect.do;
  }
};
const due: OffHookEvent = { on: "timer", timer: "piece" };
const ack: OffHookEvent = { on: "ackHeard", key: "D" };
const stop: OffHookEvent = { on: "stop" };

/** Each step in one line, as from the first beep. */
function story(events: readonly OffHookEvent[], with_: Partial<OffHookFacts> = {}): string[] {
  const all = { ...facts, ...with_ };
  let [state, effects] = startOffHook(all);
  const lines = [`${state.name}: ${effects.map(shown).join(", ")}`];
  for (const event of events) {
    [state, effects] = offHookMachine.step(state, event, all);
    lines.push(`${state.name}: ${effects.map(shown).join(", ")}`);
  }
  return lines;
}

test("a telephone that acknowledges is told, and then they talk on", () =>
  assert.deepEqual(story([due, due, ack, due, due, due]), [
    "beeping: mute, tone 320, in 320",
    "alerting: alert 80, in 80",
    "listening: silence 160, in 160",
    "pausing: silence 100, in 100",
    "sending: fsk 425, in 425",
    "restoring: silence 50, in 50",
    "quiet: unmute, told, in 9700",
  ]));

test("one that does not is left alone after 160 ms", () =>
  assert.deepEqual(story([due, due, due]).slice(3), ["quiet: unmute, not told, in 9700"]));

test("the beep comes again, without data, and in the end no more", () =>
  assert.deepEqual(story([due, due, due, due, due, due, due]).slice(4), [
    "beepingAgain: mute, tone 300, in 300",
    "quiet: unmute, in 9700",
    "beepingAgain: mute, tone 300, in 300",
    "over: unmute",
  ]));

for (const [when, events, last] of [
  ["during the beep", [], "over: stopTimer, unmute"],
  ["during data", [due, due, ack, due], "over: stopTimer, unmute"],
  ["between beeps", [due, due, due], "over: stopTimer"],
] as const)
  test(`stopped ${when}: the call goes on at once`, () => {
    assert.equal(story([...events, stop]).at(-1), last);
    assert.equal(story([...events, stop, due, ack, stop]).at(-1), "over: ");
  });

for (const [what, events] of [
  ["before the alerting tone is over", [due, ack]],
  ["when it is some other key", [due, due, { on: "ackHeard", key: "5" }]],
  ["when it comes twice", [due, due, ack, ack]],
  ["after the time", [due, due, due, ack]],
] as const)
  test(`an acknowledgement changes nothing ${what}`, () =>
    assert.match(story(events).at(-1) ?? "", /: $/));

test("a country without data has its beep alone", () => {
  const { by: _none, ...beepOnly } = facts;
  const step = offHookMachine.step({ name: "beeping" }, due, beepOnly);
  assert.deepEqual(step[1].map(shown), ["unmute", "not told", "in 9700"]);
});

/** How long the far end hears nothing: from mute to unmute, the key certain at the last moment. */
function muted(with_: Partial<OffHookFacts> = {}): number {
  const all = { ...facts, ...with_ };
  let [state, effects] = startOffHook(all);
  let ms = 0;
  while (!effects.some((effect) => effect.do === "unmute")) {
    for (const effect of effects) if (effect.do === "startTimer") ms += effect.after;
    [state, effects] = offHookMachine.step(state, state.name === "listening" ? ack : due, all);
  }
  return ms;
}

test("a name of 15 letters mutes the call for 1135 ms at most, well under 1.3 s", () => {
  // beep 300, gap 20, CAS 80, ACK within 160, pause 100, 80 marks and 42 octets 425, restore 50
  assert.equal(Math.round(muted()), 1135);
});

test("data begin as a telephone expects them: 55 to 100 ms behind the end of its key", () => {
  for (const certainAfter of [45, 50])
    for (const keyLength of [55, 60, 65]) {
      const pause = offHookTiming.afterAck + certainAfter - keyLength;
      assert(pause >= 55 && pause <= 100, `${pause} ms`);
    }
});

test("every country's beep ends, and comes again", () => {
  for (const { codes } of countryFiles) {
    const { tone, pause } = waitingBeep(countryOf(codes[0] ?? "").tones.waiting);
    assert(tone.segments.length > 0 && tone.segments.every(({ length }) => length), `${codes}`);
    assert(pause >= 1000, `${codes}`);
  }
});

test("a beep that comes once comes every ten seconds", () => {
  const once = parseTone("!425@-13/.2");
  assert(once.ok);
  assert.equal(waitingBeep(once.value).pause, millis(10_000));
});
