import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallerId } from "#media/callerId/message.ts";
import { isFsk } from "#media/callerId/method.ts";
import { onHookPlan } from "#media/callerId/onHook.ts";
import { planPlayer } from "#media/callerId/planPlayer.ts";
import { countryFiles, countryOf } from "#media/tone/countries.ts";
import { toneNames } from "#media/tone/country.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import { type Burst, cadenceText, turnOf } from "../phones/set/cadence.ts";
import { BELL_202, V_23 } from "../phones/set/fskTones.ts";
import { TelephoneSet } from "../phones/set/telephoneSet.ts";

/*
 * What every country's line sounds like to a telephone that knows no country.
 */
const countries = countryFiles.map(({ codes }) => codes[0] ?? "");

/** What a lifted telephone says that it hears of the tone, in 20 s: the slowest cadence twice. */
function heard(plan: TonePlan): readonly string[] {
  const set = new TelephoneSet();
  set.lift();
  const generator = toneGenerator(plan, 8000);
  for (let block = 0; block < 2000; block++) {
    const audio = new Int16Array(80);
    generator.fill(audio);
    set.step({ audio, feed: "normal", ringing: false });
  }
  return set.sensed.flatMap((sense) => (sense.on === "tone" ? sense.tone : []));
}

/** The bursts of a plan from there on, its silences behind them. */
function burstsOf(plan: TonePlan, from: number): Burst[] {
  const bursts: Burst[] = [];
  for (const { frequencies, length } of plan.segments.slice(from)) {
    const hertz = frequencies.map(({ hz }) => Math.round(hz)).sort((a, b) => a - b);
    const [tone, ms] = [hertz.join("+"), length ?? Number.POSITIVE_INFINITY];
    const last = bursts.pop();
    if (last && tone === "") bursts.push({ ...last, off: (last.off ?? 0) + ms });
    else {
      if (last) bursts.push(last);
      bursts.push({ tone, on: ms, off: 0 });
    }
  }
  return bursts;
}

/** A tone that goes on where another joins or leaves it, without a pause: the set hears one tone. */
const melts = (bursts: readonly Burst[]): boolean =>
  bursts.some(({ tone, off }, i) => {
    const after = (bursts[i + 1]?.tone ?? bursts[0]?.tone ?? "").split("+");
    return off === 0 && bursts.length > 1 && tone.split("+").some((hz) => after.includes(hz));
  });

/** The same bursts, to 15 ms. */
function isAlike(text: string, turn: readonly Burst[]): boolean {
  const [numbers, wanted] = [text, cadenceText(turn)].map((one) =>
    one.split(/[ /]/).map((part) => (part.includes("+") ? part : Number(part))),
  );
  return (
    numbers?.length === wanted?.length &&
    (numbers ?? []).every((part, i) => {
      const other = wanted?.[i];
      return typeof part === "number" && typeof other === "number"
        ? Math.abs(part - other) <= 0.015
        : part === other;
    })
  );
}

/** What one of the things told must be, of those bursts. */
function wanted(plan: TonePlan): readonly ((told: string) => boolean)[] {
  const goesOn = plan.repeatFrom !== undefined || plan.segments.at(-1)?.length === undefined;
  const bursts = burstsOf(plan, goesOn ? (plan.repeatFrom ?? plan.segments.length - 1) : 0);
  const turn = turnOf([...bursts, ...bursts, ...bursts, ...bursts]);
  const [first] = bursts;
  if (!first) throw new Error("a tone of silence");
  if (melts(bursts)) return [(told) => told === first.tone];
  if (first.on === Number.POSITIVE_INFINITY) return [(told) => told === `${first.tone} steady`];
  const isApart = Math.max(...bursts.map(({ off = 0 }) => off)) > 6000;
  return !goesOn || isApart || !turn
    ? bursts.map(
        ({ tone }) =>
          (told: string) =>
            told.startsWith(tone),
      )
    : [(told) => told.includes("/") && isAlike(told, turn)];
}

for (const country of countries)
  test(`${country}: each tone is heard with its own frequencies and rhythm`, () => {
    const { tones } = countryOf(country);
    for (const name of toneNames) {
      const told = heard(tones[name]);
      for (const is of wanted(tones[name]))
        assert.ok(told.some(is), `${name} was heard as ${told.join("; ")}`);
    }
  });

const call: CallerId = {
  at: { month: 12, day: 24, hour: 18, minute: 5 },
  number: "0301234567",
  name: "Anyone at All",
};
/** A telephone that has been rung for 30 s. */
function rung(country: string): TelephoneSet {
  const { callerId, rings } = countryOf(country);
  const plan = onHookPlan(call, callerId, rings.r1);
  const set = new TelephoneSet({ callerId: callerId?.by === "v23" ? V_23 : BELL_202 });
  const player = planPlayer(plan, 8000);
  for (let block = 0; block < 3000; block++) {
    const audio = new Int16Array(80);
    const frame = player.next(audio);
    if (frame) set.step({ audio, feed: frame.feed, ringing: frame.ringing });
  }
  return set;
}

for (const country of countries)
  test(`${country}: the bell rings as it does there, and the display shows who calls`, () => {
    const set = rung(country);
    const { callerId, rings } = countryOf(country);
    const pattern = rings.r1.pattern;
    const wanted = Array.from({ length: pattern.length / 2 }, (_, i) => ({
      tone: "",
      on: pattern[2 * i] ?? 0,
      off: pattern[2 * i + 1] ?? 0,
    }));
    const turn = turnOf([...wanted, ...wanted, ...wanted, ...wanted]) ?? wanted;
    assert.equal(set.ringCadence, cadenceText(turn));
    const callers = set.sensed.filter(({ on }) => on === "caller");
    assert.equal(callers.length, callerId ? 1 : 0);
    assert.equal(
      set.display,
      !callerId ? "" : isFsk(callerId.by) ? "Anyone at All 0301234567" : "0301234567",
    );
    assert.ok(set.sensed.every(({ on }) => on !== "damaged"));
  });
