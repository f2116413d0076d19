import assert from "node:assert/strict";
import { test } from "node:test";
import type { LinePiece, LinePlan } from "#media/callerId/linePlan.ts";
import { answerReversal, openLoopDisconnect } from "#media/callerId/lineSignals.ts";
import type { CallerId } from "#media/callerId/message.ts";
import { parseMethod } from "#media/callerId/method.ts";
import {
  messageOf,
  type OnHookChoice,
  onHookPlan,
  waitingLampPlan,
} from "#media/callerId/onHook.ts";
import { parseRing, type RingCadence } from "#media/tone/ringCadence.ts";

const at = { month: 11, day: 22, hour: 15, minute: 30 };
const call: CallerId = { at, number: "6175550142", name: "HAKUSUI LINE 1" };

const methodOf = (text: string) => {
  const method = parseMethod(text);
  assert(method.ok, text);
  return method.value;
};
const cadence = (text: string): RingCadence => {
  const ring = parseRing(text);
  assert(ring.ok, text);
  return ring.value;
};

const shown = (piece: LinePiece): string => {
  const what = piece.name === "keys" ? piece.keys : piece.name;
  const length = piece.length === undefined ? "" : ` ${Math.round(piece.length)}`;
  return `${what}${length}${piece.feed ? ` ${piece.feed}` : ""}`;
};
/** A plan in one line; what comes again and again behind the bar. */
const story = ({ pieces, repeatFrom = pieces.length }: LinePlan): string =>
  [pieces.slice(0, repeatFrom), pieces.slice(repeatFrom)]
    .map((part) => part.map(shown).join(", "))
    .join(" | ");
const plan = (method: string, ring: string, choice?: OnHookChoice): string =>
  story(onHookPlan(call, methodOf(method), cadence(ring), choice));

for (const [what, method, ring, heard] of [
  [
    "America: in the silence behind the first ring",
    "bell202 after ring",
    "2/4",
    "ring 2000, silence 600, fsk 750, silence 2650 | ring 2000, silence 4000",
  ],
  [
    "a distinctive ring: in the first silence that is long enough",
    "bell202 after ring",
    ".8/.4 .8/4",
    "ring 800, silence 400, ring 800, silence 600, fsk 750, silence 2650 | ring 800, silence 400, ring 800, silence 4000",
  ],
  [
    "a bell that rings once: behind it, and no second ring",
    "bell202 after ring",
    "!.5",
    "ring 500, silence 600, fsk 750, silence 500 | ",
  ],
  [
    "a ring without a silence that is long enough gets one, once",
    "bell202 after ring",
    "1/.5 1/1.5",
    "ring 1000, silence 500, ring 1000, silence 600, fsk 750, silence 500 | ring 1000, silence 500, ring 1000, silence 1500",
  ],
  [
    "Britain: line reversal, DT-AS, data, and back",
    "v23 reversal+tones",
    ".4/.2 .4/2",
    "silence 300 reversed, alert 100 reversed, silence 150 reversed, fsk 775 reversed, silence 400 reversed | ring 400, silence 200, ring 400, silence 2000",
  ],
  [
    "ETSI: DT-AS alone",
    "v23 tones",
    "1/4",
    "alert 100, silence 150, fsk 775, silence 400 | ring 1000, silence 4000",
  ],
  [
    "ETSI: a ring pulse as the alerting signal",
    "v23 pulse",
    "1/4",
    "ring 250, silence 500, fsk 775, silence 400 | ring 1000, silence 4000",
  ],
  [
    "an open line as the alerting signal",
    "bell202 open",
    "2/4",
    "silence 200 open, silence 300, fsk 750, silence 400 | ring 2000, silence 4000",
  ],
  [
    "Sweden: keys behind a reversal",
    "AC reversal",
    "1/5",
    "silence 300 reversed, A6175550142C 1680 reversed, silence 400 reversed | ring 1000, silence 5000",
  ],
  ["keys without a warning", "A# nothing", "!.5", "A6175550142# 1680, silence 400, ring 500 | "],
  ["a country that tells nothing", "none", "1/2", " | ring 1000, silence 2000"],
  ["a country that tells nothing, a bell that rings once", "none", "!.5", "ring 500 | "],
] as const)
  test(what, () => assert.equal(plan(method, ring), heard));

test("an old box: single data message, and the second ring still comes in time", () =>
  assert.equal(
    plan("bell202 after ring", "2/4", { single: true }),
    "ring 2000, silence 600, fsk 583, silence 2817 | ring 2000, silence 4000",
  ));

test("keys in place of a number are the owner's to choose", () => {
  const absent = { unavailable: "B00", private: "B01" };
  const hidden = { at, number: { absent: "private" } } as const;
  const keysIn = (choice: OnHookChoice) =>
    onHookPlan(hidden, methodOf("AC nothing"), cadence("1/4"), choice).pieces.map(shown)[0];
  assert.equal(keysIn({}), "B10C 560");
  assert.equal(keysIn({ absent }), "B01C 560");
});

test("ETSI says that it is a call for a voice; GR-30 leaves out what it does not know", () => {
  assert.deepEqual([...messageOf(call, "v23").subarray(2, 5)], [0x11, 1, 1]);
  const forwarded = { ...call, callType: "voice", redirecting: "1", forwarded: "busy" } as const;
  assert.deepEqual(messageOf(forwarded, "bell202"), messageOf(call, "bell202"));
});

for (const [method, waiting, heard] of [
  ["bell202 after ring", true, "silence 200 open, silence 300, fsk 458, silence 400 | "],
  ["v23 tones", false, "alert 100, silence 150, fsk 483, silence 400 | "],
  [
    "v23 reversal+tones",
    true,
    "silence 300 reversed, alert 100 reversed, silence 150 reversed, fsk 483 reversed, silence 400 | ",
  ],
] as const)
  test(`the lamp goes ${waiting ? "on" : "off"} without a ring: ${method}`, () => {
    const lamp = waitingLampPlan(waiting, methodOf(method), { count: waiting ? 3 : 0 });
    assert.equal(lamp && story(lamp), heard);
  });

test("no lamp where keys or nothing tell who calls", () => {
  assert.equal(waitingLampPlan(true, methodOf("AC reversal")), undefined);
  assert.equal(waitingLampPlan(true, methodOf("none")), undefined);
});

test("the battery says that the far end answered, and that it has gone", () => {
  assert.equal(story(answerReversal), "speech reversed | ");
  assert.equal(story(openLoopDisconnect()), "speech 2000, silence 500 open, speech | ");
});

for (const text of [
  "",
  "bell202",
  "bell202 sometimes",
  "fsk after ring",
  "AC  reversal",
  "toString nothing",
])
  test(`${JSON.stringify(text)} is no method`, () => assert(!parseMethod(text).ok));
