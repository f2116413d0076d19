import assert from "node:assert/strict";
import { test } from "node:test";
import { strokes } from "./cadence.ts";
import { atRest, type Handset, heard, type Word } from "./state.ts";

const after = (words: readonly Word[], from: Handset = atRest): Handset =>
  words.reduce(heard, from);
const frame = (one: Record<string, unknown>, now = 1000): Word => ({
  on: "frame",
  frame: one,
  now,
});
const margaret = { number: "+442079460123", name: "Margaret" };
const ready = after([
  { on: "device", device: "desk" },
  { on: "link", link: "open" },
]);
const ringing = after(
  [frame({ state: "ringing" }), frame({ ring: { caller: margaret, cadence: "r1" } })],
  ready,
);

test("a ring shows its caller until it stops", () => {
  assert.deepEqual(ringing.ring?.caller, margaret);
  assert.equal(after([frame({ stopRinging: true })], ringing).ring, undefined);
});

test("a lifted handset rings no more and talks with whom it is told", () => {
  const talking = after(
    [{ on: "opening" }, { on: "lifted" }, frame({ state: "talking", party: margaret }, 5000)],
    ringing,
  );
  assert.equal(talking.hook, "off");
  assert.equal(talking.ring, undefined);
  assert.deepEqual(talking.party, margaret);
  assert.equal(talking.talkingSince, 5000);
});

test("a page that comes to a call under way knows that it does not know since when", () => {
  const underWay = [frame({ state: "talking", party: margaret }, 5000), { on: "opening" }] as const;
  const resumed = after([...underWay, { on: "resumed" }], ready);
  assert.deepEqual([resumed.hook, resumed.resumed], ["off", true]);
  assert.equal(after([{ on: "hungUp" }], resumed).resumed, false);
  assert.equal(after([{ on: "lifted" }], ready).resumed, false);
});

test("whoever only speaks opens the loudspeaker, and the microphone is off until a key", () => {
  const announced = { caller: margaret, cadence: "r1", announced: true };
  const rung = after([frame({ state: "ringing" }), frame({ ring: announced })], ready);
  assert.deepEqual([rung.ring?.announced, ringing.ring?.announced], [true, false]);
  const spoken = after(
    [
      { on: "opening" },
      { on: "liftedItself" },
      frame({ state: "talking", party: margaret, oneWay: true }),
    ],
    rung,
  );
  assert.deepEqual([spoken.hook, spoken.spoken, spoken.byItself], ["off", true, true]);
  const back = after([{ on: "talksBack" }, frame({ state: "talking", party: margaret })], spoken);
  assert.deepEqual([back.hook, back.spoken, back.byItself], ["off", false, false]);
  const over = after([{ on: "hungUp" }], spoken);
  assert.deepEqual([over.hook, over.spoken, over.byItself], ["on", false, false]);
  const tooLate = after(
    [{ on: "opening" }, frame({ stopRinging: true }), { on: "leftAlone" }],
    rung,
  );
  assert.deepEqual([tooLate.hook, tooLate.opening], ["on", false]);
});

test("a silenced bell rings again for the next call", () => {
  const silenced = after([{ on: "silenced" }], ringing);
  assert.equal(silenced.silenced, true);
  const next = after(
    [frame({ stopRinging: true }), frame({ ring: { caller: {}, cadence: "" } })],
    silenced,
  );
  assert.equal(next.silenced, false);
});

test("redial remembers a number, not a star code", () => {
  const dial = (digits: string): Word[] => [
    { on: "lifted" },
    ...[...digits].map((digit): Word => ({ on: "digit", digit })),
    { on: "hungUp" },
  ];
  const called = after(dial("6135550133"), ready);
  assert.equal(called.lastDialled, "6135550133");
  assert.equal(after(dial("*69"), called).lastDialled, "6135550133");
});

test("a call in mid-call is shown beside the party, then who is held, then the third", () => {
  const doctor = { number: "+16135550188" };
  const talking = after(
    [{ on: "lifted" }, frame({ state: "talking", party: margaret }, 5000)],
    ready,
  );
  const waits = after([frame({ state: "callWaiting", party: margaret, waiting: doctor })], talking);
  assert.deepEqual([waits.party, waits.others], [margaret, { waiting: doctor }]);
  const swapped = after([frame({ state: "alternating", party: doctor, held: margaret })], waits);
  assert.deepEqual([swapped.party, swapped.others], [doctor, { held: margaret }]);
  assert.equal(swapped.talkingSince, 5000);
  const three = after([frame({ state: "threeWay", party: doctor, third: margaret })], swapped);
  assert.deepEqual(three.others, { third: margaret });
  assert.deepEqual(after([frame({ state: "talking", party: doctor })], three).others, {});
});

test("after a flash the display shows what is keyed anew", () => {
  const keyed = after(
    [{ on: "lifted" }, { on: "digit", digit: "5" }, frame({ state: "talking", party: margaret })],
    ready,
  );
  const held = after(
    [
      frame({ state: "recall", held: margaret }),
      { on: "digit", digit: "6" },
      frame({ state: "dialing", held: margaret }),
    ],
    keyed,
  );
  assert.deepEqual([held.digits, held.party, held.others], ["6", undefined, { held: margaret }]);
});

test("a lost channel hangs up and falls silent", () => {
  const lost = after([{ on: "lifted" }, { on: "link", link: "lost" }], ringing);
  assert.equal(lost.hook, "on");
  assert.equal(lost.ring, undefined);
  assert.equal(lost.link, "lost");
});

test("another page that takes over is told", () =>
  assert.equal(after([frame({ replaced: true })], ready).link, "replaced"));

test("words that no line says change nothing", () => {
  for (const odd of [{}, { state: 7 }, { lamp: "on" }, { ring: null }])
    assert.ok(after([frame(odd)], ready));
});

test("the bell rings as the server says; nonsense rings as usual", () => {
  for (const [told, is] of [
    [{ pattern: [400, 200, 400, 2000] }, { pattern: [400, 200, 400, 2000], once: false }],
    [
      { pattern: [500], once: true },
      { pattern: [500], once: true },
    ],
    [{}, { pattern: [2000, 4000] }],
    [{ pattern: [0, 0] }, { pattern: [2000, 4000] }],
    [{ pattern: "2/4" }, { pattern: [2000, 4000] }],
  ])
    assert.deepEqual(after([frame({ ring: { caller: {}, ...told } })], ready).ring?.cadence, is);
});

test("strokes cover the whole time and nothing after it; one splash is one", () => {
  assert.deepEqual(strokes({ pattern: [400, 200, 400, 2000] }, 3.5), [
    [0, 0.4],
    [0.6000000000000001, 1],
    [3, 3.4],
  ]);
  assert.deepEqual(strokes({ pattern: [500], once: true }, 60), [[0, 0.5]]);
});
