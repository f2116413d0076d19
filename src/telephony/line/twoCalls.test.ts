import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answer,
  consulting,
  dial,
  digit,
  end,
  facts,
  incoming,
  on,
  progress,
  ring,
  story,
  timer,
  to,
  twoCalls,
} from "../../../test/calls/lineStory.ts";
import type { LineEvent, LineFacts } from "./line.ts";

/** What the line does from the last `many` events on. */
const last = (many: number, events: readonly LineEvent[], known: Partial<LineFacts> = {}) =>
  story(events, { ...facts, ...known }).slice(-many);

/* Call waiting. */

test("a call in mid-call beeps, a flash answers it and holds the first, each further flash swaps", () =>
  assert.deepEqual(last(4, [...twoCalls, on("flash"), on("flash"), on("flash")]), [
    "callWaiting: beep for Margaret, in2.b1 ringing",
    "alternating: silence, in1.b1 held, hears in2.b1, in2.b1 answered",
    "alternating: in2.b1 held, hears in1.b1, in1.b1 resumed",
    "alternating: in1.b1 held, hears in2.b1, in2.b1 resumed",
  ]));

test("a waiting caller who gives up leaves the call as it was", () =>
  assert.deepEqual(last(1, [...twoCalls, end("in2.b1", "cancelled")]), [
    "talking: in2.b1 ended cancelled, silence",
  ]));

test("put on the hook while one waits, the telephone rings with it", () =>
  assert.deepEqual(last(2, [...twoCalls, on("onHook"), on("offHook")]), [
    "ringing: in1.b1 ended normal, silence, hears nobody, ring r1, in2.b1 ringing",
    "talking: stopRinging, hears in2.b1, in2.b1 answered",
  ]));

test("the first caller hangs up while one waits: it beeps on, and a flash answers", () =>
  assert.deepEqual(last(2, [...twoCalls, end("in1.b1"), on("flash")]), [
    "callWaiting: hears nobody, in1.b1 ended normal",
    "talking: silence, hears in2.b1, in2.b1 answered",
  ]));

test("the one who waited for the first to end gives up too", () =>
  assert.deepEqual(last(1, [...twoCalls, end("in1.b1"), end("in2.b1", "cancelled")]), [
    "parted: in2.b1 ended cancelled, silence, parted+5",
  ]));

test("no beep: the owner switched it off, the rule says so, or somebody calls for help", () => {
  const busy = ["talking: in2.b1 ended busy"];
  assert.deepEqual(last(1, twoCalls, { callWaiting: false }), busy);
  assert.deepEqual(last(1, [...incoming, ring("in2.b1", { whenBusy: "skip" })]), busy);
  const help = [on("offHook"), ...dial("911"), answer, ring("in2.b1")];
  assert.deepEqual(last(1, help), busy);
});

test("one of two hangs up: the other is there at once, whether it talked or was held", () => {
  const two = [...twoCalls, on("flash")];
  assert.deepEqual(last(1, [...two, end("in2.b1")]), [
    "talking: in2.b1 ended normal, silence, hears in1.b1, in1.b1 resumed",
  ]);
  assert.deepEqual(last(1, [...two, end("in1.b1")]), ["talking: in1.b1 ended normal"]);
});

test("hanging up on one with the other held rings back, and lifting talks to it", () =>
  assert.deepEqual(last(2, [...twoCalls, on("flash"), on("onHook"), on("offHook")]), [
    "ringing: in2.b1 ended normal, silence, hears nobody, ring r1, ringBack+60",
    "talking: stopRinging, -ringBack, hears in1.b1, in1.b1 resumed",
  ]));

test("nobody lifts for the one who rings back: after a minute it is over", () =>
  assert.deepEqual(last(1, [...twoCalls, on("flash"), on("onHook"), timer("ringBack")]), [
    "idle: stopRinging, in1.b1 ended normal",
  ]));

/* Transfer. */

test("hanging up on two parties puts them through, where the owner wishes so: rung, answered, or all together", () => {
  const through = "idle: silence, hears nobody, in1.b1 put through to out1.a";
  for (const acts of [[], [answer], [answer, on("flash")]])
    assert.deepEqual(last(1, [...consulting, ...acts, on("onHook")], { transferOnHook: true }), [
      through,
    ]);
});

test("nobody is put through to a call for help", () => {
  const help = [...incoming, on("flash"), ...dial("911"), answer, on("onHook")];
  assert.deepEqual(last(1, help, { transferOnHook: true }), [
    "ringing: out1.a ended normal, silence, hears nobody, ring r1, ringBack+60",
  ]);
});

test("a number behind the code of a blind transfer: confirmed, and the line is out of it", () => {
  const dialPlan: LineFacts["dialPlan"] = (digits) =>
    digits === "*98" ? { is: "complete", transfer: true } : { is: "more", enough: false };
  assert.deepEqual(last(1, [...incoming, on("flash"), ...dial("*98")], { dialPlan }), [
    "parted: -interDigit, hears nobody, place *98, in1.b1 put through to out1.a, confirm tone, parted+5",
  ]);
  assert.deepEqual(last(1, [on("offHook"), ...dial("*98")], { dialPlan }), [
    "reorder: -interDigit, reorder tone, reorder+30",
  ]);
});

/* Three parties. */

test("flash, a third number, its answer, flash: all three; the next flash lets the third go", () =>
  assert.deepEqual(
    last(5, [...consulting, progress(false), answer, on("flash"), digit("1"), on("flash")]),
    [
      "consulting: ringback tone",
      "consulting: silence",
      "threeWay: silence, hears in1.b1+out1.a, in1.b1 resumed",
      "threeWay: in1.b1 digit, out1.a digit",
      "talking: hears in1.b1, out1.a ended normal",
    ],
  ));

test("a flash before the third answers takes the first back", () =>
  assert.deepEqual(last(1, [...consulting, on("flash")]), [
    "talking: out1.a ended cancelled, silence, hears in1.b1, in1.b1 resumed",
  ]));

test("the third is busy: a flash takes the first back, hanging up rings it back", () => {
  const busy = [...consulting, end("out1.a", "busy")];
  assert.deepEqual(last(2, [...busy, on("flash")]), [
    "reorder: hears nobody, out1.a ended busy, busy tone, reorder+30",
    "talking: -reorder, silence, hears in1.b1, in1.b1 resumed",
  ]);
  assert.deepEqual(last(1, [...busy, on("onHook")]), [
    "ringing: -reorder, silence, hears nobody, ring r1, ringBack+60",
  ]);
});

test("half a third number and a flash: back to the first", () =>
  assert.deepEqual(last(1, [...incoming, on("flash"), ...dial("61"), on("flash")]), [
    "talking: -interDigit, silence, hears in1.b1, in1.b1 resumed",
  ]));

test("the second dial tone is borne for a while; then it is a silent hold", () =>
  assert.deepEqual(last(2, [...incoming, on("flash"), timer("firstDigit"), on("flash")]), [
    "recall: silence",
    "talking: -firstDigit, silence, hears in1.b1, in1.b1 resumed",
  ]));

test("the first hangs up meanwhile: the call to the third goes on alone", () => {
  assert.deepEqual(last(2, [...consulting, end("in1.b1"), answer]), [
    "calling: in1.b1 ended normal",
    "talking: silence",
  ]);
  assert.deepEqual(last(1, [...consulting, answer, end("in1.b1")]), [
    "talking: in1.b1 ended normal",
  ]);
});

test("of three, one hangs up: the other two talk; our hanging up ends both", () => {
  const three = [...consulting, answer, on("flash")];
  assert.deepEqual(last(1, [...three, end("in1.b1")]), [
    "talking: hears out1.a, in1.b1 ended normal",
  ]);
  assert.deepEqual(last(1, [...three, on("onHook")]), [
    "idle: silence, hears nobody, in1.b1 ended normal, out1.a ended normal",
  ]);
});

test("a call for help while one is held is never held, joined or let go by a flash", () =>
  assert.deepEqual(
    last(2, [...incoming, on("flash"), ...dial("911"), on("flash"), answer, on("flash")]),
    ["consulting: silence", "consulting: "],
  ));

/* A digit behind the flash. */

const rows: readonly (readonly [LineFacts["flash"], string, readonly LineEvent[], string])[] = [
  ["deluxe", "3", twoCalls, "threeWay: -command, silence, hears in1.b1+in2.b1, in2.b1 answered"],
  ["deluxe", "6", twoCalls, "alternating: -command, silence, in2.b1 answered, in2.b1 held"],
  [
    "deluxe",
    "7",
    twoCalls,
    "talking: -command, in1.b1 ended normal, silence, hears in2.b1, in2.b1 answered",
  ],
  ["deluxe", "9", twoCalls, "talking: -command, silence, in2.b1 ended rejected"],
  ["deluxe", "1", twoCalls, "callWaiting: -command"],
  ["etsi", "0", twoCalls, "talking: -command, silence, in2.b1 ended rejected"],
  [
    "etsi",
    "1",
    twoCalls,
    "talking: -command, in1.b1 ended normal, silence, hears in2.b1, in2.b1 answered",
  ],
  [
    "etsi",
    "2",
    twoCalls,
    "alternating: -command, silence, in1.b1 held, hears in2.b1, in2.b1 answered",
  ],
  [
    "etsi",
    "4",
    [...consulting, answer],
    "parted: -command, silence, hears nobody, in1.b1 put through to out1.a, silence, parted+5",
  ],
  [
    "etsi",
    "4",
    [...consulting, progress(false)],
    "parted: -command, silence, hears nobody, in1.b1 put through to out1.a, silence, parted+5",
  ],
  [
    "etsi",
    "1",
    [...consulting, progress(false)],
    "talking: -command, out1.a ended cancelled, silence, hears in1.b1, in1.b1 resumed",
  ],
  ["etsi", "0", [...consulting, answer], "talking: -command, in1.b1 ended normal"],
  [
    "etsi",
    "1",
    [...consulting, answer],
    "talking: -command, out1.a ended normal, silence, hears in1.b1, in1.b1 resumed",
  ],
  [
    "etsi",
    "2",
    [...consulting, answer],
    "alternating: -command, out1.a held, hears in1.b1, in1.b1 resumed",
  ],
  [
    "etsi",
    "3",
    [...consulting, answer],
    "threeWay: -command, silence, hears in1.b1+out1.a, in1.b1 resumed",
  ],
];
for (const [flash, key, before, wanted] of rows)
  test(`${flash}: a flash and ${key}, after ${before.length} steps, is ${wanted}`, () =>
    assert.deepEqual(last(2, [...before, on("flash"), digit(key)], { flash }), [
      "flashed: command+1",
      wanted,
    ]));

test("a flash alone is a plain one, a second later or at the next flash", () => {
  const wanted = "alternating: silence, in1.b1 held, hears in2.b1, in2.b1 answered";
  for (const [then, first] of [
    [timer("command"), ""],
    [on("flash"), "-command, "],
  ] as const)
    assert.deepEqual(last(1, [...twoCalls, on("flash"), then], { flash: "etsi" }), [
      wanted.replace(": ", `: ${first}`),
    ]);
});

test("a caller who gives up just then is not waited for", () =>
  assert.deepEqual(last(1, [...twoCalls, on("flash"), end("in2.b1")], { flash: "etsi" }), [
    "talking: -command, in2.b1 ended normal, silence",
  ]));

/* Fax machines and modems. */

const carries = (leg: string): LineEvent => to(leg, { do: "voiceBandData" });

test("a fax machine in the call: who waits finds it busy, and so does everybody after", () => {
  assert.deepEqual(last(3, [...twoCalls, on("modem"), carries("in1.b1"), ring("in3.b1")]), [
    "callWaiting: in1.b1 modem",
    "talking: silence, voiceBandData, in2.b1 ended busy",
    "talking: in3.b1 ended busy",
  ]);
  assert.deepEqual(
    last(1, [...incoming, carries("in1.b1"), ring("in2.b1", { whenBusy: "interrupt" })]),
    ["talking: in2.b1 ended busy"],
  );
});

test("the call that is held is marked, and its telephone's sound is not", () => {
  const [marked, back] = last(2, [...incoming, on("flash"), carries("in1.b1"), on("flash")]);
  assert.equal(marked, "recall: ");
  assert.match(back ?? "", /^talking/);
});

test("of a call that it does not know, and on its hook, a line hears nothing", () => {
  assert.deepEqual(last(1, [...incoming, carries("in9.b1")]), ["talking: "]);
  assert.deepEqual(last(1, [carries("in9.b1")]), ["idle: "]);
  assert.deepEqual(last(1, [on("modem")]), ["idle: "]);
});
