import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  answer,
  digit,
  end,
  facts,
  on,
  progress,
  ring,
  timer,
} from "../../../test/calls/lineStory.ts";
import type { LegEvent, LegId } from "../call/leg.ts";
import type { LineEffect, LineEvent, LineFacts, LineState } from "./line.ts";
import { lineMachine } from "./lineMachine.ts";

/* Whatever happens. */

const calls = ["in1.b1", "in2.b1", "in3.b1", "out1.a", "out2.a", "out3.a"];
const timers = [
  "firstDigit",
  "interDigit",
  "command",
  "ringBack",
  "parted",
  "reorder",
  "howler",
  "interrupt",
] as const;
const anyEvent: fc.Arbitrary<LineEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...(["offHook", "onHook", "flash", "flash", "messagesChanged"] as const))
      .map(on),
  },
  { weight: 3, arbitrary: fc.constantFrom(..."0123456789*#A").map(digit) },
  { weight: 2, arbitrary: fc.constantFrom(...timers).map(timer) },
  { weight: 4, arbitrary: fc.constantFrom(...calls.slice(0, 3)).map((leg) => ring(leg)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...calls.slice(0, 3)),
        fc.constantFrom<Parameters<typeof ring>[1]>(
          { whenBusy: "interrupt" },
          { whenBusy: "interrupt", existing: "end" },
          { whenBusy: "speak", oneWay: true },
        ),
      )
      .map(([leg, how]) => ring(leg, how)),
  },
  { weight: 2, arbitrary: fc.constantFrom(...calls).map((leg) => end(leg)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...[progress(true), progress(false), answer].flatMap(toEachOut)),
  },
  { weight: 1, arbitrary: fc.constant<LineEvent>({ on: "shellFailed", effect: "place" }) },
);

/** What is said to the first call out, said to each. */
function toEachOut(event: LineEvent): LineEvent[] {
  if (event.on !== "leg") return [];
  return calls.slice(3).map((leg) => ({ ...event, leg: leg as LegId }));
}

/** What is left open behind all that a line has said. */
class Open {
  readonly calls = new Map<string, "offered" | "answered" | "held">();
  readonly timers = new Set<string>();
  heard: readonly string[] = [];
  #placed = 0;

  /** Two digits are a number, behind 8 a transfer, `*` is none, 9 calls for help. */
  facts(flash: LineFacts["flash"], transferOnHook: boolean): LineFacts {
    const nextLeg = `out${(this.#placed % 3) + 1}.a` as LegId;
    const dialPlan = (digits: string): ReturnType<LineFacts["dialPlan"]> => {
      if (digits.includes("*")) return { is: "invalid" };
      if (digits.startsWith("9")) return { is: "complete", emergency: true };
      if (/^8./.test(digits)) return { is: "complete", transfer: true };
      return digits.length > 1 ? { is: "complete" } : { is: "more", enough: true };
    };
    return { ...facts, flash, transferOnHook, flashAdds: transferOnHook, nextLeg, dialPlan };
  }

  hear(effect: LineEffect): void {
    if (effect.do === "startTimer") this.timers.add(effect.timer);
    if (effect.do === "stopTimer") this.timers.delete(effect.timer);
    if (effect.do === "select") this.heard = effect.legs;
    if (effect.do === "place") this.#places(effect.leg);
    if (effect.do === "transfer")
      for (const leg of [effect.held, effect.call]) assert.ok(this.calls.delete(leg), leg);
    if (effect.do === "tell") this.#told(effect.leg, effect.event);
    assert.ok(this.timers.size <= 1, `one wait at a time: ${[...this.timers]}`);
  }

  neverPlaced(state: LineState): void {
    if (state.name === "calling" || (state.name === "consulting" && !state.answered))
      this.calls.delete(state.call.leg);
  }

  /** Who is heard is a call, and not held. */
  check(): void {
    for (const leg of this.heard) assert.equal(this.calls.get(leg), "answered", leg);
    assert.ok(this.heard.length <= 2 && this.calls.size <= 2);
  }

  #places(leg: string): void {
    this.#placed += 1;
    this.calls.set(leg, "answered");
  }

  #told(leg: string, event: LegEvent): void {
    if (event.on === "ringing") this.calls.set(leg, "offered");
    if (event.on === "answered" || event.on === "resumed") this.calls.set(leg, "answered");
    if (event.on === "held") this.calls.set(leg, "held");
    if (event.on !== "ended") return;
    const known = this.calls.delete(leg);
    assert.ok(known || event.cause.kind === "busy", `${leg} ended without having been there`);
  }
}

for (const flash of ["plain", "deluxe", "etsi"] as const)
  for (const through of [false, true])
    test(`whatever happens, with ${flash} flashes${through ? " and transfer on-hook, and a flash that adds" : ""}, on-hook leaves an idle line: no timer, nobody heard, every call ended once`, () =>
      fc.assert(
        fc.property(fc.array(anyEvent, { maxLength: 80 }), (events) => {
          const open = new Open();
          let state: LineState = { name: "idle" };
          const goodbye = [on("onHook"), ...calls.map((leg) => end(leg)), on("onHook")];
          for (const event of [...events, ...goodbye]) {
            if (event.on === "timer" && !open.timers.delete(event.timer)) continue;
            if (event.on === "shellFailed") open.neverPlaced(state);
            const [next, effects] = lineMachine.step(state, event, open.facts(flash, through));
            state = next;
            for (const effect of effects) open.hear(effect);
            open.check();
          }
          assert.deepEqual(
            [state.name, [...open.timers], open.heard, [...open.calls]],
            ["idle", [], [], []],
          );
        }),
        {
          numRuns: 600,
          examples: [[[on("offHook"), digit("0"), { on: "shellFailed", effect: "place" }]]],
        },
      ));
