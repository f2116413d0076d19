import assert from "node:assert/strict";
import { test } from "node:test";
import { formatSignals } from "#server/mgcp/eventList.ts";
import {
  callerSignal,
  lampSignal,
  ringSignal,
  senseOf,
  toneSignal,
} from "#server/mgcp/packages.ts";
import type { LineTone } from "#telephony/line/line.ts";

const sensed: readonly (readonly [event: string, sense: string | undefined])[] = [
  ["L/hd", "offHook"],
  ["l/HU", "onHook"],
  ["hf", "flash"],
  ["H/hd", "offHook"],
  ["L/hd@1F", "offHook"],
  ["D/7", "digit 7"],
  ["d/#", "digit #"],
  ["D/a", "digit A"],
  ["4", "digit 4"],
  ["D/T", undefined],
  ["T", undefined],
  ["D/E", undefined],
  ["L/oc", undefined],
  ["G/ft", undefined],
  ["T/hd", undefined],
];
for (const [event, expected] of sensed)
  test(`${event} is ${expected ?? "nothing of the telephone's"}`, () => {
    const sense = senseOf({ event, parameters: [] });
    const word = sense && (sense.on === "digit" ? `digit ${sense.digit}` : sense.on);
    assert.equal(word, expected);
  });

test("each tone has a signal, in the package that the port has", () => {
  const tones: readonly LineTone[] = ["dial", "stutter", "special", "recall", "ringback", "busy"];
  const more: readonly LineTone[] = ["reorder", "howler", "waiting", "confirm"];
  const said = [...tones, ...more].map((tone) => toneSignal(tone, "L").signal);
  assert.equal(said.join(" "), "L/dl L/sl L/sl L/sl G/rt L/bz L/ro L/ot L/wt G/cf");
  assert.equal(toneSignal("dial", "H").signal, "H/dl");
});

test("cadences ring by their number, the short one is a splash, and others ring as usual", () => {
  const cadences = ["r1", "r2", "r5", "r7", "r8", "chime"];
  const said = cadences.map((one) => ringSignal(one, "L").signal);
  assert.equal(said.join(" "), "L/rg L/r2 L/rs L/r7 L/rg L/rg");
});

const at = { month: 3, day: 7, minute: 9 * 60 + 5 };
const callers: readonly (readonly [what: string, caller: object, text: string])[] = [
  ["number and name", { number: "+16135550142", name: "Ada" }, '"+16135550142","Ada"'],
  ["a number alone", { number: "+16135550142" }, '"+16135550142",O'],
  ["nobody knows who", {}, "O,O"],
  ["who wishes not to be seen", { number: "+1613", name: "Ada", hidden: true }, "P,P"],
  ["a name with accents and quotes", { name: 'Zoë "Z" Müller' }, 'O,"Zoe ""Z"" Muller"'],
  ["a name that tries to end the line", { name: "A\r\nS: L/rg,(" }, 'O,"AS: L/rg,("'],
  ["a name without a letter that can be shown", { name: "中" }, "O,O"],
];
for (const [what, caller, text] of callers)
  test(`the display shows ${what}`, () =>
    assert.equal(formatSignals([callerSignal(caller, at, "L")]), `L/ci(03/07/09/05,${text})`));

test("the lamp is lit and put out", () => {
  assert.equal(
    formatSignals([lampSignal(true, "L"), lampSignal(false, "H")]),
    "L/vmwi(+),H/vmwi(-)",
  );
});
