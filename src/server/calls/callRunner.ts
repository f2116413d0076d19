import { type ChangedEffect, withNews } from "#kit/machine.ts";
import { wallTime } from "#kit/time.ts";
import type {
  CallAbout,
  CallEffect,
  CallEvent,
  CallFacts,
  CallState,
  CallTimer,
} from "#telephony/call/call.ts";
import { callMachine } from "#telephony/call/callMachine.ts";
import {
  MachineRunner,
  type RunnableMachine,
  type Running,
  type Snapshot,
} from "#world/machineRunner.ts";
import type { World } from "#world/world.ts";

export type HostEffect = CallEffect | ChangedEffect;

export type CallRunner = MachineRunner<CallState, CallTimer, CallEvent, HostEffect, CallFacts>;

export interface CallGround {
  readonly world: World;
  reach(target: Parameters<CallFacts["reach"]>[0], call: CallAbout): ReturnType<CallFacts["reach"]>;
  readonly leftToday: CallFacts["leftToday"];
}

/** The runner of one call, whose `begin` is still to come. */
export function callRunner(
  { world, reach, leftToday }: CallGround,
  start: CallState,
  perform: (effect: HostEffect) => void,
  timers: Snapshot<CallState, CallTimer>["timers"] = [],
): CallRunner {
  const { clock } = world;
  const ahead = clock.wallTime() - clock.steadyTime(); // as it began: a clock that is set makes no call longer
  const running = {
    machine: watched,
    start,
    facts: () => ({
      now: wallTime(clock.steadyTime() + ahead),
      reach: (target) => reach(target, start.about),
      leftToday,
    }),
    perform,
    clock,
    log: world.log,
    id: `call/${start.about.id}`,
    history: 200,
  } satisfies Running<CallState, CallTimer, CallEvent, HostEffect, CallFacts>;
  return new MachineRunner(running, timers);
}

const watched: RunnableMachine<CallState, CallTimer, CallEvent, HostEffect, CallFacts> = withNews(
  callMachine,
  (next, before) => next !== before,
);
