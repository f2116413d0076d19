/** The calls that live: each begins here, is found here, and when it is over nothing of it is left. */
import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { after, millis } from "#kit/time.ts";
import type { MediaEngine } from "#media/engine/mediaEngine.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import type { CallSurroundings } from "#server/calls/callSurroundings.ts";
import { type Beginnings, HostedCall } from "#server/calls/hostedCall.ts";
import type { LiveCall } from "#server/calls/liveCall.ts";
import { RtpFigures } from "#server/calls/rtpFigures.ts";
import type { Leg } from "#server/legs/leg.ts";
import { Patchboard, type SoundOf } from "#server/patchboard.ts";
import type { KeptLive } from "#server/survival/kept.ts";
import type { LastWords } from "#server/survival/missing.ts";
import type { CallAbout, CallEvent, CallState } from "#telephony/call/call.ts";
import { fetchCall, startCall } from "#telephony/call/callMachine.ts";
import { type CallId, type Cause, callOf, type LegId, type Party } from "#telephony/call/leg.ts";
import type { LegTarget } from "#telephony/call/legTarget.ts";
import { accountsIn } from "#telephony/call/outcome.ts";
import type { Next } from "#telephony/call/seats.ts";
import { token } from "#world/random.ts";

export interface HostSurroundings extends CallSurroundings {
  readonly engine: MediaEngine;
  readonly soundOf: SoundOf;
}

/** The media engine tells a port's last figures within this time. */
const lastFigures = millis(250);

export class CallHost {
  readonly #around: HostSurroundings;
  readonly #calls = new Map<CallId, HostedCall>();
  /** Over, and waiting for their last figures. */
  readonly #resting = new Map<HostedCall, Cancel>();
  readonly #figures: RtpFigures;
  readonly #board: Patchboard;
  /** By the Call-ID of each INVITE session. */
  readonly #named = new Map<string, CallId>();
  readonly #changes = listeners<LiveCall>();
  readonly #closed = listeners<LiveCall>();
  readonly changes: Listen<LiveCall> = this.#changes.listen;
  /** Once a call, when nothing of it is left, with its last figures. */
  readonly closed: Listen<LiveCall> = this.#closed.listen;

  constructor(around: HostSurroundings) {
    const { engine, soundOf } = around;
    this.#around = around;
    this.#board = new Patchboard((command) => engine.perform(command), soundOf);
    this.#figures = new RtpFigures(engine, () => around.world.clock.wallTime());
  }

  /** For a call to come. */
  newId(): CallId {
    return token(this.#around.world.random) as CallId;
  }

  /** A call begins with its caller. */
  take(about: CallAbout, caller: Leg, how?: Omit<Beginnings, "kept">): void {
    this.#begin(startCall(about), caller, how);
  }

  /** Rings `own` first; when it answers, the call begins. `party` is who its display shows. */
  fetch(about: CallAbout, own: LegTarget, party: Party): void {
    this.#begin(fetchCall(about, own, party));
  }

  /** The leg whose INVITE session has that Call-ID. */
  legWith(sipCallId: string): LegId | undefined {
    for (const call of this.#calls.values()) {
      const leg = call.legWith(sipCallId);
      if (leg !== undefined) return leg;
    }
    return undefined;
  }

  /** What the others of that leg's call speak, best first. */
  codecsBeside(leg: LegId): ReturnType<Leg["codecs"]> {
    return this.#calls.get(callOf(leg))?.codecsBeside(leg) ?? [];
  }

  /** That leg in the place of the one of its name, which is not the call's any more and is not closed. */
  swap(leg: Leg): Leg | undefined {
    return this.#calls.get(callOf(leg.id))?.swap(leg);
  }

  /** As it is now: another may take its place. */
  leg(id: LegId): Leg | undefined {
    return this.#calls.get(callOf(id))?.leg(id);
  }

  /** Something is asked of that call; false when there is no such call. */
  post(id: CallId, event: CallEvent): boolean {
    const call = this.#calls.get(id);
    call?.post(event);
    return call !== undefined;
  }

  /** A tone in the ears of all who talk in it. */
  burst(id: CallId, tone: TonePlan): void {
    this.#board.burst(id, tone);
  }

  /** Where that call stands; undefined: it is not there. */
  state(id: CallId): CallState | undefined {
    return this.#calls.get(id)?.state;
  }

  /** Of a call that lives, or of which only the goodbyes are left. */
  kept(id: CallId): KeptLive | undefined {
    return this.#calls.get(id)?.kept();
  }

  callNamed(sipCallId: string): CallId | undefined {
    return this.#named.get(sipCallId);
  }

  looks(): void {
    for (const call of this.#calls.values()) call.looks();
  }

  /** A call of another process goes on, with the legs that could be taken up. */
  resume(kept: KeptLive, legs: readonly Leg[], lastWords: LastWords): void {
    const call = this.#hosted(kept.state, { kept });
    for (const leg of legs) call.adopt(leg);
    this.#tell(call);
    this.#around.journal?.touched(call.id);
    call.resume(kept, lastWords);
    if (call.state.name === "over") this.#release(call);
  }

  /** Where each of them stands. */
  states(): readonly CallState[] {
    return [...this.#calls.values()].map(({ state }) => state);
  }

  /** And of those whose last figures are awaited: all that is in no record yet. */
  unrecorded(): readonly CallState[] {
    return [...this.states(), ...[...this.#resting.keys()].map(({ state }) => state)];
  }

  /** False when there is no such call. */
  end(id: CallId, cause: Cause): boolean {
    return this.post(id, { on: "endAsked", cause });
  }

  endAll(cause: Cause): void {
    for (const id of [...this.#calls.keys()]) this.end(id, cause);
  }

  get(id: CallId): LiveCall | undefined {
    return this.#calls.get(id)?.view();
  }

  live(): readonly LiveCall[] {
    return [...this.#calls.values()].map((call) => call.view());
  }

  /** How many calls each account carries now, in and out; those that carry none are left out. */
  carried(): Readonly<Record<string, number>> {
    const carried: Record<string, number> = {};
    for (const account of this.states().flatMap((state) => accountsIn(state)))
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

  #hosted(start: CallState, how: Beginnings): HostedCall {
    const gear = {
      around: this.#around,
      board: this.#board,
      figures: this.#figures,
      changed: () => this.#changed(call),
      named: (sipCallId: string) => this.#named.set(sipCallId, call.id),
    };
    const call: HostedCall = new HostedCall(start, gear, how);
    this.#calls.set(call.id, call);
    return call;
  }

  #begin([start, effects]: Next, caller?: Leg, how: Beginnings = {}): void {
    const call = this.#hosted(start, how);
    if (caller) call.adopt(caller);
    this.#tell(call);
    call.begin(effects);
  }

  #changed(call: HostedCall): void {
    this.#tell(call);
    if (call.state.name === "over") this.#release(call);
  }

  #tell(call: HostedCall): void {
    if (call.isNews()) this.#changes.tell(call.view());
  }

  #release(call: HostedCall): void {
    const { journal, world } = this.#around;
    const { clock } = world;
    journal?.over(call.id);
    call.release();
    this.#calls.delete(call.id);
    for (const [sipCallId, id] of this.#named) if (id === call.id) this.#named.delete(sipCallId);
    const wake = clock.at(after(clock.now(), lastFigures), () => this.#rest(call));
    this.#resting.set(call, wake);
  }

  #rest(call: HostedCall): void {
    this.#resting.get(call)?.();
    this.#resting.delete(call);
    this.#closed.tell(call.view());
    this.#figures.forget(call.id);
  }
}
