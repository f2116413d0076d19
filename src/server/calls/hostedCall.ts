/**
 * One call while it lives: what it decides is done to its legs and to the patchboard, and what its
 * legs report goes to it.
 */
import type { Cancel } from "#kit/listeners.ts";
import { type CallRunner, callRunner, type HostEffect } from "#server/calls/callRunner.ts";
import type { CallSurroundings, LegOrder } from "#server/calls/callSurroundings.ts";
import { type LiveCall, looksAlike, viewOf } from "#server/calls/liveCall.ts";
import type { RtpFigures } from "#server/calls/rtpFigures.ts";
import type { Proof } from "#server/identity/callerProof.ts";
import type { Leg } from "#server/legs/leg.ts";
import type { Patchboard } from "#server/patchboard.ts";
import type { KeptLive } from "#server/survival/kept.ts";
import { keptCall, timersLeft } from "#server/survival/keptCall.ts";
import { type LastWords, missing } from "#server/survival/missing.ts";
import type { CallAbout, CallEvent, CallState, DecideStep } from "#telephony/call/call.ts";
import { earsOf } from "#telephony/call/ears.ts";
import { whyForwarded } from "#telephony/call/forwarded.ts";
import { rungAgain } from "#telephony/call/launch.ts";
import { because, type CallId, callerLeg, type LegId } from "#telephony/call/leg.ts";
import { isThere, type Next } from "#telephony/call/seats.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export interface CallGear {
  readonly around: CallSurroundings;
  readonly board: Patchboard;
  readonly figures: RtpFigures;
  /** It has taken a step. */
  changed(): void;
  /** One of its sessions has that Call-ID. */
  named(sipCallId: string): void;
}

/**
 * `proof`: what is still to be found out of who calls, before the call is directed. `draft`: by these
 * settings, not by those in force. `kept`: another process began it.
 */
export interface Beginnings {
  readonly proof?: Promise<Proof> | undefined;
  readonly draft?: Settings;
  readonly kept?: KeptLive;
}

export class HostedCall {
  readonly #gear: CallGear;
  readonly #runner: CallRunner;
  readonly #proof: Promise<Proof> | undefined;
  readonly #draft: Settings | undefined;
  readonly #legs = new Map<LegId, { readonly leg: Leg; readonly cancel: Cancel }>();
  /** Their goodbyes may not have been heard. */
  readonly #ended = new Set<Leg>();
  readonly #sipCallIds = new Map<LegId, string>();
  /** Aborted when the call is over: nobody waits for an answer any more. */
  readonly #over = new AbortController();
  /** The state that others were last told of. */
  #told?: CallState;

  constructor(start: CallState, gear: CallGear, { proof, draft, kept }: Beginnings = {}) {
    this.#gear = gear;
    this.#proof = proof;
    this.#draft = draft;
    const { around } = gear;
    const timers = kept && timersLeft(kept, around.world.clock);
    this.#runner = callRunner(around, start, (effect) => this.#perform(effect), timers);
  }

  kept(): KeptLive {
    const legs = [...this.#legs.values()].map(({ leg }) => leg);
    const { clock } = this.#gear.around.world;
    return keptCall(this.#runner.snapshot, { legs, ended: this.#ended }, clock);
  }

  /**
   * With the legs that were adopted: who is missing has gone, and all others hear each other again.
   * Who was to be rung, and of whom nothing was kept, has not heard of it, and is rung now.
   */
  resume({ legs }: KeptLive, lastWords: LastWords): void {
    const { state } = this;
    const kept = new Set(legs.map(({ leg }) => leg));
    this.#gear.board.hear(this.id, earsOf(state));
    if (state.name === "directing") this.#direct();
    for (const seat of state.seats.filter(isThere)) {
      const leg = this.leg(seat.leg);
      const again = leg || kept.has(seat.leg) ? [] : rungAgain(state, seat.leg);
      if (again.length > 0) this.begin(again);
      else if (!leg) missing(this, seat, lastWords);
      else if (seat.phase === "leaving")
        leg.perform({ do: "end", cause: seat.cause ?? because("normal") });
    }
  }

  /** Sessions of its legs have begun since: their Call-IDs are its own. */
  looks(): void {
    for (const { leg } of this.#legs.values()) this.#note(leg);
  }

  get id(): CallId {
    return this.about.id;
  }

  get about(): CallAbout {
    return this.state.about;
  }

  get state(): CallState {
    return this.#runner.state;
  }

  begin(effects: Next[1]): void {
    this.#runner.begin(effects);
  }

  post(event: CallEvent): void {
    this.#runner.post(event);
  }

  /** True once for each state that looks otherwise to others; most steps change nothing that they see. */
  isNews(): boolean {
    const { state } = this;
    if (this.#told && looksAlike(this.#told, state)) return false;
    this.#told = state;
    return true;
  }

  view(): LiveCall {
    const rtp = this.#gear.figures.of(this.id);
    const sounds = () => this.#gear.figures.soundsOf(this.id);
    return viewOf(this.state, { rtp, sounds, sipCallIds: this.#sipCallIds });
  }

  leg(id: LegId): Leg | undefined {
    return this.#legs.get(id)?.leg;
  }

  /** The leg whose INVITE session has that Call-ID. */
  legWith(sipCallId: string): LegId | undefined {
    const named = [...this.#sipCallIds].filter(([leg]) => this.#legs.has(leg));
    return named.find(([, callId]) => callId === sipCallId)?.[0];
  }

  /** What all but that leg speak, best first. */
  codecsBeside(leg?: LegId): ReturnType<Leg["codecs"]> {
    const others = [...this.#legs.values()].filter((one) => one.leg.id !== leg);
    return [...new Set(others.flatMap((one) => one.leg.codecs()))];
  }

  /** That leg in the place of the one of its name, which is not the call's any more and is not closed. */
  swap(leg: Leg): Leg | undefined {
    const before = this.#legs.get(leg.id);
    if (!before) return undefined;
    before.cancel();
    this.adopt(leg);
    return before.leg;
  }

  adopt(leg: Leg): void {
    const unheard = leg.events((event) => {
      this.#note(leg);
      this.post({ on: "leg", leg: leg.id, event });
      if (event.on === "ended") this.#letGo(leg.id);
    });
    const unmoved = leg.audioChanged(() => this.#attach(leg));
    const cancel = (): void => {
      unheard();
      unmoved();
    };
    this.#legs.set(leg.id, { leg, cancel });
    this.#attach(leg);
    this.#note(leg);
  }

  /** Stops the runner and closes every leg at once. */
  release(): void {
    this.#runner.stop();
    this.#over.abort();
    this.#gear.board.forget(this.id);
    for (const leg of [...this.#legs.keys()]) this.#letGo(leg);
  }

  /** At once when a leg has ended: who lost the race to answer gives back its media port. */
  #letGo(id: LegId): void {
    const held = this.#legs.get(id);
    if (!held) return;
    this.#legs.delete(id);
    this.#ended.add(held.leg);
    this.#note(held.leg);
    held.cancel();
    this.#gear.board.attach(id, undefined);
    held.leg.close();
  }

  #attach(leg: Leg): void {
    const audio = leg.audio();
    if (audio && !audio.through && !audio.taps) this.#gear.figures.watch(audio.port, leg.id);
    this.#gear.board.attach(leg.id, audio);
  }

  /** A SIP leg's Call-ID is known from its first INVITE on. */
  #note(leg: Leg): void {
    const callId = leg.sipCallId?.();
    if (callId === undefined || this.#sipCallIds.get(leg.id) === callId) return;
    this.#sipCallIds.set(leg.id, callId);
    this.#gear.named(callId);
  }

  #perform(effect: HostEffect): void {
    const { around, board, changed } = this.#gear;
    around.journal?.touched(this.id);
    switch (effect.do) {
      case "createLeg":
        this.adopt(around.makeLeg(effect.leg, effect.target, this.#order()));
        return;
      case "command":
        this.leg(effect.leg)?.perform(effect.command);
        return;
      case "hear":
        board.hear(this.id, effect.hearing);
        return;
      case "direct":
        this.#direct();
        return;
      case "block":
        if (this.about.test === undefined) around.block(effect.caller, this.id);
        return;
      case "refer":
        if (!around.refer(effect)) this.leg(effect.leg)?.perform({ do: "refuseTransfer" });
        return;
      case "consult":
        this.#consult(effect.step);
        return;
      case "changed":
        changed();
        return;
      case "record":
      case "startTimer":
      case "stopTimer":
        return;
    }
  }

  #order(): LegOrder {
    return {
      about: this.about,
      invite: () => this.leg(callerLeg(this.id))?.sipInvite?.(),
      why: () => whyForwarded(this.state),
      codecs: () => this.codecsBeside(),
    };
  }

  #direct(): void {
    const directed = (proven?: Proof): void => {
      if (this.state.name !== "directing") return; // the caller has given up meanwhile
      const decision = this.#gear.around.decide({ ...this.about, ...proven }, this.#draft);
      this.post({ on: "directed", decision });
    };
    if (this.#proof !== undefined) void this.#proof.then(directed);
    else directed();
  }

  #consult(step: DecideStep): void {
    const { decision } = this.state;
    if (!decision) return;
    const asking = { call: this.about, decision, step, abandoned: this.#over.signal };
    const { around } = this.#gear;
    void around.consult(asking).then((answer) => this.post({ on: "consulted", ...answer }));
  }
}
