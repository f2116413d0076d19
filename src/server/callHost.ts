/**
 * One runner a call: what the call decides is done to its legs and to the patchboard, what its legs
 * report goes to the call. When a call is over, every leg is closed and nothing of it is left.
 */
import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { after, millis } from "#kit/time.ts";
import type { MediaEngine } from "#media/engine/mediaEngine.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import {
  type CallGround,
  type CallRunner,
  callRunner,
  type HostEffect,
} from "#server/calls/callRunner.ts";
import { type LiveCall, looksAlike, viewOf } from "#server/calls/liveCall.ts";
import { RtpFigures } from "#server/calls/rtpFigures.ts";
import type { Asking, Consultation } from "#server/consult/consultant.ts";
import type { Proof } from "#server/identity/callerProof.ts";
import type { Leg } from "#server/legs/leg.ts";
import { Patchboard, type SoundOf } from "#server/patchboard.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type {
  CallAbout,
  CallEvent,
  CallState,
  DecideStep,
  LegTarget,
} from "#telephony/call/call.ts";
import { fetchCall, startCall } from "#telephony/call/callMachine.ts";
import { type WhyForwarded, whyForwarded } from "#telephony/call/forwarded.ts";
import {
  type CallId,
  type Cause,
  callerLeg,
  callOf,
  type LegId,
  type Party,
} from "#telephony/call/leg.ts";
import { accountsIn } from "#telephony/call/outcome.ts";
import type { Decision } from "#telephony/call/plan.ts";
import type { Next } from "#telephony/call/seats.ts";
import { token } from "#world/random.ts";

/** What a call asks of its server. */
export interface CallSurroundings extends CallGround {
  readonly engine: MediaEngine;
  readonly soundOf: SoundOf;
  /** `others`: the legs that are there already, the caller's first. */
  makeLeg(id: LegId, target: LegTarget, call: LegOrder): Leg;
  decide(call: CallAbout): Decision;
  /** Whoever calls so is refused from now on. */
  block(caller: Party): void;
  /** Asks a service of the owner's. */
  consult(asking: Asking): Promise<Consultation>;
}

/** For whom a leg is made. */
export interface LegOrder {
  readonly about: CallAbout;
  /** What the others speak, best first: the caller's own codecs count most. */
  readonly codecs: () => ReturnType<Leg["codecs"]>;
  /** The INVITE that the call came with, where it came with one. */
  readonly invite: () => SipRequest | undefined;
  /** For a leg that leads elsewhere. */
  readonly why: () => WhyForwarded;
}

interface Begins {
  readonly caller?: Leg;
  readonly proof?: Promise<Proof>;
}

interface Hosted {
  readonly about: CallAbout;
  readonly proof?: Promise<Proof>;
  readonly runner: CallRunner;
  readonly legs: Map<LegId, { readonly leg: Leg; readonly cancel: Cancel }>;
  readonly sipCallIds: Map<LegId, string>;
  /** The state that others were last told of. */
  told?: CallState;
  /** Aborted when the call is over: nobody waits for an answer any more. */
  readonly over: AbortController;
}

/** The media engine tells a port's last figures within this time. */
const lastFigures = millis(250);

export class CallHost {
  readonly #around: CallSurroundings;
  readonly #calls = new Map<CallId, Hosted>();
  /** Over, and waiting for their last figures. */
  readonly #resting = new Map<Hosted, Cancel>();
  readonly #figures: RtpFigures;
  readonly #board: Patchboard;
  readonly #changes = listeners<LiveCall>();
  readonly #closed = listeners<LiveCall>();
  readonly changes: Listen<LiveCall> = this.#changes.listen;
  /** Once a call, when nothing of it is left, with its last figures. */
  readonly closed: Listen<LiveCall> = this.#closed.listen;

  constructor(around: CallSurroundings) {
    const { engine, soundOf } = around;
    this.#around = around;
    this.#board = new Patchboard((command) => engine.perform(command), soundOf);
    this.#figures = new RtpFigures(engine);
  }

  /** For a call to come. */
  newId(): CallId {
    return token(this.#around.world.random) as CallId;
  }

  /** A call begins with its caller. `proof`: what is still to be found out of who calls, before it is directed. */
  take(about: CallAbout, caller: Leg, proof?: Promise<Proof>): void {
    this.#begin(about, startCall(about), { caller, ...(proof && { proof }) });
  }

  /** Rings `own` first; when it answers, the call begins. `party` is who its display shows. */
  fetch(about: CallAbout, own: LegTarget, party: Party): void {
    this.#begin(about, fetchCall(about, own, party));
  }

  /** The leg whose INVITE session has that Call-ID. */
  legWith(sipCallId: string): LegId | undefined {
    const named = [...this.#calls.values()].flatMap(({ legs, sipCallIds }) =>
      [...sipCallIds].filter(([leg]) => legs.has(leg)),
    );
    return named.find(([, callId]) => callId === sipCallId)?.[0];
  }

  /** What the others of that leg's call speak, best first. */
  codecsBeside(leg: LegId): ReturnType<Leg["codecs"]> {
    const legs = this.#calls.get(callOf(leg))?.legs;
    const others = [...(legs?.values() ?? [])].filter((one) => one.leg.id !== leg);
    return [...new Set(others.flatMap((one) => one.leg.codecs()))];
  }

  /** That leg in the place of the one of its name, which is not the call's any more and is not closed. */
  swap(leg: Leg): Leg | undefined {
    const call = this.#calls.get(callOf(leg.id));
    const before = call?.legs.get(leg.id);
    if (!call || !before) return undefined;
    before.cancel();
    this.#adopt(call, leg);
    return before.leg;
  }

  /** As it is now: another may take its place. */
  leg(id: LegId): Leg | undefined {
    return this.#calls.get(callOf(id))?.legs.get(id)?.leg;
  }

  /** Something is asked of that call; false when there is no such call. */
  post(id: CallId, event: CallEvent): boolean {
    const call = this.#calls.get(id);
    call?.runner.post(event);
    return call !== undefined;
  }

  /** A tone in the ears of all who talk in it. */
  burst(id: CallId, tone: TonePlan): void {
    this.#board.burst(id, tone);
  }

  /** Where each of them stands. */
  states(): readonly CallState[] {
    return [...this.#calls.values()].map(({ runner }) => runner.state);
  }

  /** False when there is no such call. */
  end(id: CallId, cause: Cause): boolean {
    return this.post(id, { on: "endAsked", cause });
  }

  endAll(cause: Cause): void {
    for (const id of [...this.#calls.keys()]) this.end(id, cause);
  }

  get(id: CallId): LiveCall | undefined {
    const call = this.#calls.get(id);
    return call && this.#view(call);
  }

  live(): readonly LiveCall[] {
    return [...this.#calls.values()].map((call) => this.#view(call));
  }

  /** How many calls each account carries now, in and out; those that carry none are left out. */
  carried(): Readonly<Record<string, number>> {
    const carried: Record<string, number> = {};
    for (const { runner } of this.#calls.values())
      for (const account of accountsIn(runner.state))
        carried[account] = (carried[account] ?? 0) + 1;
    return carried;
  }

  /** Those whose last figures are awaited count too. */
  get size(): number {
    return this.#calls.size + this.#resting.size;
  }

  /** Stops every runner and closes every leg at once. */
  close(): void {
    for (const call of [...this.#calls.values()]) this.#release(call);
    for (const call of [...this.#resting.keys()]) this.#rest(call);
    this.#figures.close();
  }

  #begin(about: CallAbout, [start, effects]: Next, begins: Begins = {}): void {
    const { caller, proof } = begins;
    const call: Hosted = {
      about,
      ...(proof && { proof }),
      legs: new Map(),
      sipCallIds: new Map(),
      over: new AbortController(),
      runner: callRunner(this.#around, start, (effect) => this.#perform(call, effect)),
    };
    this.#calls.set(about.id, call);
    if (caller) this.#adopt(call, caller);
    this.#tell(call);
    call.runner.begin(effects);
  }

  #adopt(call: Hosted, leg: Leg): void {
    const unheard = leg.events((event) => {
      note(call, leg);
      call.runner.post({ on: "leg", leg: leg.id, event });
      if (event.on === "ended") this.#letGo(call, leg.id);
    });
    const unmoved = leg.audioChanged(() => this.#attach(leg));
    const cancel = (): void => {
      unheard();
      unmoved();
    };
    call.legs.set(leg.id, { leg, cancel });
    this.#attach(leg);
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

  #attach(leg: Leg): void {
    const audio = leg.audio();
    if (audio && !audio.through && !audio.taps) this.#figures.watch(audio.port, leg.id);
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
        this.#direct(call);
        return;
      case "block":
        return void this.#around.block(effect.caller);
      case "consult":
        this.#consult(call, effect.step);
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

  #direct(call: Hosted): void {
    const { about, proof, runner } = call;
    const directed = (proven?: Proof): void => {
      if (runner.state.name !== "directing") return; // the caller has given up meanwhile
      runner.post({ on: "directed", decision: this.#around.decide({ ...about, ...proven }) });
    };
    if (proof !== undefined) void proof.then(directed);
    else directed();
  }

  #consult({ about, runner, over }: Hosted, step: DecideStep): void {
    const { decision } = runner.state;
    if (!decision) return;
    const asking = { call: about, decision, step, abandoned: over.signal };
    void this.#around.consult(asking).then((answer) => runner.post({ on: "consulted", ...answer }));
  }

  /** Most steps change nothing that others see. */
  #tell(call: Hosted): void {
    const { state } = call.runner;
    if (call.told && looksAlike(call.told, state)) return;
    call.told = state;
    this.#changes.tell(this.#view(call));
  }

  #release(call: Hosted): void {
    const { clock } = this.#around.world;
    call.runner.stop();
    call.over.abort();
    this.#board.forget(call.about.id);
    for (const leg of [...call.legs.keys()]) this.#letGo(call, leg);
    this.#calls.delete(call.about.id);
    const wake = clock.at(after(clock.now(), lastFigures), () => this.#rest(call));
    this.#resting.set(call, wake);
  }

  #rest(call: Hosted): void {
    this.#resting.get(call)?.();
    this.#resting.delete(call);
    const last = this.#view(call);
    this.#figures.forget(call.about.id);
    this.#closed.tell(last);
  }

  #view({ about, runner, sipCallIds }: Hosted): LiveCall {
    return viewOf(runner.state, { rtp: this.#figures.of(about.id), sipCallIds });
  }
}

const orderOf = ({ about, legs, runner }: Hosted): LegOrder => ({
  about,
  invite: () => legs.get(callerLeg(about.id))?.leg.sipInvite?.(),
  why: () => whyForwarded(runner.state),
  codecs: () => [...new Set([...legs.values()].flatMap(({ leg }) => leg.codecs()))],
});

/** A SIP leg's Call-ID is known from its first INVITE on. */
function note({ sipCallIds }: Hosted, leg: Leg): void {
  const callId = leg.sipCallId?.();
  if (callId !== undefined) sipCallIds.set(leg.id, callId);
}
