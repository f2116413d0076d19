/**
 * One runner a call: what the call decides is done to its legs and to the patchboard, what its legs
 * report goes to the call. When a call is over, every leg is closed and nothing of it is left.
 */
import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { after, millis } from "#kit/time.ts";
import type { AudioPortId, MediaEngine, PortStats } from "#media/engine/mediaEngine.ts";
import type { Leg } from "#server/legs/leg.ts";
import { Patchboard, type SoundOf } from "#server/patchboard.ts";
import type {
  CallAbout,
  CallEffect,
  CallEvent,
  CallFacts,
  CallState,
  CallTimer,
  LegTarget,
} from "#telephony/call/call.ts";
import { callMachine, fetchCall, startCall } from "#telephony/call/callMachine.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import { type CallId, type Cause, callOf, type LegId, type Party } from "#telephony/call/leg.ts";
import { recordSoFar } from "#telephony/call/outcome.ts";
import type { Decision } from "#telephony/call/plan.ts";
import type { Next } from "#telephony/call/seats.ts";
import { MachineRunner, type RunnableMachine } from "#world/machineRunner.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

/** What a call asks of its server. */
export interface CallSurroundings {
  readonly world: World;
  readonly engine: MediaEngine;
  readonly soundOf: SoundOf;
  /** `others`: the legs that are there already, the caller's first. */
  makeLeg(id: LegId, target: LegTarget, call: LegOrder): Leg;
  reach(target: Parameters<CallFacts["reach"]>[0], call: CallAbout): ReturnType<CallFacts["reach"]>;
  decide(call: CallAbout): Decision;
}

/** For whom a leg is made. */
export interface LegOrder {
  readonly about: CallAbout;
  /** What the others speak, best first: the caller's own codecs count most. */
  readonly codecs: () => ReturnType<Leg["codecs"]>;
}

/** `party`: the device or account at the far end, or which of our own parties. */
export interface LegTraffic {
  readonly leg: LegId;
  readonly party: string;
  readonly sent: number;
  readonly received: number;
}

/** A call as others may see it. */
export interface LiveCall {
  readonly id: CallId;
  readonly state: CallState["name"];
  readonly record: CallRecord;
  readonly rtp: readonly LegTraffic[];
  /** The Call-IDs of its SIP legs, by leg, the caller's first. */
  readonly sipCallIds: readonly {
    readonly leg: LegId;
    readonly party: string;
    readonly callId: string;
  }[];
}

/** Beside the call's own: a step was taken. */
type HostEffect = CallEffect | { readonly do: "changed" };
type Runner = MachineRunner<CallState, CallTimer, CallEvent, HostEffect, CallFacts>;

interface Hosted {
  readonly about: CallAbout;
  readonly runner: Runner;
  readonly legs: Map<LegId, { readonly leg: Leg; readonly cancel: Cancel }>;
  readonly ports: Set<AudioPortId>;
  readonly rtp: Map<LegId, PortStats>;
  readonly sip: Map<LegId, string>;
  /** The state that others were last told of. */
  told?: CallState;
}

/** The media engine tells a port's last figures within this time. */
const lastFigures = millis(250);

export class CallHost {
  readonly #around: CallSurroundings;
  readonly #calls = new Map<CallId, Hosted>();
  /** Over, and waiting for their last figures. */
  readonly #resting = new Map<Hosted, Cancel>();
  readonly #ports = new Map<AudioPortId, { readonly call: Hosted; readonly leg: LegId }>();
  readonly #board: Patchboard;
  readonly #unlisten: Cancel;
  readonly #changes = listeners<LiveCall>();
  readonly #closed = listeners<LiveCall>();
  readonly changes: Listen<LiveCall> = this.#changes.listen;
  /** Once a call, when nothing of it is left, with its last figures. */
  readonly closed: Listen<LiveCall> = this.#closed.listen;

  constructor(around: CallSurroundings) {
    const { engine, soundOf } = around;
    this.#around = around;
    this.#board = new Patchboard((command) => engine.perform(command), soundOf);
    this.#unlisten = engine.events((event) => {
      const at = event.on === "stats" ? this.#ports.get(event.port) : undefined;
      if (at && event.on === "stats") at.call.rtp.set(at.leg, event.stats);
    });
  }

  /** For a call to come. */
  newId(): CallId {
    return token(this.#around.world.random) as CallId;
  }

  /** A call begins with its caller. */
  take(about: CallAbout, caller: Leg): void {
    this.#begin(about, startCall(about), caller);
  }

  /** Rings `own` first; when it answers, the call begins. `party` is who its display shows. */
  fetch(about: CallAbout, own: LegTarget, party: Party): void {
    this.#begin(about, fetchCall(about, own, party));
  }

  /** What the others of that leg's call speak, best first. */
  codecsBeside(leg: LegId): ReturnType<Leg["codecs"]> {
    const legs = this.#calls.get(callOf(leg))?.legs;
    const others = [...(legs?.values() ?? [])].filter((one) => one.leg.id !== leg);
    return [...new Set(others.flatMap((one) => one.leg.codecs()))];
  }

  /** False when there is no such call. */
  end(id: CallId, cause: Cause): boolean {
    const call = this.#calls.get(id);
    call?.runner.post({ on: "endAsked", cause });
    return call !== undefined;
  }

  endAll(cause: Cause): void {
    for (const id of [...this.#calls.keys()]) this.end(id, cause);
  }

  get(id: CallId): LiveCall | undefined {
    const call = this.#calls.get(id);
    return call && view(call);
  }

  live(): readonly LiveCall[] {
    return [...this.#calls.values()].map(view);
  }

  /** Those whose last figures are awaited count too. */
  get size(): number {
    return this.#calls.size + this.#resting.size;
  }

  /** Stops every runner and closes every leg at once. */
  close(): void {
    for (const call of [...this.#calls.values()]) this.#release(call);
    for (const call of [...this.#resting.keys()]) this.#rest(call);
    this.#unlisten();
  }

  #begin(about: CallAbout, [start, effects]: Next, caller?: Leg): void {
    const call: Hosted = {
      about,
      legs: new Map(),
      ports: new Set(),
      rtp: new Map(),
      sip: new Map(),
      runner: this.#runner(about, start, (effect) => this.#perform(call, effect)),
    };
    this.#calls.set(about.id, call);
    if (caller) this.#adopt(call, caller);
    this.#tell(call);
    call.runner.begin(effects);
  }

  #runner(about: CallAbout, start: CallState, perform: (effect: HostEffect) => void): Runner {
    const { world, reach } = this.#around;
    return new MachineRunner({
      machine: watched,
      start,
      facts: () => ({ now: world.clock.wallTime(), reach: (target) => reach(target, about) }),
      perform,
      clock: world.clock,
      log: world.log,
      id: `call/${about.id}`,
      history: 200,
    });
  }

  #adopt(call: Hosted, leg: Leg): void {
    const unheard = leg.events((event) => {
      note(call, leg);
      call.runner.post({ on: "leg", leg: leg.id, event });
      if (event.on === "ended") this.#letGo(call, leg.id);
    });
    const unmoved = leg.audioChanged(() => this.#attach(call, leg));
    const cancel = (): void => {
      unheard();
      unmoved();
    };
    call.legs.set(leg.id, { leg, cancel });
    this.#attach(call, leg);
    note(call, leg);
  }

  /** At once when a leg has ended: who lost the race to answer gives back its media port. */
  #letGo(call: Hosted, id: LegId): void {
    const held = call.legs.get(id);
    if (!held) return;
    call.legs.delete(id);
    note(call, held.leg);
    held.cancel();
    this.#board.attach(id, undefined);
    held.leg.close();
  }

  #attach(call: Hosted, leg: Leg): void {
    const audio = leg.audio();
    if (audio) {
      this.#ports.set(audio.port, { call, leg: leg.id });
      call.ports.add(audio.port);
    }
    this.#board.attach(leg.id, audio);
  }

  #perform(call: Hosted, effect: HostEffect): void {
    switch (effect.do) {
      case "createLeg":
        this.#adopt(call, this.#around.makeLeg(effect.leg, effect.target, orderOf(call)));
        return;
      case "command":
        call.legs.get(effect.leg)?.leg.perform(effect.command);
        return;
      case "hear":
        this.#board.hear(call.about.id, effect.hearing);
        return;
      case "direct":
        call.runner.post({ on: "directed", decision: this.#around.decide(call.about) });
        return;
      case "changed":
        this.#tell(call);
        if (call.runner.state.name === "over") this.#release(call);
        return;
      case "record":
      case "startTimer":
      case "stopTimer":
        return;
    }
  }

  /** Most steps change nothing that others see. */
  #tell(call: Hosted): void {
    const { told, runner } = call;
    const { name, seats, decision } = runner.state;
    if (told?.name === name && told.seats === seats && told.decision === decision) return;
    call.told = runner.state;
    this.#changes.tell(view(call));
  }

  #release(call: Hosted): void {
    const { clock } = this.#around.world;
    call.runner.stop();
    this.#board.forget(call.about.id);
    for (const leg of [...call.legs.keys()]) this.#letGo(call, leg);
    this.#calls.delete(call.about.id);
    const wake = clock.at(after(clock.now(), lastFigures), () => this.#rest(call));
    this.#resting.set(call, wake);
  }

  #rest(call: Hosted): void {
    this.#resting.get(call)?.();
    this.#resting.delete(call);
    for (const port of call.ports)
      if (this.#ports.get(port)?.call === call) this.#ports.delete(port);
    this.#closed.tell(view(call));
  }
}

const orderOf = ({ about, legs }: Hosted): LegOrder => ({
  about,
  codecs: () => [...new Set([...legs.values()].flatMap(({ leg }) => leg.codecs()))],
});

/** A SIP leg's Call-ID is known from its first INVITE on. */
function note({ sip }: Hosted, leg: Leg): void {
  const callId = leg.sipCallId?.();
  if (callId !== undefined) sip.set(leg.id, callId);
}

/** The call's machine, and behind each of its steps the news that it took one. */
const watched: RunnableMachine<CallState, CallTimer, CallEvent, HostEffect, CallFacts> = {
  name: "call",
  step(state, event, facts) {
    const [next, effects] = callMachine.step(state, event, facts);
    return [next, next === state ? effects : [...effects, { do: "changed" }]];
  },
};

function view({ about, runner, rtp, sip }: Hosted): LiveCall {
  const { state } = runner;
  const ended = state.name === "ending" || state.name === "over";
  const answered = state.name === "joined" ? state.answered : undefined;
  return {
    id: about.id,
    state: state.name,
    record: ended
      ? { ...state.record, legs: recordSoFar(state).legs }
      : recordSoFar(state, answered),
    rtp: [...rtp].map(([leg, { sent, received }]) => ({ ...party(leg, state), sent, received })),
    sipCallIds: [...sip].map(([leg, callId]) => ({ ...party(leg, state), callId })),
  };
}

function party(leg: LegId, { seats, about }: CallState): { leg: LegId; party: string } {
  const target = seats.find((seat) => seat.leg === leg)?.target;
  switch (target?.to) {
    case "device":
      return { leg, party: target.device };
    case "outside":
      return { leg, party: target.account };
    case "caller":
      return { leg, party: about.via ?? about.from.address ?? "caller" };
    default:
      return { leg, party: target?.to ?? leg };
  }
}
