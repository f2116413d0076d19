import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  answer,
  answered,
  dials,
  end,
  ended,
  facts,
  last,
  ring,
  says,
  story,
  to,
} from "../../../test/calls/phoneStory.ts";
import type { LegId } from "../call/leg.ts";
import type { PhoneEffect, PhoneEvent, PhoneFacts, PhoneState } from "./phone.ts";
import { phoneMachine } from "./phoneMachine.ts";

test("a call rings the phone, is answered, held, taken back and ended", () =>
  assert.deepEqual(
    story([
      ring("b1"),
      says("b1", { on: "ringing" }),
      answered("b1"),
      says("b1", { on: "held" }),
      says("b1", { on: "resumed" }),
      end("b1"),
      ended("b1"),
    ]),
    [
      "ringing b1 offered: session b1 ring",
      "ringing b1 ringing: tell b1 ringing",
      "busy b1 talking: tell b1 answered",
      "busy b1 held: tell b1 held",
      "busy b1 talking: tell b1 resumed",
      "busy b1 leaving: session b1 end normal",
      "idle: tell b1 ended normal",
    ],
  ));

test("an answer that crosses our end changes nothing, and one goodbye is told", () =>
  assert.deepEqual(
    story([ring("b1"), end("b1"), answered("b1"), end("b1"), ended("b1")]).slice(1),
    [
      "ringing b1 leaving: session b1 end normal",
      "ringing b1 leaving: ",
      "ringing b1 leaving: ",
      "idle: tell b1 ended normal",
    ],
  ));

test("the phone calls out: a number is placed, and answered when the far end answers", () =>
  assert.deepEqual(
    story([
      dials("a1", "6135550142"),
      to("a1", { do: "progress", audio: false }),
      answer("a1"),
      answered("a1"),
      ended("a1"),
    ]),
    [
      "busy a1 placed: place 6135550142 as a1",
      "busy a1 placed: session a1 progress",
      "busy a1 talking: session a1 answer",
      "busy a1 talking: ",
      "idle: tell a1 ended normal",
    ],
  ));

test("into a call behind *70, or for help, no other call rings", () => {
  for (const number of ["*706135550142", "911"])
    assert.equal(last([dials("a1", number), ring("b2")])?.split(": ")[1], "tell b2 ended busy");
});

const dialling: readonly (readonly [string, string, string])[] = [
  ["a local number", "5550142", "busy a1 placed: place 5550142 as a1"],
  ["a number that the phone ended with #", "5550142#", "busy a1 placed: place 5550142 as a1"],
  ["E.164", "+442079460123", "busy a1 placed: place +442079460123 as a1"],
  ["a call for help", "911", "busy a1 placed: place 911 for help as a1"],
  ["the messages", "*98", "busy a1 placed: place *98 as a1"],
  ["the echo by its name", "echo", "busy a1 placed: place echo as a1"],
  ["an unknown code", "*11", "idle: session a1 end unknown"],
  ["nothing at all", "", "idle: session a1 end unknown"],
  ["a name that nobody has", "stranger", "idle: session a1 end unknown"],
];
for (const [what, text, wanted] of dialling)
  test(`a phone dials ${what}`, () => assert.equal(last([dials("a1", text)]), wanted));

test("a refused INVITE's end is nobody's concern", () =>
  assert.equal(last([dials("a1", "*11"), ended("a1")]), "idle: "));

const talking = [ring("b1"), answered("b1")];
const second: readonly (readonly [string, PhoneEvent, Partial<PhoneFacts>, string])[] = [
  ["waits", ring("b2"), {}, "session b2 ring"],
  ["is refused if the rule skips busy phones", ring("b2", "skip"), {}, "tell b2 ended busy"],
  ["is refused without call waiting", ring("b2"), { callWaiting: false }, "tell b2 ended busy"],
  ["comes through when it is the rescuers", ring("b2", "skip", true), {}, "session b2 ring"],
  ["finds a lost phone unreachable", ring("b2"), { reachable: false }, "tell b2 ended unreachable"],
];
for (const [what, event, known, wanted] of second)
  test(`a second call ${what}`, () =>
    assert.equal(last([...talking, event], { ...facts, ...known })?.split(": ")[1], wanted));

test("two calls end one after the other; the phone is idle behind the last", () =>
  assert.deepEqual(
    story([...talking, ring("b2"), answered("b2"), ended("b1"), ended("b2")]).slice(-2),
    ["busy b2 talking: tell b1 ended normal", "idle: tell b2 ended normal"],
  ));

test("a busy phone rings again for what waits when its own call has ended", () =>
  assert.equal(
    last([...talking, ring("b2"), ended("b1")]),
    "ringing b2 offered: tell b1 ended normal",
  ));

test("a ninth call is one too many", () => {
  const eight = Array.from({ length: 8 }, (_, i) => ring(`b${i}`));
  assert.match(last([...eight, ring("b9")]) ?? "", /tell b9 ended busy$/);
  assert.match(last([...eight, dials("a1", "5550142")]) ?? "", /session a1 end limit$/);
  assert.match(last([...eight, dials("a1", "911")]) ?? "", /place 911 for help as a1$/);
});

test("digits, transfers and the like pass both ways", () => {
  const passed = (event: PhoneEvent) => last([...talking, event])?.split(": ")[1];
  assert.equal(passed(says("b1", { on: "digit", digit: "5", by: "audio" })), "tell b1 digit");
  assert.equal(passed(to("b1", { do: "sendDigit", digit: "5" })), "session b1 sendDigit");
});

test("a transfer: to a number, to another call, or refused", () => {
  const asked = (address: string, replaces?: string, before: readonly PhoneEvent[] = []) => {
    const leg = replaces as LegId;
    const event = { on: "transferAsked" as const, address, ...(replaces && { replaces: leg }) };
    return last([...talking, ...before, says("b1", event)])?.split(": ")[1];
  };
  const second = [dials("a1", "6135550142"), answer("a1")];
  assert.equal(asked("6135550199"), "b1 put through to 6135550199");
  assert.equal(asked("x", "a1", second), "b1 put through to a1");
  assert.equal(asked("x", "a1", second.slice(0, 1)), "b1 put through to a1");
  const refused = "session b1 refuseTransfer";
  assert.equal(asked("911"), refused, "nobody is put through to a call for help");
  assert.equal(asked("x", "a1", [dials("a1", "911"), answer("a1")]), refused);
  assert.equal(asked("*72"), refused, "nor to the house");
  assert.equal(asked("x", "b1"), refused, "nor to itself");
  assert.equal(asked("x", "b2", [ring("b2")]), refused, "nor to one who rings here");
  assert.equal(
    last([ring("b1"), says("b1", { on: "transferAsked", address: "6135550199" })])?.split(": ")[1],
    refused,
    "and only by who talks",
  );
});

test("a number behind the code of a transfer takes whom the phone holds", () => {
  const known = {
    ...facts,
    dialPlan: () => ({ is: "complete" as const, transfer: true as const }),
  };
  const held = [...talking, says("b1", { on: "held" }), dials("a1", "*985550199")];
  assert.equal(
    story(held, known).at(-1)?.split(": ")[1],
    "place *985550199 as a1, b1 put through to a1",
  );
  assert.equal(story([dials("a1", "*985550199")], known).at(-1), "idle: session a1 end unknown");
});

const legs = ["b1", "b2", "a1"];
const anyEvent: fc.Arbitrary<PhoneEvent> = fc.oneof(
  fc.constantFrom(...legs.slice(0, 2)).map((leg) => ring(leg)),
  fc.constantFrom(...legs).map(end),
  fc.constantFrom(...legs).map(answer),
  fc.constantFrom(...legs).map(ended),
  fc.constantFrom(...legs).map(answered),
  fc
    .tuple(fc.constantFrom(...legs), fc.constantFrom("ringing" as const, "held" as const))
    .map(([leg, on]) => says(leg, { on })),
  fc.tuple(fc.constantFrom(...legs), fc.constantFrom(undefined, ...legs)).map(([leg, other]) => {
    const replaces = other && { replaces: other as LegId };
    return says(leg, { on: "transferAsked", address: "6135550199", ...replaces });
  }),
  fc.constant(dials("a1", "911")),
  fc.constant(dials("a1", "6135550142")),
  fc.constant<PhoneEvent>({ on: "shellFailed", effect: "session" }),
);

/** Which legs live, by what the phone has said. A call that finds it busy never lived there. */
function follow(alive: Set<string>, effects: readonly PhoneEffect[]): void {
  for (const effect of effects) {
    if (effect.do === "place") alive.add(effect.leg);
    if (effect.do === "session" && effect.command.do === "ring") alive.add(effect.leg);
    if (effect.do === "tell" && effect.event.on === "ended")
      assert.ok(alive.delete(effect.leg) || effect.event.cause.kind === "busy");
  }
}

test("whatever happens, a phone is idle once its sessions are over, and no leg ends twice", () =>
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 50 }), (events) => {
      const alive = new Set<string>();
      let state: PhoneState = { name: "idle" };
      for (const event of [...events, ...legs.map(ended)]) {
        if (event.on === "dialled" && alive.has(event.leg)) continue; // each INVITE is a new leg
        const [next, effects] = phoneMachine.step(state, event, facts);
        state = next;
        follow(alive, effects);
      }
      assert.deepEqual([state.name, [...alive]], ["idle", []]);
    }),
    { numRuns: 500 },
  ));
