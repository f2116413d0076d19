import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { millis, seconds } from "#kit/time.ts";
import type { MailboxEffect, MailboxEvent, MailboxFacts } from "./mailbox.ts";
import { beginMailbox, mailboxMachine } from "./mailboxMachine.ts";
import { prompts, signals } from "./prompts.ts";

const none: MailboxFacts = { longest: seconds(180), messages: [] };
const some: MailboxFacts = {
  longest: seconds(180),
  messages: [
    { id: "thu", heard: false },
    { id: "wed", heard: true },
    { id: "tue", heard: false },
    { id: "mon", heard: true },
  ],
};

const on = (what: "played" | "silent" | "hungUp"): MailboxEvent => ({ on: what });
const digit = (key: string): MailboxEvent => ({ on: "digit", digit: key });
const recorded = (ms: number): MailboxEvent => ({ on: "recorded", length: millis(ms) });
const timer = (name: "longest" | "choice"): MailboxEvent => ({ on: "timer", timer: name });
const failed: MailboxEvent = { on: "shellFailed", effect: "startRecording" };

function word(effect: MailboxEffect): string {
  switch (effect.do) {
    case "play":
      return `plays ${effect.prompts.join(" ")}`;
    case "keep":
      return `keeps ${effect.length / 1000} s`;
    case "markHeard":
    case "delete":
      return `${effect.do} ${effect.message}`;
    case "startTimer":
      return `${effect.timer}+${effect.after / 1000}`;
    case "stopTimer":
      return `-${effect.timer}`;
    default:
      return effect.do;
  }
}

type Who = Parameters<typeof beginMailbox>[0];

function story(who: Who, facts: MailboxFacts, events: readonly MailboxEvent[]): string[] {
  let [state, effects] = beginMailbox(who, facts);
  const lines = [`${state.name}: ${effects.map(word).join(", ")}`];
  for (const event of events) {
    [state, effects] = mailboxMachine.step(state, event, facts);
    lines.push(`${state.name}: ${effects.map(word).join(", ")}`);
  }
  return lines;
}
const caller = (...events: readonly MailboxEvent[]): string[] =>
  story({ is: "caller" }, none, events);
const owner = (...events: readonly MailboxEvent[]): string[] =>
  story({ is: "owner" }, some, events);

/* To a caller. */

test("a caller hears the greeting and the tone, speaks, and hangs up", () =>
  assert.deepEqual(caller(on("played"), on("hungUp"), recorded(4200)), [
    "greeting: plays greeting beep",
    "recording: startRecording, longest+180",
    "saving: -longest, stopRecording",
    "over: keeps 4.2 s, hangUp",
  ]));

test("# ends the message, and goodbye is said", () =>
  assert.deepEqual(caller(on("played"), digit("#"), recorded(2000), on("played")).slice(2), [
    "saving: -longest, stopRecording",
    "leaving: keeps 2 s, -choice, plays goodbye",
    "over: hangUp",
  ]));

const endings: readonly (readonly [string, readonly MailboxEvent[], string])[] = [
  ["silence", [on("silent"), recorded(2000)], "leaving: keeps 2 s, -choice, plays goodbye"],
  [
    "the longest time",
    [timer("longest"), recorded(180_000)],
    "leaving: keeps 180 s, -choice, plays goodbye",
  ],
  ["a full disk", [recorded(3000)], "leaving: -longest, keeps 3 s, -choice, plays goodbye"],
  ["a recorder that never began", [failed], "leaving: -longest, drop, -choice, plays goodbye"],
  ["hanging up at the tone", [on("hungUp"), recorded(999)], "over: drop, hangUp"],
  [
    "hanging up while it is saved",
    [digit("#"), on("hungUp"), recorded(1000)],
    "over: keeps 1 s, hangUp",
  ],
];
for (const [what, events, wanted] of endings)
  test(`a message is ended by ${what}`, () =>
    assert.equal(caller(on("played"), ...events).at(-1), wanted));

test("# during the greeting goes to the tone at once, other keys do nothing", () =>
  assert.deepEqual(caller(digit("5"), digit("#"), on("played")).slice(1), [
    "greeting: ",
    "greeting: plays beep",
    "recording: startRecording, longest+180",
  ]));

test("who hangs up during the greeting leaves nothing", () =>
  assert.equal(caller(on("hungUp")).at(-1), "over: -choice, stopPlaying, hangUp"));

test("a greeting of ours and one of the owner's are found by their names", () => {
  const first = (greeting: string) => story({ is: "caller", greeting }, none, [])[0];
  assert.equal(first("asleep"), "greeting: plays greeting-asleep beep");
  assert.equal(first("birthday"), "greeting: plays greeting:birthday beep");
});

/* To the owner. */

test("the owner hears how many are new, then each: new ones as they came, then known ones", () =>
  assert.deepEqual(
    owner(on("played"), digit("1"), digit("9"), digit("9"), digit("9"), digit("9")),
    [
      "menu: plays messages-you-have number-2 messages-new-many messages-menu",
      "menu: choice+10",
      "listening: -choice, plays message:tue",
      "listening: -choice, markHeard tue, plays messages-kept message:thu",
      "listening: -choice, markHeard thu, plays messages-kept message:wed",
      "listening: -choice, markHeard wed, plays messages-kept message:mon",
      "menu: -choice, markHeard mon, plays messages-kept messages-end messages-menu",
    ],
  ));

test("behind a message the keys are named, and it counts as heard", () =>
  assert.deepEqual(owner(digit("1"), on("played"), on("played"), timer("choice")).slice(2), [
    "choosing: markHeard tue, plays messages-choice",
    "choosing: choice+10",
    "listening: plays message:thu",
  ]));

const keys: readonly (readonly [string, string, string])[] = [
  ["1", "plays it again", "listening: -choice, plays message:tue"],
  ["7", "deletes it", "listening: -choice, delete tue, plays messages-deleted message:thu"],
  ["9", "keeps it", "listening: -choice, markHeard tue, plays messages-kept message:thu"],
  [
    "*",
    "goes to the menu",
    "menu: -choice, plays messages-you-have number-2 messages-new-many messages-menu",
  ],
  ["#", "leaves", "leaving: -choice, -choice, plays goodbye"],
  ["4", "means nothing", "choosing: -choice, plays messages-wrong-key messages-choice"],
];
for (const [key, what, wanted] of keys)
  test(`while a message plays and behind it, ${key} ${what}`, () => {
    assert.equal(owner(digit("1"), digit(key)).at(-1), wanted);
    assert.equal(owner(digit("1"), on("played"), digit(key)).at(-1), wanted);
  });

test("without messages there is nothing to hear", () =>
  assert.deepEqual(
    story({ is: "owner" }, none, [digit("1"), digit("8"), timer("choice"), on("hungUp")]),
    [
      "menu: plays messages-none messages-menu",
      "menu: -choice, plays messages-none messages-menu",
      "menu: -choice, plays messages-wrong-key messages-menu",
      "leaving: -choice, plays goodbye",
      "over: -choice, stopPlaying, hangUp",
    ],
  ));

/* Whatever happens. */

const anyEvent = fc.oneof(
  fc.constantFrom(...(["played", "silent"] as const)).map(on),
  fc.constantFrom(..."0123456789*#").map(digit),
  fc.integer({ min: 0, max: 5000 }).map(recorded),
  fc.constantFrom(timer("longest"), timer("choice"), failed),
);
const anybody = fc.constantFrom<Who>(
  { is: "caller" },
  { is: "caller", greeting: "x" },
  { is: "owner" },
);

test("whatever happens, hanging up ends it once, and nothing waits or records any more", () =>
  fc.assert(
    fc.property(anybody, fc.array(anyEvent, { maxLength: 40 }), (who, events) => {
      const told = story(who, some, [...events, on("hungUp"), recorded(0)]);
      const effects = told.flatMap((line) => line.slice(line.indexOf(": ") + 2).split(", "));
      assert.match(told.at(-1) ?? "", /^over: /);
      assert.equal(effects.filter((effect) => effect === "hangUp").length, 1);
      for (const name of ["longest", "choice"]) {
        const last = effects.findLast((effect) => effect.match(`^.?${name}(\\+|$)`));
        assert.ok(last === undefined || last === `-${name}` || !effects.includes("hangUp"), last);
      }
    }),
  ));

test("what is played has words, or is the owner's own", () =>
  fc.assert(
    fc.property(anybody, fc.array(anyEvent, { maxLength: 40 }), (who, events) => {
      const played = story(who, some, events).flatMap(
        (line) => line.match(/plays ([^,]*)/)?.[1] ?? [],
      );
      for (const key of played.flatMap((text) => text.split(" ")))
        assert.ok(key in prompts || key in signals || /^(greeting|message):/.test(key), key);
    }),
  ));
