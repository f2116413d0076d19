import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Machine,
  replay,
  type ShellFailed,
  type TimerEffect,
  type TimerEvent,
} from "#kit/machine.ts";
import { millis, seconds } from "#kit/time.ts";
import { MachineRunner, type Snapshot } from "#world/machineRunner.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

/* A telephone that rings for ten seconds, beeping each second. */
type Timer = "giveUp" | "beep";
interface State {
  readonly name: "idle" | "ringing";
  readonly beeps: number;
}
type Own = { readonly on: "call" | "lift" | "broken" };
type Event = Own | TimerEvent<Timer> | ShellFailed;
type Act = { readonly do: "say"; readonly what: string };
type Effect = Act | TimerEffect<Timer>;

const say = (what: string): Effect => ({ do: "say", what });
const bell: Machine<State, Event, Effect, number> = { name: "bell", step };

function step(state: State, event: Event, lucky: number): readonly [State, readonly Effect[]] {
  switch (event.on) {
    case "call":
      return [
        { ...state, name: "ringing" },
        [
          say(`ring ${lucky}`),
          { do: "startTimer", timer: "beep", after: seconds(1) },
          { do: "startTimer", timer: "giveUp", after: seconds(10) },
          say("rung"),
        ],
      ];
    case "lift":
      return [
        { name: "idle", beeps: 0 },
        [{ do: "stopTimer", timer: "beep" }, { do: "stopTimer", timer: "giveUp" }, say("hello")],
      ];
    case "timer":
      return event.timer === "beep"
        ? [
            { ...state, beeps: state.beeps + 1 },
            [say("beep"), { do: "startTimer", timer: "beep", after: seconds(1) }],
          ]
        : [{ name: "idle", beeps: 0 }, [{ do: "stopTimer", timer: "beep" }, say("gave up")]];
    case "shellFailed":
      return [state, [say(`could not ${event.effect}`)]];
    default:
      return [state, []];
  }
}

interface Trial {
  readonly start?: State;
  readonly resume?: Snapshot<State, Timer>["timers"];
  readonly history?: number;
  readonly onSay?: (what: string) => void;
}

function trial({ start = { name: "idle", beeps: 0 }, resume, history, onSay }: Trial = {}) {
  const clock = new VirtualClock();
  const log = memoryLog();
  const said: string[] = [];
  let asked = 0;
  const runner = new MachineRunner<State, Timer, Own, Act, number>(
    {
      machine: bell,
      start,
      facts: () => ++asked,
      perform({ what }) {
        said.push(what);
        onSay?.(what);
      },
      clock,
      log,
      id: "bell/kitchen",
      ...(history !== undefined && { history }),
    },
    resume,
  );
  return { clock, log, said, runner };
}

test("effects are carried out in their order, with facts taken fresh for each event", () => {
  const { runner, said } = trial();
  runner.post({ on: "call" });
  runner.post({ on: "call" });
  assert.deepEqual(said, ["ring 1", "rung", "ring 2", "rung"]);
  assert.deepEqual(runner.state, { name: "ringing", beeps: 0 });
});

test("an effect that posts does not re-enter: its event waits until all effects are done", () => {
  const states: string[] = [];
  const { runner, said } = trial({
    onSay: (what) => {
      if (what.startsWith("ring ")) runner.post({ on: "lift" });
      states.push(runner.state.name);
    },
  });
  runner.post({ on: "call" });
  assert.deepEqual(said, ["ring 1", "rung", "hello"]);
  assert.deepEqual(states, ["ringing", "ringing", "idle"]); // the state is stored before its effects
});

test("a timer is known by its name: starting it again moves it, stopping it silences it", () => {
  const { runner, said, clock } = trial();
  runner.post({ on: "call" });
  clock.runs(millis(900));
  runner.post({ on: "call" });
  clock.runs(millis(900));
  assert.equal(said.filter((what) => what === "beep").length, 0);
  clock.runs(millis(200));
  assert.equal(said.filter((what) => what === "beep").length, 1);
  runner.post({ on: "lift" });
  assert.equal(clock.pending, 0);
  clock.runs(seconds(60));
  assert.equal(said.at(-1), "hello");
});

test("nobody lifts: the bell beeps nine times and gives up", () => {
  const { runner, said, clock } = trial();
  runner.post({ on: "call" });
  clock.runs(seconds(60));
  assert.deepEqual(said, ["ring 1", "rung", ...Array(9).fill("beep"), "gave up"]);
});

test("an effect that throws is logged and told, and the others are carried out all the same", () => {
  const { runner, said, log } = trial({
    onSay: (what) => {
      if (what.startsWith("ring")) throw new Error("no such bell");
    },
  });
  runner.post({ on: "call" });
  assert.deepEqual(said, ["ring 1", "rung", "could not say"]);
  assert.equal(log.find(/bell\/kitchen could not say.*no such bell/).length, 1);
});

test("an event that a state does not know changes nothing and is in the log", () => {
  const { runner, said, log } = trial();
  runner.post({ on: "broken" });
  assert.deepEqual([runner.state.name, said], ["idle", []]);
  assert.equal(log.find(/bell\/kitchen \{idle\} broken → idle/).length, 1);
});

test("after stop nothing is taken and no alarm is left", () => {
  const { runner, said, clock } = trial();
  runner.post({ on: "call" });
  runner.stop();
  runner.post({ on: "lift" });
  clock.runs(seconds(60));
  assert.deepEqual([said, clock.pending], [["ring 1", "rung"], 0]);
});

test("stopped by one of its own effects, a machine carries out no more of them", () => {
  const { runner, said, clock } = trial({ onSay: () => runner.stop() });
  runner.post({ on: "call" });
  assert.deepEqual([said, clock.pending], [["ring 1"], 0]);
});

test("a snapshot goes on elsewhere with what was left of its timers", () => {
  const first = trial();
  first.runner.post({ on: "call" });
  first.clock.runs(millis(2500));
  const kept = JSON.parse(JSON.stringify(first.runner.snapshot)) as Snapshot<State, Timer>;
  assert.deepEqual(kept, {
    state: { name: "ringing", beeps: 2 },
    timers: [
      { timer: "giveUp", in: 7500 },
      { timer: "beep", in: 500 },
    ],
  });
  const { said, clock, runner } = trial({ start: kept.state, resume: kept.timers });
  clock.runs(millis(600));
  assert.deepEqual([said, runner.state.beeps], [["beep"], 3]);
  clock.runs(seconds(10));
  assert.equal(said.at(-1), "gave up");
});

test("effects that were decided before the runner was there are its first ones", () => {
  const { runner, said, clock } = trial({
    onSay: (what) => {
      if (what === "first") runner.post({ on: "call" });
    },
  });
  runner.begin([
    say("first"),
    say("second"),
    { do: "startTimer", timer: "beep", after: millis(5) },
  ]);
  assert.deepEqual(said, ["first", "second", "ring 1", "rung"]);
  clock.runs(millis(1100));
  assert.equal(said.at(-1), "beep");
});

test("the last events are remembered, and replaying them leads to the same state", () => {
  const { runner, clock } = trial({ history: 100 });
  runner.post({ on: "call" });
  clock.runs(millis(3500));
  const { history } = runner;
  assert.deepEqual(
    history.map(({ at, event }) => `${at} ${event.on}`),
    ["0 call", "1000 timer", "2000 timer", "3000 timer"],
  );
  const events = history.map(({ event }) => event);
  const steps = replay(bell, { name: "idle", beeps: 0 }, events, 0);
  assert.deepEqual(
    steps.map(([state]) => state),
    history.map(({ state }) => state),
  );
  assert.deepEqual(steps.at(-1)?.[0], runner.state);
});

test("a history has its limit, and machines that are many keep none", () => {
  const some = trial({ history: 2 });
  const none = trial();
  for (const { runner, clock } of [some, none]) {
    runner.post({ on: "call" });
    clock.runs(seconds(5));
  }
  assert.deepEqual([some.runner.history.length, none.runner.history.length], [2, 0]);
  assert.equal(some.runner.history.at(-1)?.at, 5000);
});
