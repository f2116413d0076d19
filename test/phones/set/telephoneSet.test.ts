import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExchangeBlock, SetBlock } from "#media/loop/loop.ts";
import { BELL_202, V_23 } from "./fskTones.ts";
import { KeyEar } from "./keyEar.ts";
import { levelOf } from "./level.ts";
import { blocks, joined, luck, noisy, sent, silence, sines } from "./reference.ts";
import { TelephoneSet } from "./telephoneSet.ts";

const octets = (hex: string): number[] => hex.split(" ").map((each) => Number.parseInt(each, 16));
const CALLER = octets(
  "80 26 01 08 31 31 32 32 31 35 33 30 02 0a 36 31 37 35 35 35 30 31 34 32 07 0e 48 41 4b 55 53 55 49 20 4c 49 4e 45 20 31 ea",
);
const LAMP_ON = octets("82 03 0b 01 ff 70");
const LAMP_OFF = octets("82 03 0b 01 00 6f");

/** What the set gave back while that was on the loop, and what came out of its earpiece. */
interface Given {
  readonly audio: Int16Array;
  readonly heard: Int16Array;
  readonly current: readonly boolean[];
}

function given(
  set: TelephoneSet,
  sound: Int16Array,
  { feed = "normal", ringing = false }: Partial<ExchangeBlock> = {},
): Given {
  const heard: Int16Array[] = [];
  const answers: SetBlock[] = [];
  for (const audio of blocks(sound)) {
    const { audio: said, current } = set.step({ audio, feed, ringing });
    answers.push({ audio: said.slice(), current });
    heard.push(set.heard);
  }
  return {
    audio: joined(...answers.map(({ audio }) => audio)),
    heard: joined(...heard),
    current: answers.flatMap(({ current }) => current),
  };
}

const ring = (set: TelephoneSet, ms: number): Given => given(set, silence(ms), { ringing: true });
/** What was sensed, without when. */
const senses = (set: TelephoneSet): unknown[] => set.sensed.map(({ at: _, ...sense }) => sense);
const keysIn = (sound: Int16Array): string => {
  const ear = new KeyEar();
  return [...blocks(joined(sound, silence(50)))].map((block) => ear.hear(block)).join("");
};
/** How long current flowed and did not, in turn. */
function stretches(current: readonly boolean[]): number[] {
  const found: number[] = [];
  current.forEach((flows, i) => {
    if (flows === current[i - 1]) found[found.length - 1] = (found.at(-1) ?? 0) + 1;
    else found.push(1);
  });
  return found;
}

test("between the first ring and the second the display shows who calls", () => {
  const set = new TelephoneSet();
  ring(set, 2000);
  given(set, joined(silence(500), sent(CALLER, { tones: BELL_202 }), silence(2500)));
  ring(set, 2000);
  given(set, silence(100));
  assert.deepEqual(senses(set), [
    { on: "ringBegan" },
    { on: "ringEnded", lasted: 2000 },
    {
      on: "caller",
      text: "HAKUSUI LINE 1 6175550142",
      message: {
        format: "MDMF",
        when: "11-22 15:30",
        number: "6175550142",
        name: "HAKUSUI LINE 1",
      },
    },
    { on: "ringBegan" },
    { on: "ringEnded", lasted: 2000 },
  ]);
  assert.equal(set.display, "HAKUSUI LINE 1 6175550142");
  assert.deepEqual(JSON.parse(JSON.stringify(set.sensed)), set.sensed);
  assert.ok(set.sensed.every(({ at }, i) => at >= (set.sensed[i - 1]?.at ?? 0)));
});

test("in Britain the line is reversed, alerts, says who calls, and then rings", () => {
  const set = new TelephoneSet({ callerId: V_23 });
  given(set, silence(500));
  const message = sent(CALLER, { tones: V_23, seizure: 96, mark: 55 });
  const before = joined(silence(300), sines([2130, 2750], 100, -15), silence(150), message);
  given(set, joined(before, silence(200)), { feed: "reversed" });
  ring(set, 400);
  given(set, silence(10));
  assert.deepEqual(
    set.sensed.map((sense) => (sense.on === "feed" ? sense.feed : sense.on)),
    ["reversed", "alert", "caller", "ringBegan", "normal", "ringEnded"],
  );
});

/** A talking set to which a waiting call is told; what it gave while the signal and the data came. */
function waiting(set: TelephoneSet, cas: number, data: readonly number[] = CALLER) {
  set.lift();
  set.say(sines([1000], 8000));
  given(set, silence(1000));
  const signal = given(set, joined(sines([440], 300), sines([2130, 2750], cas, -15)));
  const answer = given(set, silence(160));
  const message = sent(data, { tones: BELL_202, seizure: 0, mark: 80 });
  const rest = given(set, data.length > 0 ? message : silence(700));
  return { signal, answer, rest, after: given(set, sines([700], 200)) };
}

test("a waiting call: the set answers with a D, is silent, and shows who waits", () => {
  const set = new TelephoneSet();
  const { signal, answer, rest, after } = waiting(set, 80);
  assert.equal(keysIn(signal.audio), "");
  assert.equal(keysIn(answer.audio), "D");
  assert.ok(levelOf(rest.audio.subarray(0, -800)) < -70, "the microphone is off");
  assert.ok(levelOf(rest.heard.subarray(0, -800)) < -70, "and so is the earpiece");
  assert.equal(set.display, "HAKUSUI LINE 1 6175550142");
  assert.ok(levelOf(after.audio) > -20 && levelOf(after.heard) > -20, "then both are on again");
  const alerts = set.sensed.filter((sense) => sense.on === "alert");
  assert.equal(alerts.length, 1);
  assert.ok(alerts.every(({ lasted, answered }) => answered && Math.abs(lasted - 80) <= 2));
});

for (const delay of [0, 30, 70])
  for (const cas of [75, 80, 85])
    test(`the answer to ${cas} ms comes after some ${delay} ms and lasts 60 ms`, () => {
      const set = new TelephoneSet({ answering: { delay } });
      set.lift();
      given(set, joined(silence(200), sines([2130, 2750], cas, -15)));
      const { audio } = given(set, silence(200));
      const begins = audio.findIndex((sample) => sample !== 0) / 8;
      const ends = (audio.findLastIndex((sample) => sample !== 0) + 1) / 8;
      const sinceSignal = begins + (cas % 10 === 0 ? 0 : 5); // the signal ended within a block
      assert.ok(
        sinceSignal >= Math.max(0, delay - 10) && sinceSignal <= delay + 20,
        `after ${sinceSignal} ms`,
      );
      assert.ok(Math.abs(ends - begins - 60) < 1, `${ends - begins} ms`);
    });

for (const [what, cas, other] of [
  ["signal that is too short", 60, false],
  ["signal that is too long", 120, false],
  ["signal while another set is lifted", 80, true],
] as const)
  test(`a ${what} is not answered`, () => {
    const set = new TelephoneSet();
    set.otherIsLifted = other;
    const { answer } = waiting(set, cas, []);
    assert.equal(keysIn(answer.audio), "");
    assert.ok(levelOf(answer.audio) > -20, "it speaks on");
  });

test("when nothing follows the answer, the set speaks and hears again after half a second", () => {
  const set = new TelephoneSet();
  const { rest, after } = waiting(set, 80, []);
  assert.ok(levelOf(rest.audio.subarray(0, 3000)) < -70);
  assert.ok(levelOf(after.audio) > -20);
  assert.ok(set.sensed.some((sense) => sense.on === "nothingFollowed"));
});

test("the lamp goes on and off without a ring", () => {
  const set = new TelephoneSet();
  given(set, sent(LAMP_ON, { tones: BELL_202 }));
  assert.equal(set.isLampLit, true);
  given(set, joined(silence(2000), sent(LAMP_OFF, { tones: BELL_202 })));
  assert.equal(set.isLampLit, false);
  assert.deepEqual(senses(set), [
    { on: "lamp", lit: true },
    { on: "lamp", lit: false },
  ]);
});

test("data beneath ringing voltage are lost", () => {
  const set = new TelephoneSet();
  given(set, sent(CALLER, { tones: BELL_202 }), { ringing: true });
  given(set, silence(100));
  assert.equal(set.display, "");
});

test("a lifted set hears the dial tone, and its keys go out", () => {
  const set = new TelephoneSet();
  set.press("9");
  assert.equal(keysIn(given(set, silence(300)).audio), "");
  set.lift();
  given(set, sines([350, 440], 4000));
  set.press("5551234");
  assert.equal(set.isBusy, true);
  const { audio, current } = given(set, silence(1500));
  assert.equal(keysIn(audio), "5551234");
  assert.equal(current.every(Boolean), true);
  assert.equal(set.isBusy, false);
  assert.deepEqual(senses(set), [
    { on: "tone", tone: "350+440" },
    { on: "tone", tone: "350+440 steady" },
    { on: "toneOver", tone: "350+440 steady", lasted: 4000 },
  ]);
});

test("a flash opens the loop for so long, and nothing is said meanwhile", () => {
  const set = new TelephoneSet();
  set.lift();
  set.say(sines([1000], 3000));
  given(set, silence(200));
  set.flash(500);
  const { audio, current } = given(set, sines([440], 1000));
  assert.deepEqual(stretches(current), [500, 500]);
  assert.ok(levelOf(audio.subarray(0, 4000)) < -70 && levelOf(audio.subarray(4000)) > -20);
});

for (const [making, digits, wanted] of [
  [{}, "13", [61, 839, 61, 39, 61, 39, 61, 839]],
  [{ speed: 20, breaks: 0.67, between: 500 }, "2", [34, 16, 34, 516]],
  [{ numbering: "swedish", between: 300 }, "0", [61, 339]],
  [{ numbering: "newZealand", between: 300 }, "9", [61, 339]],
] as const)
  test(`a dial that is made ${JSON.stringify(making)} opens the loop ${digits}`, () => {
    const set = new TelephoneSet({ dial: making });
    set.lift();
    set.say(sines([1000], 5000));
    set.dial(digits);
    const length = Math.ceil(wanted.reduce((sum, ms) => sum + ms, 0) / 10) * 10;
    const { current } = given(set, silence(length));
    const [first, ...others] = stretches(current);
    assert.deepEqual([first, ...others.slice(0, wanted.length - 1)], wanted);
  });

test("a nought is ten pulses, and the dial's noise stays in the set", () => {
  const set = new TelephoneSet();
  set.lift();
  set.say(sines([1000], 5000));
  set.dial("0");
  const { audio, current } = given(set, silence(1000));
  assert.equal(stretches(current).length, 20);
  assert.ok(levelOf(audio) < -70);
  assert.ok(levelOf(given(set, silence(300)).audio) > -20);
});

test("a hook switch bounces before it rests, and only a lifted one dials or flashes", () => {
  const set = new TelephoneSet();
  set.flash(100);
  set.dial("1");
  assert.deepEqual(stretches(given(set, silence(300)).current), [300]);
  set.lift([3, 2, 4, 6]);
  assert.deepEqual(stretches(given(set, silence(50)).current), [3, 2, 4, 6, 35]);
  set.hangUp();
  assert.equal(given(set, silence(10)).current.some(Boolean), false);
});

test("an open line has no current and no sound, and the set tells", () => {
  const set = new TelephoneSet();
  set.lift();
  set.say(sines([1000], 2000));
  const { current, audio, heard } = given(set, sines([700], 500), { feed: "open" });
  assert.equal(current.some(Boolean), false);
  assert.ok(levelOf(audio) < -70 && levelOf(heard) < -70);
  assert.deepEqual(senses(set).slice(0, 1), [{ on: "feed", feed: "open" }]);
});

test("mute keeps the words in, not the keys", () => {
  const set = new TelephoneSet();
  set.lift();
  set.mute(true);
  set.say(sines([1000], 1000));
  assert.ok(levelOf(given(set, silence(500)).audio) < -70);
  set.press("5");
  assert.equal(keysIn(given(set, silence(200)).audio), "5");
  set.mute(false);
  assert.ok(levelOf(given(set, silence(200)).audio) > -20);
});

test("a loudspeaker is heard by the microphone, a hybrid by the line", () => {
  const noise = noisy(silence(1000), -20, luck(6));
  const perfect = new TelephoneSet();
  perfect.lift();
  assert.ok(levelOf(given(perfect, noise).audio) < -70);
  perfect.speakerphone(true);
  assert.ok(Math.abs(levelOf(given(perfect, noise).audio) - -40) < 1);
  perfect.mute(true);
  assert.ok(levelOf(given(perfect, noise).audio) < -70);
  const worn = new TelephoneSet({ hybrid: { loss: 12, delay: 4 } });
  worn.lift();
  const { audio } = given(worn, noise);
  assert.ok(Math.abs(levelOf(audio) - -32) < 1);
  assert.equal(audio[104], Math.round((noise[100] ?? 0) * 10 ** (-12 / 20)));
});

test("a new call's rings are measured anew", () => {
  const set = new TelephoneSet();
  for (const ms of [400, 400]) {
    ring(set, ms);
    given(set, silence(200));
  }
  assert.equal(set.isRinging, false);
  set.lift();
  given(set, silence(100));
  set.hangUp();
  ring(set, 1000);
  assert.equal(set.isRinging, true);
  given(set, silence(10));
  assert.equal(set.ringCadence, "1");
});
