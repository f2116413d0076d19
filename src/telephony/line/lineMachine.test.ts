import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { replay } from "#kit/machine.ts";
import { because, type LegCommand, type LegEvent, type LegId } from "../call/leg.ts";
import { type DialPlan, dialled } from "../number/dialPlan.ts";
import type { LineEffect, LineEvent, LineFacts, LineSignal, LineState } from "./line.ts";
import { lineMachine } from "./lineMachine.ts";

const plan: DialPlan = {
  home: { country: "CA", areaCode: "613" },
  help: ["911", "112"],
  shortNumbers: false,
  telephones: [],
};
const facts: LineFacts = {
  messagesWaiting: false,
  forwarding: false,
  nextLeg: "out1.a" as LegId,
  dialPlan: (digits) => dialled(digits, plan),
};

const on = (what: "offHook" | "onHook" | "flash" | "messagesChanged"): LineEvent => ({ on: what });
const digit = (key: string): LineEvent => ({ on: "digit", digit: key, by: "signal" });
const dial = (digits: string): LineEvent[] => [...digits].map(digit);
const timer = (name: "firstDigit" | "interDigit" | "parted" | "reorder" | "howler"): LineEvent => ({
  on: "timer",
  timer: name,
});
const to = (leg: string, command: LegCommand): LineEvent => ({
  on: "leg",
  leg: leg as LegId,
  command,
});
const ring = (leg: string): LineEvent =>
  to(leg, { do: "ring", caller: { name: "Margaret" }, whenBusy: "wait" });
const end = (leg: string, kind: "normal" | "busy" | "cancelled" = "normal"): LineEvent =>
  to(leg, { do: "end", cause: because(kind) });
const progress = (audio: boolean): LineEvent => to("out1.a", { do: "progress", audio });
const answer = to("out1.a", { do: "answer", mode: "normal" });

/* One line a step, as a person would note it. */

function signalled(signal: LineSignal): string {
  if (signal.do === "tone") return `${signal.tone} tone`;
  if (signal.do === "messageLamp") return signal.lit ? "lamp on" : "lamp off";
  return signal.do === "ring" ? `ring ${signal.cadence}` : signal.do;
}

function word(effect: LineEffect): string {
  switch (effect.do) {
    case "signal":
      return signalled(effect.signal);
    case "tell": {
      const { event } = effect;
      return `${effect.leg} ${event.on}${event.on === "ended" ? ` ${event.cause.kind}` : ""}`;
    }
    case "place":
      return `place ${effect.digits}${effect.emergency ? " for help" : ""}`;
    case "select":
      return `hears ${effect.legs.join("+") || "nobody"}`;
    case "startTimer":
      return `${effect.timer}+${effect.after / 1000}`;
    case "stopTimer":
      return `-${effect.timer}`;
  }
}

function story(events: readonly LineEvent[], known = facts): string[] {
  return replay(lineMachine, { name: "idle" }, events, known).map(
    ([state, effects]) => `${state.name}: ${effects.map(word).join(", ")}`,
  );
}

/* How a line comes into each of its states. */

const incoming = [ring("in1.b1"), on("offHook")];
const outgoing = [on("offHook"), ...dial("6135550142")];
const ways: Readonly<Record<LineState["name"], readonly LineEvent[]>> = {
  idle: [],
  ringing: [ring("in1.b1")],
  dialTone: [on("offHook")],
  dialing: [on("offHook"), ...dial("61")],
  calling: outgoing,
  talking: incoming,
  recall: [...incoming, on("flash")],
  parted: [...incoming, end("in1.b1")],
  reorder: [on("offHook"), timer("firstDigit")],
  howler: [on("offHook"), timer("firstDigit"), timer("reorder")],
  lockout: [on("offHook"), timer("firstDigit"), timer("reorder"), timer("howler")],
};
const states = Object.keys(ways) as LineState["name"][];

const stateAfter = (events: readonly LineEvent[]): LineState =>
  replay(lineMachine, { name: "idle" }, events, facts).at(-1)?.[0] ?? { name: "idle" };

test("there is a way into every state", () => {
  for (const name of states) assert.equal(stateAfter(ways[name]).name, name);
});

/* State × event: where each leads; a dot where nothing changes. */

const columns: Readonly<Record<string, LineEvent>> = {
  offHook: on("offHook"),
  onHook: on("onHook"),
  flash: on("flash"),
  digit: digit("5"),
  timer: timer("reorder"),
  ring: ring("in2.b1"),
  end: end("in1.b1"),
  "end out": end("out1.a", "busy"),
  answer,
};
const table = `
          offHook  onHook flash    digit   timer  ring end      end out answer
idle      dialTone .      .        .       .      ringing .     .       .
ringing   talking  .      .        .       .      .    idle     .       .
dialTone  .        idle   .        dialing .      .    .        .       .
dialing   .        idle   .        .       .      .    .        .       .
calling   .        idle   .        .       .      .    .        reorder talking
talking   .        idle   recall   .       .      .    parted   .       .
recall    .        idle   talking  .       .      .    dialTone .       .
parted    .        idle   dialTone .       .      .    .        .       .
reorder   .        idle   dialTone .       howler .    .        .       .
howler    .        idle   .        .       .      .    .        .       .
lockout   .        idle   .        .       .      .    .        .       .
`;

for (const row of table.trim().split("\n").slice(1)) {
  const [name = "", ...wanted] = row.trim().split(/ +/);
  test(`what each event does to a line that is ${name}`, () => {
    const seen = Object.values(columns).map((event) => {
      const next = stateAfter([...ways[name as LineState["name"]], event]).name;
      return next === name ? "." : next;
    });
    assert.deepEqual(seen, wanted);
  });
}

/* Stories. */

test("a call comes, is answered, and the caller hangs up first", () =>
  assert.deepEqual(
    story([ring("in1.b1"), on("offHook"), end("in1.b1"), timer("parted"), on("onHook")]),
    [
      "ringing: ring r1, in1.b1 ringing",
      "talking: stopRinging, hears in1.b1, in1.b1 answered",
      "parted: silence, hears nobody, parted+5, in1.b1 ended normal",
      "reorder: reorder tone, reorder+30",
      "idle: -reorder, silence",
    ],
  ));

test("a caller who gives up stops the ringing", () =>
  assert.deepEqual(story([ring("in1.b1"), end("in1.b1", "cancelled")]), [
    "ringing: ring r1, in1.b1 ringing",
    "idle: stopRinging, in1.b1 ended cancelled",
  ]));

test("dial tone stops at the first digit, and the last digit places the call", () =>
  assert.deepEqual(story([...outgoing, progress(false), answer, on("onHook")]), [
    "dialTone: dial tone, firstDigit+16",
    "dialing: -firstDigit, silence, interDigit+16",
    ...Array.from("13555", () => "dialing: interDigit+16"),
    "dialing: interDigit+4",
    "dialing: interDigit+16",
    "dialing: interDigit+16",
    "calling: -interDigit, hears out1.a, place 6135550142",
    "calling: ringback tone",
    "talking: silence",
    "idle: silence, hears nobody, out1.a ended normal",
  ]));

test("seven digits wait a short while for more, and # does not wait", () => {
  const local = [on("offHook"), ...dial("5550142")];
  assert.equal(
    story([...local, timer("interDigit")]).at(-1),
    "calling: hears out1.a, place 5550142",
  );
  assert.equal(
    story([...local, digit("#")]).at(-1),
    "calling: -interDigit, hears out1.a, place 5550142",
  );
});

test("half a number gets the reorder tone", () =>
  assert.equal(
    story([on("offHook"), ...dial("613"), timer("interDigit")]).at(-1),
    "reorder: reorder tone, reorder+30",
  ));

test("911 is placed at its last digit, as a call for help that a flash does not hold", () =>
  assert.deepEqual(story([on("offHook"), ...dial("911"), answer, on("flash")]).slice(3), [
    "calling: -interDigit, hears out1.a, place 911 for help",
    "talking: silence",
    "talking: ",
  ]));

test("a busy number sounds busy, any other trouble reorder", () => {
  assert.deepEqual(story([...outgoing, end("out1.a", "busy")]).slice(-1), [
    "reorder: hears nobody, out1.a ended busy, busy tone, reorder+30",
  ]);
  assert.deepEqual(story([...outgoing, end("out1.a")]).slice(-1), [
    "reorder: hears nobody, out1.a ended normal, reorder tone, reorder+30",
  ]);
});

test("who hangs up before the answer has cancelled", () =>
  assert.equal(
    story([...outgoing, on("onHook")]).at(-1),
    "idle: silence, hears nobody, out1.a ended cancelled",
  ));

test("with audio before the answer the line makes no ringback of its own", () =>
  assert.deepEqual(story([...outgoing, progress(false), progress(true)]).slice(-2), [
    "calling: ringback tone",
    "calling: silence",
  ]));

test("a flash holds the call and gives recall dial tone; the next takes it back", () =>
  assert.deepEqual(story([...incoming, on("flash"), on("flash")]).slice(2), [
    "recall: hears nobody, recall tone, in1.b1 held",
    "talking: silence, hears in1.b1, in1.b1 resumed",
  ]));

test("a second call finds the line busy", () => {
  for (const name of states.filter((state) => state !== "idle"))
    assert.equal(story([...ways[name], ring("in2.b1")]).at(-1), `${name}: in2.b1 ended busy`);
});

test("a handset left off its hook is told so, ever more loudly, and then left alone", () =>
  assert.deepEqual(
    story([on("offHook"), timer("firstDigit"), timer("reorder"), timer("howler"), on("onHook")]),
    [
      "dialTone: dial tone, firstDigit+16",
      "reorder: reorder tone, reorder+30",
      "howler: howler tone, howler+60",
      "lockout: silence",
      "idle: silence",
    ],
  ));

test("dial tone says that messages wait, or that calls are forwarded", () => {
  const tone = (known: Partial<LineFacts>) => story([on("offHook")], { ...facts, ...known })[0];
  assert.equal(tone({ messagesWaiting: true }), "dialTone: stutter tone, firstDigit+16");
  assert.equal(tone({ forwarding: true }), "dialTone: special tone, firstDigit+16");
});

test("the lamp follows the messages in any state", () => {
  for (const name of states) {
    const known = { ...facts, messagesWaiting: true };
    const step = lineMachine.step(stateAfter(ways[name]), on("messagesChanged"), known);
    assert.deepEqual([step[0].name, step[1].map(word)], [name, ["lamp on"]]);
  }
});

test("a line does not follow a transfer, and says so", () =>
  assert.equal(
    story([...incoming, to("in1.b1", { do: "transfer", address: "sip:x@y" })]).at(-1),
    "talking: in1.b1 commandFailed",
  ));

/* Whatever happens. */

const anyEvent: fc.Arbitrary<LineEvent> = fc.oneof(
  fc.constantFrom(...(["offHook", "onHook", "flash", "messagesChanged"] as const)).map(on),
  fc.constantFrom(..."0123456789*#A").map(digit),
  fc
    .constantFrom(...(["firstDigit", "interDigit", "parted", "reorder", "howler"] as const))
    .map(timer),
  fc.constantFrom("in1.b1", "in2.b1").map(ring),
  fc.constantFrom("in1.b1", "in2.b1", "out1.a").map((leg) => end(leg)),
  fc.constantFrom(progress(true), progress(false), answer),
  fc.constant<LineEvent>({ on: "shellFailed", effect: "place" }),
);

/** What is left open behind all that a line has said. */
class Open {
  readonly calls = new Set<string>();
  readonly timers = new Set<string>();
  heard: readonly string[] = [];

  hear(effect: LineEffect): void {
    if (effect.do === "startTimer") this.timers.add(effect.timer);
    if (effect.do === "stopTimer") this.timers.delete(effect.timer);
    if (effect.do === "select") this.heard = effect.legs;
    if (effect.do === "place") this.calls.add(effect.leg);
    if (effect.do === "tell") this.#told(effect.leg, effect.event);
    assert.ok(this.timers.size <= 1, "one wait at a time");
  }

  neverPlaced(state: LineState): void {
    if (state.name === "calling") this.calls.delete(state.call.leg);
  }

  #told(leg: string, event: LegEvent): void {
    if (event.on === "ringing") this.calls.add(leg);
    if (event.on !== "ended") return;
    const known = this.calls.delete(leg);
    assert.ok(known || event.cause.kind === "busy", `${leg} ended without having been there`);
  }
}

test("whatever happens, on-hook leaves an idle line: no timer, nobody heard, every call ended once", () =>
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      const open = new Open();
      let state: LineState = { name: "idle" };
      for (const event of [...events, end("in1.b1"), on("offHook"), on("onHook")]) {
        if (event.on === "timer" && !open.timers.delete(event.timer)) continue;
        if (event.on === "shellFailed") open.neverPlaced(state);
        const [next, effects] = lineMachine.step(state, event, facts);
        state = next;
        for (const effect of effects) open.hear(effect);
      }
      assert.deepEqual(
        [state.name, [...open.timers], open.heard, [...open.calls]],
        ["idle", [], [], []],
      );
    }),
    {
      numRuns: 500,
      examples: [[[on("offHook"), digit("0"), { on: "shellFailed", effect: "place" }]]],
    },
  ));
