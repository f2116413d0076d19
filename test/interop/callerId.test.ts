import assert from "node:assert/strict";
import { test } from "node:test";
import { callerKeys, dtmfForms } from "#media/callerId/dtmfCallerId.ts";
import { bell202, v23 } from "#media/callerId/fsk.ts";
import type { LinePiece, LinePlan } from "#media/callerId/linePlan.ts";
import { type CallerId, vmwi } from "#media/callerId/message.ts";
import { type CallerIdMethod, isFsk } from "#media/callerId/method.ts";
import {
  offHookMachine,
  offHookTiming,
  startOffHook,
  waitingBeep,
} from "#media/callerId/offHook.ts";
import { messageOf, onHookPlan, waitingLampPlan } from "#media/callerId/onHook.ts";
import { planPlayer } from "#media/callerId/planPlayer.ts";
import { countryFiles, countryOf } from "#media/tone/countries.ts";
import {
  boxShows,
  messageHeard,
  multimonHears,
  noMinimodem,
  noMultimon,
} from "../phones/decoders.ts";

/** What a telephone on the line would record, for so long. */
function recording(plan: LinePlan, seconds = 4): Int16Array {
  const sound = new Int16Array(8000 * seconds);
  const player = planPlayer(plan, 8000);
  for (let at = 0; at < sound.length; at += 80) player.next(sound.subarray(at, at + 80));
  return sound;
}

const at = { month: 2, day: 29, hour: 7, minute: 5 };
/** Callers, and what a box should show of them. */
const callers: readonly {
  readonly call: CallerId;
  readonly number: string;
  readonly name?: string;
}[] = [
  {
    call: { at, number: "+44 20 7946 0000", name: "Zoë Müller" },
    number: "442079460000",
    name: "Zoe Muller",
  },
  {
    call: { at, number: "6175550142", name: "鈴木 Łukasz ß" },
    number: "6175550142",
    name: "Lukasz ss",
  },
  { call: { at, number: "110" }, number: "110" },
];
const hidden: CallerId = { at, number: { absent: "private" }, name: { absent: "private" } };
const lost: CallerId = { at, number: { absent: "unavailable" }, name: { absent: "unavailable" } };

const lines: { readonly country: string; readonly callerId: CallerIdMethod }[] = [];
for (const { codes } of countryFiles)
  for (const country of codes) {
    const { callerId } = countryOf(country);
    if (callerId) lines.push({ country, callerId });
  }
const rung = (country: string, call: CallerId): Int16Array =>
  recording(onHookPlan(call, countryOf(country).callerId, countryOf(country).rings.r1));

for (const { country, callerId } of lines.filter(({ callerId }) => callerId.by === "bell202"))
  test(`${country}: minimodem's box shows who calls`, { skip: noMinimodem() ?? false }, () => {
    for (const { call, number, name } of callers) {
      const shown = boxShows(rung(country, call));
      assert.equal(shown["Phone"]?.replaceAll("-", ""), number);
      assert.equal(shown["Name"], name);
      assert.equal(shown["Time"], "02/29 07:05");
    }
    assert.equal(boxShows(rung(country, hidden))["Phone"], "[blocked]", callerId.alert);
    assert.equal(boxShows(rung(country, lost))["Phone"], "[N/A]");
  });

for (const { country } of lines.filter(({ callerId }) => callerId.by === "v23")) {
  test(`${country}: minimodem hears the message`, { skip: noMinimodem() ?? false }, () => {
    for (const call of [...callers.map((caller) => caller.call), hidden, lost])
      assert.deepEqual(
        messageHeard(rung(country, call), v23)?.join(),
        messageOf(call, "v23").join(),
      );
  });

  test(`${country}: multimon-ng hears who calls`, { skip: noMultimon() ?? false }, () => {
    for (const { call, number, name } of callers) {
      const [heard = ""] = multimonHears(rung(country, call), "CLIPFSK");
      assert.match(heard, /DATE=02290705/);
      assert.match(heard, new RegExp(`CID=${number}\\b`));
      if (name) assert.match(heard, new RegExp(`CNT=${name}`));
    }
  });
}

for (const { country, callerId } of lines.filter(({ callerId }) => !isFsk(callerId.by)))
  test(`${country}: multimon-ng hears the keys`, { skip: noMultimon() ?? false }, () => {
    const form = isFsk(callerId.by) ? dtmfForms.AC : dtmfForms[callerId.by];
    for (const call of [...callers.map((caller) => caller.call), hidden, lost])
      assert.equal(multimonHears(rung(country, call), "DTMF").join(""), callerKeys(call, form));
  });

/** The whole exchange with a telephone that acknowledges, without the acknowledgement itself. */
function offHookPieces(country: string, call: CallerId): LinePiece[] {
  const by = countryOf(country).callerId?.by ?? "";
  const beep = waitingBeep(countryOf(country).tones.waiting);
  const facts = { call, beep, timing: offHookTiming, ...(isFsk(by) && { by }) };
  const pieces: LinePiece[] = [];
  let [state, effects] = startOffHook(facts);
  while (state.name !== "quiet") {
    for (const effect of effects) if (effect.do === "play") pieces.push(effect.piece);
    const heard = { on: "ackHeard", key: "D" } as const;
    const due = { on: "timer", timer: "piece" } as const;
    [state, effects] = offHookMachine.step(state, state.name === "listening" ? heard : due, facts);
  }
  return pieces;
}

test("somebody who talks is told who waits: minimodem shows it", {
  skip: noMinimodem() ?? false,
}, () => {
  for (const { call, number, name } of callers) {
    const shown = boxShows(recording({ pieces: offHookPieces("US", call) }));
    assert.equal(shown["Phone"]?.replaceAll("-", ""), number);
    assert.equal(shown["Name"], name);
    const heard = messageHeard(recording({ pieces: offHookPieces("GB", call) }), v23);
    assert.deepEqual(heard?.join(), messageOf(call, "v23").join());
  }
});

test("an old box is told a single message", { skip: noMinimodem() ?? false }, () => {
  const { callerId, rings } = countryOf("US");
  for (const { call, number } of callers) {
    const shown = boxShows(recording(onHookPlan(call, callerId, rings.r1, { single: true })));
    assert.equal(shown["Phone"]?.replaceAll("-", ""), number);
    assert.equal(shown["Name"], undefined);
  }
});

test("the lamp goes on and off: minimodem hears it", { skip: noMinimodem() ?? false }, () => {
  for (const [country, tones] of [
    ["US", bell202],
    ["GB", v23],
    ["DE", v23],
  ] as const)
    for (const waiting of [true, false]) {
      const plan = waitingLampPlan(waiting, countryOf(country).callerId);
      assert(plan);
      assert.deepEqual(messageHeard(recording(plan), tones)?.join(), vmwi(waiting).join());
    }
});
