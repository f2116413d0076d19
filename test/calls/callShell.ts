import assert from "node:assert/strict";
import fc from "fast-check";
import { type Seconds, seconds, wallTime } from "#kit/time.ts";
import type {
  CallEffect,
  CallEvent,
  CallFacts,
  CallState,
  CallTimer,
} from "#telephony/call/call.ts";
import { callMachine } from "#telephony/call/callMachine.ts";
import {
  because,
  type CallId,
  calledLeg,
  callerLeg,
  type LegEvent,
  type LegId,
} from "#telephony/call/leg.ts";
import type { Plan, PlanStep, Target } from "#telephony/call/plan.ts";
import type { Next } from "#telephony/call/seats.ts";

/* Any plan, whatever legs may say, and what a shell makes of it: for properties of calls. */

export const id = "c" as CallId;

const target: fc.Arbitrary<Target> = fc
  .tuple(
    fc.constantFrom(...[{ device: "a" }, { device: "b" }, { device: "busy" }, { device: "gone" }], {
      number: "1",
    }),
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
      whenBusy: fc.constantFrom(
        "wait" as const,
        "skip" as const,
        "speak" as const,
        "interrupt" as const,
      ),
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
    { do: "speak", target: { device: "a" }, also: [{ device: "busy" }], for: 9 as Seconds },
  ),
);
export const plan: fc.Arbitrary<Plan> = fc.array(step, { maxLength: 4 });

const news: fc.Arbitrary<LegEvent> = fc.constantFrom<LegEvent>(
  { on: "proceeding" },
  { on: "ringing" },
  { on: "earlyAudio" },
  { on: "answered" },
  { on: "answered" },
  { on: "answered", manner: "whisper" },
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
  { on: "recorded", recording: "w" },
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
export const event: fc.Arbitrary<CallEvent> = fc.oneof(
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
  plan.map(
    (then): CallEvent => ({
      on: "consulted",
      decision: { plan: then, because: [], cause: null },
      then,
    }),
  ),
  {
    weight: 3,
    arbitrary: fc.nat(9).map((n): CallEvent => ({ on: "timer", timer: `due ${n}` as CallTimer })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(anyLeg, fc.constantFrom("park", "take", "takeThat", "meet", "mute", "record", "quiet"))
      .map(([leg, what]): CallEvent => {
        if (what === "meet") return { on: "conferenceAsked", room: "r", endsWith: leg };
        if (what === "mute") return { on: "muteAsked", leg, muted: true };
        if (what === "record" || what === "quiet")
          return { on: "recordAsked", wish: what === "record" };
        if (what === "park") return { on: "parkAsked", leg, longest: seconds(60) };
        const take = { on: "takeAsked", by: calledLeg("d" as CallId, 1), device: "b" } as const;
        return what === "take" ? take : { ...take, instead: leg };
      }),
  },
  fc.constantFrom<CallEvent>(
    { on: "endAsked", cause: because("normal") },
    { on: "shellFailed", effect: "x" },
  ),
);

const states: Readonly<Record<string, "busy" | "offline">> = { busy: "busy", gone: "offline" };
const route = (account: string) => ({ account, address: "x" });
const facts: CallFacts = {
  now: wallTime(1),
  reach: (one) =>
    "device" in one
      ? [{ to: "device", device: one.device, state: states[one.device] ?? "idle" }]
      : [{ to: "outside", routes: [route("one"), route("two")] }],
  leftToday: () => undefined,
};

/** The world around a call: it knows which legs live and which timers run, as a shell would. */
export class Shell {
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

  /** What came of it. */
  post(posted: CallEvent): readonly CallEffect[] {
    const real = this.real(posted);
    if (!real) return [];
    const [state, effects] = callMachine.step(this.state, real, facts);
    this.state = state;
    for (const effect of effects) this.perform(effect);
    return effects;
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
    if (command.do === "answer" && command.mode === "normal") this.answers += 1;
  }

  everybodyHangsUp(): void {
    for (const [leg, how] of this.legs)
      if (how !== "gone")
        this.post({ on: "leg", leg, event: { on: "ended", cause: because("normal") } });
  }
}
