/** Whatever calls, breaks in, flashes, is dialled and hung up: a phone has one session a call, and nothing is left. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  answer,
  answered,
  end,
  ended,
  facts,
  rings,
  says,
} from "../../../test/calls/phoneStory.ts";
import { because, type LegEvent, type LegId } from "../call/leg.ts";
import type { PhoneEffect, PhoneEvent, PhoneFacts, PhoneState, PhoneTimer } from "./phone.ts";
import { phoneMachine } from "./phoneMachine.ts";

/** `n1` …: what is dialled on the line. */
const called = ["b1", "b2", "b3"];
const hangsUp: PhoneEvent = { on: "line", event: { on: "ended", cause: because("normal") } };
const onLine = (event: LegEvent): PhoneEvent => ({ on: "line", event });
const keyed = (digits: string): readonly PhoneEvent[] =>
  [...digits].map((digit) => onLine({ on: "digit", digit, by: "audio" }));

const anyLeg = fc.constantFrom(...called);
const placed = fc.constantFrom("n1", "n2", "n3");
const one = (events: fc.Arbitrary<PhoneEvent>): fc.Arbitrary<readonly PhoneEvent[]> =>
  events.map((event) => [event]);
const rung = fc.constantFrom<Parameters<typeof rings>[1]>(
  {},
  { whenBusy: "interrupt" },
  { whenBusy: "interrupt", existing: "end" },
  { whenBusy: "speak", oneWay: true },
);
const timers: readonly PhoneTimer[] = [
  "warning",
  "firstDigit",
  "interDigit",
  "command",
  "ringBack",
  "parted",
  "reorder",
  "howler",
  "interrupt",
];
const anyEvents: fc.Arbitrary<readonly PhoneEvent[]> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(anyLeg, rung).map(([leg, how]) => [rings(leg, how)]),
  },
  { weight: 3, arbitrary: one(anyLeg.map(answered)) },
  one(fc.oneof(anyLeg, placed).map(end)),
  one(placed.map(answer)),
  one(anyLeg.map(ended)),
  { weight: 2, arbitrary: one(anyLeg.map((leg) => says(leg, { on: "flash" }))) },
  { weight: 3, arbitrary: fc.constant([onLine({ on: "flash" })]) },
  { weight: 2, arbitrary: fc.constantFrom("6135550142", "911", "*62", "12", "4").map(keyed) },
  fc.constant([hangsUp]),
  {
    weight: 2,
    arbitrary: one(fc.constantFrom(...timers).map((timer) => ({ on: "timer", timer }))),
  },
);

/** The shell: which legs live, which have a session, whether one is run as a line, which timers run. */
class Shell {
  state: PhoneState = { name: "idle" };
  readonly alive = new Set<string>();
  readonly sessions = new Set<string>();
  readonly timers = new Set<PhoneTimer>();
  line: "none" | "there" | "hung up" = "none";
  readonly #facts: PhoneFacts;
  #placed = 0;

  constructor(more: Partial<PhoneFacts>) {
    const next = (): LegId => `n${++this.#placed}` as LegId;
    this.#facts = {
      ...facts,
      ...more,
      get nextLeg() {
        return next();
      },
    };
  }

  post(event: PhoneEvent): void {
    if (!this.#canBe(event)) return;
    if (event.on === "session" && event.event.on === "ended") this.sessions.delete(event.leg);
    if (event.on === "line" && event.event.on === "ended") this.line = "hung up";
    if (event.on === "leg") this.alive.add(event.leg);
    if (event.on === "timer") this.timers.delete(event.timer);
    const [next, effects] = phoneMachine.step(this.state, event, this.#facts);
    this.state = next;
    for (const effect of effects) this.perform(effect);
    assert.equal(this.state.name === "asLine", this.line === "there", "a line is one session");
  }

  #canBe(event: PhoneEvent): boolean {
    switch (event.on) {
      case "session":
        return this.sessions.has(event.leg);
      case "line":
        return this.line === "there";
      case "timer":
        return this.timers.has(event.timer);
      case "leg":
        if (event.command.do !== "ring") return this.alive.has(event.leg);
        return !this.alive.has(event.leg) && !this.sessions.has(event.leg);
      default:
        return false;
    }
  }

  perform(effect: PhoneEffect): void {
    switch (effect.do) {
      case "session":
        if (effect.command.do === "ring") this.sessions.add(effect.leg);
        else assert.ok(this.sessions.has(effect.leg), `${effect.leg} has a session`);
        return;
      case "handOver":
        assert.ok(this.sessions.delete(effect.from) && !this.sessions.has(effect.to));
        this.sessions.add(effect.to);
        return;
      case "tell":
        assert.ok(this.alive.has(effect.leg), `${effect.leg} says ${effect.event.on}`);
        if (effect.event.on === "ended") this.alive.delete(effect.leg);
        return;
      case "whisper":
      case "warn":
        assert.ok(this.sessions.has(effect.do === "warn" ? effect.leg : effect.at));
        return;
      case "withdraw":
        assert.ok(this.sessions.delete(effect.leg), "its INVITE");
        return;
      case "becomeLine":
        assert.ok(this.sessions.delete(effect.leg) && this.line === "none");
        this.line = "there";
        return;
      case "giveBack":
        assert.ok(this.line === "there" && this.alive.has(effect.leg));
        this.line = "none";
        this.sessions.add(effect.leg);
        return;
      case "line":
        if (effect.command.do === "end") this.line = "none";
        return;
      case "place":
        this.alive.add(effect.leg);
        return;
      case "putThrough":
        for (const leg of [effect.held, effect.call]) assert.ok(this.alive.delete(leg));
        return;
      case "startTimer":
        this.timers.add(effect.timer);
        return;
      case "stopTimer":
        this.timers.delete(effect.timer);
        return;
      case "gather":
        for (const leg of [effect.call, effect.other]) assert.ok(this.alive.has(leg));
        return;
      case "signal":
      case "select":
        assert.notEqual(this.line, "none");
        return;
      case "transfer":
    }
  }
}

test("whatever happens, one session a telephone call, none twice, and nothing left when all hang up", () =>
  fc.assert(
    fc.property(
      fc.array(anyEvents, { maxLength: 60 }),
      fc.record({
        sendsFlash: fc.boolean(),
        callWaiting: fc.boolean(),
        transferOnHook: fc.boolean(),
        flashAdds: fc.boolean(),
        flash: fc.constantFrom("plain", "deluxe", "etsi"),
      }),
      (stories, known) => {
        const shell = new Shell(known);
        for (const event of stories.flat()) shell.post(event);
        shell.post(hangsUp);
        const left = [...new Set([...shell.alive, ...shell.sessions, ...called])];
        for (const leg of left) shell.post(end(leg));
        for (const leg of left) shell.post(ended(leg));
        assert.deepEqual([...shell.alive, ...shell.sessions, ...shell.timers], []);
        assert.deepEqual([shell.state.name, shell.line], ["idle", "none"]);
      },
    ),
    { numRuns: 3000 },
  ));
