import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { millis, seconds } from "#kit/time.ts";
import type { MailboxEffect, MailboxEvent, MailboxFacts } from "./mailbox.ts";
import { beginMailbox, mailboxMachine } from "./mailboxMachine.ts";
import { prompts, signals } from "./prompts.ts";

const none: MailboxFacts = {
  longest: seconds(180),
  messages: [],
  hasPin: true,
  atHome: true,
  envelope: (id) => [`from-${id}`],
};
const some: MailboxFacts = {
  ...none,
  messages: [
    { id: "thu", heard: false, callable: true },
    { id: "wed", heard: true, callable: true },
    { id: "tue", heard: false, callable: true },
    { id: "mon", heard: true, callable: false },
  ],
};

const on = (what: "played" | "hungUp" | "notPossible"): MailboxEvent => ({ on: what });
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
    case "restore":
    case "callBack":
      return `${effect.do} ${effect.message}`;
    case "collect":
      return `collect ${effect.what}`;
    case "send":
      return `sends ${effect.message} to ${effect.to}`;
    case "skip":
      return `skips ${effect.by / 1000} s`;
    case "keepGreeting":
    case "removeGreeting":
      return `${effect.do} ${effect.greeting}`;
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
    "greeting: plays greeting:usual beep",
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
  ["silence", [recorded(2000)], "leaving: -longest, keeps 2 s, -choice, plays goodbye"],
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

test("who is picked up while they speak, or before, has left nothing", () => {
  const pickedUp: MailboxEvent = { on: "pickedUp" };
  assert.equal(caller(pickedUp).at(-1), "over: -choice, stopPlaying, hangUp");
  assert.deepEqual(caller(on("played"), pickedUp, recorded(9000)).slice(2), [
    "saving: -longest, stopRecording",
    "over: drop, hangUp",
  ]);
});

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
  assert.equal(first("asleep"), "greeting: plays greeting:asleep beep");
  assert.equal(first("birthday"), "greeting: plays greeting:birthday beep");
});

/* To the owner. */

test("the owner hears how many are new, then each: new ones as they came, then known ones", () =>
  assert.deepEqual(
    owner(on("played"), digit("1"), digit("9"), digit("9"), digit("9"), digit("9")),
    [
      "menu: plays messages-you-have number-2 messages-new-many messages-menu",
      "menu: choice+10",
      "listening: -choice, plays from-tue message:tue",
      "listening: -choice, markHeard tue, plays messages-kept from-thu message:thu",
      "listening: -choice, markHeard thu, plays messages-kept from-wed message:wed",
      "listening: -choice, markHeard wed, plays messages-kept from-mon message:mon",
      "menu: -choice, markHeard mon, plays messages-kept messages-end messages-menu",
    ],
  ));

test("behind a message the keys are named, and it counts as heard", () =>
  assert.deepEqual(owner(digit("1"), on("played"), on("played"), timer("choice")).slice(2), [
    "choosing: markHeard tue, plays messages-choice",
    "choosing: choice+10",
    "listening: plays from-thu message:thu",
  ]));

const keys: readonly (readonly [string, string, string])[] = [
  ["1", "plays it again", "listening: -choice, plays message:tue"],
  [
    "7",
    "deletes it",
    "listening: -choice, delete tue, plays messages-deleted from-thu message:thu",
  ],
  ["9", "keeps it", "listening: -choice, markHeard tue, plays messages-kept from-thu message:thu"],
  [
    "*",
    "goes to the menu",
    "menu: -choice, plays messages-you-have number-2 messages-new-many messages-menu",
  ],
  ["#", "leaves", "leaving: -choice, -choice, plays goodbye"],
  ["3", "means nothing", "choosing: -choice, plays messages-wrong-key messages-choice"],
  ["5", "says when it came and from whom", "choosing: -choice, plays from-tue messages-choice"],
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

test("4 and 6 go back and forward in what plays", () =>
  assert.deepEqual(owner(digit("1"), digit("4"), digit("6")).slice(2), [
    "listening: skips -5 s",
    "listening: skips 5 s",
  ]));

test("what was deleted is brought back by 0, wherever the owner is by then", () => {
  const back = "listening: -choice, restore tue, plays messages-restored from-tue message:tue";
  assert.equal(owner(digit("1"), digit("7"), digit("0")).at(-1), back);
  assert.equal(owner(digit("1"), digit("7"), on("played"), digit("*"), digit("0")).at(-1), back);
  const nothing = "choosing: -choice, plays messages-wrong-key messages-choice";
  assert.equal(owner(digit("1"), digit("0")).at(-1), nothing);
});

test("2 plays only what was heard and kept", () =>
  assert.deepEqual(owner(digit("2"), digit("9"), digit("9")).slice(1), [
    "listening: -choice, plays from-wed message:wed",
    "listening: -choice, markHeard wed, plays messages-kept from-mon message:mon",
    "menu: -choice, markHeard mon, plays messages-kept messages-end messages-menu",
  ]));

test("2 calls back, where the caller is known and the owner is at home", () => {
  assert.deepEqual(owner(digit("1"), digit("2"), on("notPossible")).slice(2), [
    "asked: -choice, markHeard tue, callBack tue",
    "choosing: plays messages-not-sent messages-choice",
  ]);
  const away = { ...some, atHome: false };
  const refused = "choosing: -choice, plays messages-no-call-back messages-choice";
  assert.equal(story({ is: "owner" }, away, [digit("1"), digit("2")]).at(-1), refused);
  assert.equal(owner(digit("2"), digit("9"), digit("2")).at(-1), refused, "nobody knows who");
});

test("8 and a number send a message on", () => {
  const asked = [digit("1"), digit("8"), digit("")];
  const number = (digits: string): MailboxEvent => ({ on: "number", digits });
  assert.deepEqual(owner(...asked, number("12"), { on: "sent", by: "telephone" }).slice(2), [
    "sendingTo: -choice, plays messages-send-to, collect number",
    "sendingTo: stopPlaying, choice+10",
    "asked: -choice, sends tue to 12",
    "choosing: plays messages-sent-telephone messages-choice",
  ]);
  const without = "choosing: -choice, plays messages-choice";
  assert.equal(owner(...asked, number("")).at(-1), without);
  assert.equal(owner(...asked, timer("choice")).at(-1), "choosing: plays messages-choice");
});

test("a greeting is heard, recorded, heard again, and kept", () =>
  assert.deepEqual(
    owner(
      digit("3"),
      digit("2"),
      digit("2"),
      on("played"),
      digit("#"),
      recorded(4000),
      digit("1"),
    ).slice(1),
    [
      "greetings: -choice, plays own-greetings",
      "ownGreeting: -choice, plays greeting:asleep own-greeting-choice",
      "toneForGreeting: -choice, plays own-greeting-speak beep",
      "recordingGreeting: recordGreeting, longest+120",
      "recordingGreeting: -longest, stopRecording",
      "reviewing: -longest, plays draft own-greeting-review",
      "greetings: -choice, keepGreeting asleep, plays own-greeting-kept own-greetings",
    ],
  ));

test("a greeting of the owner's is given up for the supplied one", () =>
  assert.equal(
    owner(digit("3"), digit("1"), digit("7")).at(-1),
    "greetings: -choice, removeGreeting usual, plays own-greeting-removed own-greetings",
  ));

/* From outside. */

const keyed = (right: boolean): MailboxEvent => ({ on: "pin", right });

test("the owner presses * during the greeting, keys the PIN, and hears the menu", () =>
  assert.deepEqual(
    story({ is: "caller" }, some, [digit("*"), digit(""), keyed(true), digit("1")]).slice(1),
    [
      "pin: plays pin-ask, collect pin",
      "pin: stopPlaying, choice+10",
      "menu: -choice, plays messages-you-have number-2 messages-new-many messages-menu",
      "listening: -choice, plays from-tue message:tue",
    ],
  ));

test("three wrong PINs, and it is over", () => {
  const again = "pin: -choice, plays pin-wrong pin-ask, collect pin";
  const over = "leaving: -choice, -choice, plays goodbye";
  assert.deepEqual(caller(digit("*"), keyed(false), keyed(false), keyed(false)).slice(2), [
    again,
    again,
    over,
  ]);
  const shut = { ...none, hasPin: false };
  assert.equal(story({ is: "caller" }, shut, [digit("*")]).at(-1), "greeting: ", "there is none");
});

/* Whatever happens. */

const anyEvent = fc.oneof(
  fc.constantFrom(...(["played", "notPossible"] as const)).map(on),
  fc.constantFrom(..."0123456789*#").map(digit),
  fc.integer({ min: 0, max: 5000 }).map(recorded),
  fc.constantFrom(timer("longest"), timer("choice"), failed),
  fc.constantFrom<MailboxEvent>(keyed(true), keyed(false), { on: "sent", by: "mail" }),
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
        assert.ok(
          key in prompts || key in signals || /^(draft$|from-|greeting:|message:)/.test(key),
          key,
        );
    }),
  ));
