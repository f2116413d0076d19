import assert from "node:assert/strict";
import { test } from "node:test";
import type { LegId } from "#telephony/call/leg.ts";
import type { LineEffect, LineEvent, LineState, LineTimer } from "#telephony/line/line.ts";
import { lineMachine } from "#telephony/line/lineMachine.ts";
import { dial, digit, end, facts, on, ring, timer, to } from "../calls/lineStory.ts";
import { described, points } from "./lattice.ts";

/* A line in whatever state: the call for help is placed; and in it, nothing else is heard or done. */

const answered = (leg: string): LineEvent => to(leg, { do: "answer", mode: "normal" });
const talkingIn = [ring("in1.b1"), on("offHook")];
/** How the telephone came to the tone behind which it dials. */
const ways: Readonly<Record<string, readonly LineEvent[]>> = {
  "from the hook": [on("offHook")],
  "digits dialled in vain before": [
    on("offHook"),
    digit("*"),
    digit("5"),
    on("onHook"),
    on("offHook"),
  ],
  "in mid-call, behind a flash": [...talkingIn, on("flash")],
  "behind a flash from a call that was placed": [
    on("offHook"),
    ...dial("6135550177"),
    answered("out1.a"),
    on("flash"),
  ],
  "behind reorder": [
    on("offHook"),
    ...dial("5551"),
    timer("interDigit"),
    on("onHook"),
    on("offHook"),
  ],
  "as the far end hung up": [...talkingIn, end("in1.b1"), on("onHook"), on("offHook")],
  "behind a code that asks for more": [on("offHook"), ...dial("*67")],
  "behind a code, as one dials out of habit": [on("offHook"), ...dial("*70")],
};

const lines = {
  way: Object.keys(ways),
  number: ["911", "112"],
  messagesWaiting: [true, false],
  forwarding: [true, false],
  callWaiting: [true, false],
  flash: ["plain", "deluxe", "etsi"] as const,
};

function run(
  state: LineState,
  events: readonly LineEvent[],
  known: typeof facts,
): readonly [LineState, readonly LineEffect[]] {
  let now = state;
  const said: LineEffect[] = [];
  for (const event of events) {
    const [next, effects] = lineMachine.step(now, event, known);
    now = next;
    said.push(...effects);
  }
  return [now, said];
}

test("from every tone that one may dial at", (t) => {
  t.diagnostic(described(lines));
  for (const { way, number, ...known } of points(lines)) {
    const [state] = run({ name: "idle" }, ways[way] ?? [], { ...facts, ...known });
    const again = { ...facts, ...known, nextLeg: "out2.a" as LegId };
    const [next, effects] = run(state, dial(number), again);
    const placed = effects.filter((one) => one.do === "place");
    assert.ok(placed[0]?.emergency, `${way}, ${number}: ${JSON.stringify(placed)} in ${next.name}`);
  }
});

const timers: readonly LineTimer[] = [
  "firstDigit",
  "interDigit",
  "command",
  "ringBack",
  "parted",
  "reorder",
  "howler",
];
const disturbances: Readonly<Record<string, readonly LineEvent[]>> = {
  "a flash": [on("flash")],
  "two flashes": [on("flash"), on("flash")],
  "a flash and a digit": [on("flash"), digit("3")],
  "a flash and another digit": [on("flash"), digit("7")],
  "the lamp": [on("messagesChanged")],
  "every timer": timers.map(timer),
  "another call": [ring("in5.b1")],
  "another call that interrupts": [ring("in5.b1", { whenBusy: "interrupt" })],
  "another call that speaks": [ring("in5.b1", { whenBusy: "speak" })],
  "another call that skips": [ring("in5.b1", { whenBusy: "skip" })],
  "a call back": [ring("in5.b1", { emergency: true })],
  "two other calls": [ring("in5.b1"), ring("in6.b1", { whenBusy: "interrupt" })],
  "a shell in trouble": [{ on: "shellFailed", effect: "signal" }],
};
const inCall = {
  way: Object.keys(ways),
  answered: [true, false],
  callWaiting: [true, false],
  flash: ["plain", "deluxe", "etsi"] as const,
  first: Object.keys(disturbances),
  second: Object.keys(disturbances),
};

test("nothing holds it, ends it, beeps into it or takes it from the ear", (t) => {
  t.diagnostic(described(inCall));
  for (const point of points(inCall)) {
    const known = { ...facts, callWaiting: point.callWaiting, flash: point.flash };
    const [tone] = run({ name: "idle" }, ways[point.way] ?? [], known);
    const again = { ...known, nextLeg: "out2.a" as LegId };
    const call = [...dial("911"), ...(point.answered ? [answered("out2.a")] : [])];
    const [state] = run(tone, call, again);
    const events = [point.first, point.second].flatMap((name) => disturbances[name] ?? []);
    const [, effects] = run(state, events, again);
    const touched = effects.filter((effect) => touches(effect));
    assert.deepEqual(touched, [], JSON.stringify(point));
  }
});

/** The call is told something, another one is signalled, or the ear is joined to somebody else. */
function touches(effect: LineEffect): boolean {
  switch (effect.do) {
    case "tell":
      return effect.leg === "out2.a" && effect.event.on !== "digit";
    case "select":
      return !effect.legs.includes("out2.a" as LegId);
    case "signal":
      return effect.signal.do === "callWaiting" || effect.signal.do === "ring";
    default:
      return false;
  }
}
