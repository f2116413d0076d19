import assert from "node:assert/strict";
import { test } from "node:test";
import { replay } from "#kit/machine.ts";
import { millis, seconds } from "#kit/time.ts";
import type { Question } from "#telephony/call/legTarget.ts";
import type { AttendantEffect, AttendantEvent } from "./attendant.ts";
import { attendantMachine, beginAsking } from "./attendantMachine.ts";
import { scriptOf } from "./scripts.ts";

const facts = {
  caller: { number: "+16135550100" },
  home: { country: "CA", areaCode: "613" },
  code: "47",
};
const played: AttendantEvent = { on: "played" };
const late: AttendantEvent = { on: "timer", timer: "answer" };
const key = (digit: string): AttendantEvent => ({ on: "digit", digit });
const recorded = (ms: number): AttendantEvent => ({ on: "recorded", length: millis(ms) });

function word(effect: AttendantEffect): string {
  switch (effect.do) {
    case "play":
      return effect.prompts.filter((one) => !/^number-/.test(one)).join(" ");
    case "choose":
      return `→ ${effect.choice}`;
    case "startTimer":
      return `+${effect.after / seconds(1)}`;
    default:
      return "";
  }
}

/** What is said and chosen, step by step. */
function story(question: Question, ...events: readonly AttendantEvent[]): string[] {
  const script = scriptOf(question, facts);
  const begun = beginAsking(script);
  const steps = [begun, ...replay(attendantMachine, begun[0], events, script)];
  return steps.map(
    ([{ name }, effects]) => `${name}: ${effects.map(word).filter(Boolean).join(", ")}`,
  );
}

const take = { ask: "take" } as const;

test("a called party may choose while the question is still being said", () =>
  assert.deepEqual(story(take, key("7"), key("1")), [
    "asking: attendant-call from attendant-take",
    "asking: ",
    "over: → take",
  ]));

test("who presses nothing is asked three times, then given up", () =>
  assert.deepEqual(story(take, played, late, played, late, played, late), [
    "asking: attendant-call from attendant-take",
    "waiting: +5",
    "asking: attendant-take",
    "waiting: +5",
    "asking: attendant-take",
    "waiting: +5",
    "over: → nothing",
  ]));

test("what the caller said is played, by its file", () =>
  assert.match(
    story({ ask: "screened", recording: "screened/c.wav" })[0] ?? "",
    /attendant-call recording:screened\/c.wav attendant-screened/,
  ));

test("a caller speaks until the time is up, and is thanked; who says nothing is asked once more", () =>
  assert.deepEqual(
    story({ ask: "name" }, played, late, recorded(100), played, key("#"), recorded(1900), played),
    [
      "asking: screen-ask beep",
      "recording: +5",
      "recording: ",
      "asking: screen-ask beep",
      "recording: +5",
      "recording: ",
      "thanking: screen-wait",
      "over: → named",
    ],
  ));

test("two spoken digits: the right ones, and only those", () => {
  const said = "asking: screen-digits";
  assert.deepEqual(story({ ask: "digits" }, key("4"), key("7"), played), [
    said,
    "asking: ",
    "thanking: screen-wait",
    "over: → named",
  ]);
  assert.deepEqual(story({ ask: "digits" }, key("4"), key("8"), key("5")), [
    said,
    "asking: ",
    said,
    "over: → nothing",
  ]);
});

test("of a caller's menu only its own keys count", () => {
  const menu: Question = { ask: "key", prompt: "closed", keys: ["1", "*"], for: 5 as never };
  assert.deepEqual(story(menu, key("2"), played, key("*")), [
    "asking: closed",
    "asking: ",
    "waiting: +5",
    "over: → key *",
  ]);
  assert.equal(story(menu, played, late).at(-1), "over: → nothing");
});

test("a broken recorder or player never leaves the caller waiting", () => {
  assert.equal(story(take, { on: "shellFailed", effect: "play" }).at(-1), "over: → nothing");
  assert.equal(
    story({ ask: "name" }, played, { on: "shellFailed", effect: "x" }).at(-1),
    "over: → nothing",
  );
});

test("an extension ends by a pause or #, and its digits are no keys of the menu", () => {
  const menu: Question = {
    ...{ ask: "key", prompt: "menu", keys: ["0"], for: 8 as never },
    ...{ extensions: true, before: "busy" },
  };
  assert.deepEqual(story(menu, key("2"), key("0"), late), [
    "asking: reached-busy menu",
    "waiting: +3",
    "waiting: +3",
    "over: → dialled 20",
  ]);
  assert.equal(story(menu, key("2"), key("#")).at(-1), "over: → dialled 2");
  assert.equal(story(menu, key("2"), key("*")).at(-1), "waiting: +8");
  assert.equal(story(menu, key("2"), key("*"), key("0")).at(-1), "over: → key 0");
  assert.equal(story(menu, key("#"), late).at(-1), "over: → nothing");
});
