import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Seconds, wallTime } from "#kit/time.ts";
import type { CallAbout, CallEffect, CallEvent, CallFacts, CallState, CallTimer } from "./call.ts";
import { callMachine, fetchCall, startCall } from "./callMachine.ts";
import { because, type CallId, calledLeg, callerLeg, type LegEvent, type LegId } from "./leg.ts";
import type { Plan, PlanStep, Target } from "./plan.ts";
import { isThere, type Next } from "./seats.ts";

const id = "c" as CallId;

const target: fc.Arbitrary<Target> = fc
  .tuple(
    fc.constantFrom({ device: "a" }, { device: "b" }, { device: "gone" }, { number: "1" }),
    fc.record({ after: fc.constantFrom(0, 5), confirm: fc.boolean() }, { requiredKeys: [] }),
  )
  .map(([to, how]) => ({ ...to, ...how }) as Target);

const step: fc.Arbitrary<PlanStep> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("ring" as const),
      targets: fc.array(target, { minLength: 1, maxLength: 3 }),
      order: fc.constantFrom("together" as const, "inTurn" as const),
      for: fc.constant(20 as Seconds),
      whenBusy: fc.constantFrom("wait" as const, "skip" as const),
      keepRinging: fc.boolean(),
    }),
  },
  target.map((to): PlanStep => ({ do: "forward", to })),
  fc.constantFrom<PlanStep>(
    { do: "mailbox" },
    { do: "announce", prompt: "p" },
    { do: "reject", cause: "quiet" },
    { do: "echo" },
    { do: "decide", url: "x", for: 1 as Seconds, otherwise: [{ do: "mailbox" }] },
    { do: "ask", prompt: "p", for: 1 as Seconds, keys: [{ key: "1", then: [{ do: "mailbox" }] }] },
    {
      do: "screen",
      targets: [{ device: "a" }, { number: "1" }],
      for: 20 as Seconds,
      by: "name",
      cadence: "r4",
      shown: "asked",
    },
    { do: "interrupt", target: { device: "a" }, existing: "hold" },
    { do: "speak", target: { device: "b" }, for: 9 as Seconds },
  ),
);
const plan: fc.Arbitrary<Plan> = fc.array(step, { maxLength: 4 });

const news: fc.Arbitrary<LegEvent> = fc.constantFrom<LegEvent>(
  { on: "proceeding" },
  { on: "ringing" },
  { on: "earlyAudio" },
  { on: "answered" },
  { on: "answered" },
  { on: "held" },
  { on: "resumed" },
  { on: "flash" },
  { on: "digit", digit: "1", by: "signal" },
  { on: "transferAsked", address: "sip:x" },
  { on: "listens" },
  { on: "transferred", to: "d" as CallId },
  { on: "returned", cause: because("busy") },
  { on: "redirected", addresses: ["sip:y"] },
  { on: "messageLeft", message: "m" },
  { on: "chose", choice: "take" },
  { on: "chose", choice: "decline" },
  { on: "chose", choice: "mailbox" },
  { on: "chose", choice: "block" },
  { on: "chose", choice: "askAgain" },
  { on: "chose", choice: "named", recording: "r" },
  { on: "chose", choice: "nothing" },
  { on: "chose", choice: "key 1" },
  { on: "commandFailed", which: "hold" },
  { on: "ended", cause: because("busy") },
  { on: "ended", cause: because("normal") },
);
const anyLeg = fc.nat(4).map((n) => (n === 0 ? callerLeg(id) : calledLeg(id, n)));
const event: fc.Arbitrary<CallEvent> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ on: fc.constant("leg" as const), leg: anyLeg, event: news }),
  },
  {
    weight: 2,
    arbitrary: plan.map(
      (steps): CallEvent => ({
        on: "directed",
        decision: { plan: steps, because: [], cause: null },
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.nat(9).map((n): CallEvent => ({ on: "timer", timer: `due ${n}` as CallTimer })),
  },
  fc.constantFrom<CallEvent>(
    { on: "endAsked", cause: because("normal") },
    { on: "shellFailed", effect: "x" },
  ),
);

const route = (account: string) => ({ account, address: "x" });
const facts: CallFacts = {
  now: wallTime(1),
  reach: (one) =>
    "device" in one
      ? [{ to: "device", device: one.device, state: one.device === "gone" ? "offline" : "idle" }]
      : [{ to: "outside", routes: [route("one"), route("two")] }],
};

/** The world around a call: it knows which legs live and which timers run, as a shell would. */
class Shell {
  state: CallState;
  readonly timers = new Set<CallTimer>();
  readonly legs = new Map<LegId, "alive" | "told" | "gone">();
  records = 0;
  answers = 0;

  constructor([state, effects]: Next, callerIsThere: boolean) {
    this.state = state;
    if (callerIsThere) this.legs.set(callerLeg(id), "alive");
    for (const effect of effects) this.perform(effect);
  }

  post(posted: CallEvent): void {
    const real = this.real(posted);
    if (!real) return;
    const [state, effects] = callMachine.step(this.state, real, facts);
    this.state = state;
    for (const effect of effects) this.perform(effect);
  }

  /** Only what a shell can say: timers that run, and legs that live; each ends once. */
  real(posted: CallEvent): CallEvent | undefined {
    if (posted.on === "timer") {
      const running = [...this.timers];
      const timer = running[Number(posted.timer.slice(4)) % Math.max(1, running.length)];
      if (timer) this.timers.delete(timer);
      return timer && { on: "timer", timer };
    }
    if (posted.on !== "leg") return posted;
    const how = this.legs.get(posted.leg);
    if (how === undefined || how === "gone") return undefined;
    if (posted.event.on === "ended") this.legs.set(posted.leg, "gone");
    return posted;
  }

  perform(effect: CallEffect): void {
    switch (effect.do) {
      case "startTimer":
        this.timers.add(effect.timer);
        return;
      case "stopTimer":
        this.timers.delete(effect.timer);
        return;
      case "createLeg":
        assert.ok(!this.legs.has(effect.leg), `${effect.leg} is made once`);
        this.legs.set(effect.leg, "alive");
        return;
      case "command":
        this.command(effect);
        return;
      case "record":
        this.records += 1;
        return;
      default:
    }
  }

  command({ leg, command }: CallEffect & { do: "command" }): void {
    assert.equal(this.legs.get(leg), "alive", `${leg} lives when told ${command.do}`);
    if (command.do === "end") this.legs.set(leg, "told");
    if (command.do === "answer") this.answers += 1;
  }

  everybodyHangsUp(): void {
    for (const [leg, how] of this.legs)
      if (how !== "gone")
        this.post({ on: "leg", leg, event: { on: "ended", cause: because("normal") } });
  }
}

test("whatever happens in whatever order: nothing throws, and when all hang up nothing is left", () => {
  const begins = fc.record({
    emergency: fc.boolean(),
    out: fc.boolean(),
    fetched: fc.boolean(),
    first: plan,
    events: fc.array(event, { maxLength: 40 }),
  });
  fc.assert(
    fc.property(begins, ({ emergency, out, fetched, first, events }) => {
      const about: CallAbout = {
        id,
        direction: out ? "out" : "in",
        from: {},
        to: "1",
        began: wallTime(0),
        ...(emergency && { emergency }),
      };
      const begun = fetched
        ? fetchCall(about, { to: "device", device: "a" }, {})
        : startCall(about);
      const shell = new Shell(begun, !fetched);
      if (fetched) shell.post({ on: "leg", leg: callerLeg(id), event: { on: "answered" } });
      shell.post({ on: "directed", decision: { plan: first, because: [], cause: null } });
      for (const one of events) shell.post(one);
      for (let round = 0; round < 3; round++) shell.everybodyHangsUp();
      assert.equal(shell.state.name, "over");
      assert.deepEqual([...shell.timers], []);
      assert.equal(shell.records, 1);
      assert.ok(shell.answers <= 1);
      assert.ok(!shell.state.seats.some(isThere));
      assert.ok(JSON.parse(JSON.stringify(shell.state)), "plain data");
    }),
    { numRuns: 600 },
  );
});
