import assert from "node:assert/strict";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import { fskBits, fskSound } from "#media/callerId/fsk.ts";
import { fsk, keys, type LinePlan, ring, silence } from "#media/callerId/linePlan.ts";
import { openLoopDisconnect } from "#media/callerId/lineSignals.ts";
import { onHookPlan } from "#media/callerId/onHook.ts";
import { planPlayer } from "#media/callerId/planPlayer.ts";
import { inbandDetector } from "#media/dtmf/inbandDetector.ts";
import { isSilence, isTone } from "#media/tone/toneFinder.ts";

const at = { month: 11, day: 22, hour: 15, minute: 30 };
const call = { at, number: "02079460000", name: "Zoë" };
const british = onHookPlan(
  call,
  { by: "v23", alert: "reversal+tones" },
  {
    pattern: [400, 200, 400, 2000].map(millis),
  },
);

/** So many milliseconds of a plan in frames of 10 ms, and how the line was in each. */
function played(plan: LinePlan, ms: number) {
  const player = planPlayer(plan, 8000);
  const sound = new Int16Array(8 * ms);
  const states = [];
  for (let i = 0; i < sound.length; i += 80) states.push(player.next(sound.subarray(i, i + 80)));
  return { sound, states };
}

test("a British call: fed, silent, alerting, telling, ringing where the plan has it", () => {
  const { sound, states } = played(british, 6000);
  const piece = british.pieces.find(({ name }) => name === "fsk");
  assert(piece?.name === "fsk" && piece.length !== undefined);
  const ringAt = 300 + 100 + 150 + piece.length + 400;
  const part = (from: number, to: number) => sound.subarray(8 * from, 8 * to);
  assert(isSilence(part(0, 300)) && isSilence(part(400, 550)));
  assert(isTone(part(305, 395), [2130, 2750], 8000));
  const data = fskSound(fskBits(piece.octets, piece.framing), { ...piece, rate: 8000 });
  const end = Math.round(8 * piece.length);
  assert.deepEqual(sound.subarray(8 * 550, 8 * 550 + end), data.subarray(0, end));
  assert(isSilence(sound.subarray(8 * 550 + end)));
  const reversed = states.map((state) => state?.feed === "reversed");
  assert.equal(reversed.lastIndexOf(true), Math.ceil(ringAt / 10) - 1);
  const rings = states.filter((state) => state?.ringing).length;
  assert.equal(rings * 10, 4 * 400, "the double ring, twice");
});

test("pieces begin within frames, and fractions do not add up", () => {
  const message = { octets: Uint8Array.of(1), framing: { seizure: 1, mark: 0, tail: 0 } };
  const burst = { ...message, tones: { mark: 1200, space: 2200 }, dbm0: -14 };
  const pieces = Array.from({ length: 600 }, () => fsk(burst)); // 11 bits: 73⅓ samples
  const player = planPlayer({ pieces: [...pieces, ring(10)] }, 8000);
  const frame = new Int16Array(1);
  let samples = 0;
  while (player.next(frame)?.ringing === false) samples++;
  assert.equal(samples, 44_000);
});

test("keys are heard, and a plan that is over says so", () => {
  const player = planPlayer({ pieces: [silence(35), keys("A123C")] }, 8000);
  const ear = inbandDetector(8000);
  const frame = new Int16Array(160);
  let [heard, frames] = ["", 0];
  for (; player.next(frame); frames++) heard += ear.hear(frame);
  assert.deepEqual([heard, frames], ["A123C", Math.ceil((35 + 5 * 140) / 20)]);
});

test("the call's own sound is left as it is, and silenced while the line is open", () => {
  const player = planPlayer(openLoopDisconnect({ after: millis(20), length: millis(20) }), 8000);
  const seen = Array.from({ length: 5 }, () => {
    const frame = new Int16Array(80).fill(7);
    const state = player.next(frame);
    return `${state?.feed} ${state?.speech} ${frame[0]}`;
  });
  const [talking, open] = ["normal true 7", "open false 0"];
  assert.deepEqual(seen, [talking, talking, open, open, talking]);
});

test("a plan of nothing is over at once", () => {
  assert.equal(planPlayer({ pieces: [] }, 8000).next(new Int16Array(80)), undefined);
  const nothing = { pieces: [silence(0)], repeatFrom: 0 };
  assert.equal(planPlayer(nothing, 8000).next(new Int16Array(80)), undefined);
});
