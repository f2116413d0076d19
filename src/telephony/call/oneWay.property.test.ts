/** One-way means one-way: whatever happens in whatever order, nothing is let to a speaker's ear. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Seconds, wallTime } from "#kit/time.ts";
import { event, id, plan, Shell } from "../../../test/calls/callShell.ts";
import type { CallAbout, CallEffect, CallEvent } from "./call.ts";
import { startCall } from "./callMachine.ts";
import { calledLeg, callerLeg, type LegCommand } from "./leg.ts";

const about: CallAbout = { id, direction: "in", from: {}, to: "1", began: wallTime(0) };
const caller = callerLeg(id);
const speaks = { do: "speak", target: { device: "a" }, for: 9 as Seconds } as const;

/** What the caller's leg was told in one step, and whether it hears anything behind it. */
class Speaker {
  /** Answered as usual, or with early audio: the plan had gone on. */
  isOpen = false;
  isOneWay = false;
  readonly #answered = new Set<string>();

  sees(posted: CallEvent, effects: readonly CallEffect[]): void {
    const keyed = this.#isKeyOfListener(posted);
    for (const effect of effects) this.#effect(effect, keyed);
    if (posted.on === "leg" && posted.event.on === "answered") this.#answered.add(posted.leg);
  }

  #isKeyOfListener(posted: CallEvent): boolean {
    if (posted.on !== "leg" || !this.#answered.has(posted.leg)) return false;
    return posted.event.on === "digit" || posted.event.on === "flash";
  }

  #effect(effect: CallEffect, keyed: boolean): void {
    if (effect.do === "command" && effect.leg === caller) this.#told(effect.command, keyed);
    if (effect.do !== "hear" || this.isOpen) return;
    const ear = effect.hearing.find(({ listener }) => listener === caller);
    assert.deepEqual([ear?.speakers ?? [], ear?.sound], [[], undefined]);
  }

  #told(command: LegCommand, keyed: boolean): void {
    if (command.do === "talkBack") {
      assert.ok(this.isOneWay && keyed, "by a key of one who hears, and nothing else");
      this.isOpen = true;
    } else if (command.do === "answer") this.#isAnswered(command.mode);
    else if (command.do === "progress" && command.audio) this.isOpen = true;
  }

  #isAnswered(mode: "normal" | "receiveOnly"): void {
    assert.ok(!this.isOneWay, "who is heard one way is not answered again");
    if (mode === "normal") this.isOpen = true;
    else this.isOpen = false; // a caller that was asked something may speak one way from now on
    this.isOneWay ||= mode === "receiveOnly";
  }
}

test("the speaker hears nothing before the answer or after it, until a listener presses a key", () => {
  let spoken = 0;
  fc.assert(
    fc.property(fc.boolean(), plan, fc.array(event, { maxLength: 40 }), (lifts, rest, events) => {
      const shell = new Shell(startCall(about), true);
      const speaker = new Speaker();
      const post = (one: CallEvent): void => speaker.sees(one, shell.post(one));
      post({ on: "directed", decision: { plan: [speaks, ...rest], because: [], cause: null } });
      if (lifts) post({ on: "leg", leg: calledLeg(id, 1), event: { on: "answered" } });
      for (const one of events) post(one);
      if (speaker.isOneWay) spoken += 1;
    }),
    { numRuns: 1500 },
  );
  assert.ok(spoken > 100, `${spoken} of them were spoken one way`);
});
