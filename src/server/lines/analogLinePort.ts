/**
 * An analogue line as a telephone: a loop of the media engine, whose circuit it commands in the
 * words of the country: tones, cadences, caller ID, and what the battery says.
 */
import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import type { LinePlan } from "#media/callerId/linePlan.ts";
import {
  answerReversal,
  type Disconnection,
  openLoopDisconnect,
} from "#media/callerId/lineSignals.ts";
import { isFsk } from "#media/callerId/method.ts";
import { type OffHookFacts, offHookTiming, waitingBeep } from "#media/callerId/offHook.ts";
import { onHookPlan, waitingLampPlan } from "#media/callerId/onHook.ts";
import { type AudioPortId, audioPortId, type MediaEngine } from "#media/engine/mediaEngine.ts";
import type { CircuitSense, CircuitSignal } from "#media/loop/circuit.ts";
import type { Country } from "#media/tone/country.ts";
import { ringOf } from "#media/tone/ringCadence.ts";
import { callerIdOf, type ShownAt } from "#server/lines/callerIdOf.ts";
import type { LinePort } from "#server/lines/linePort.ts";
import type { PortEvent, PortEvents } from "#server/portEvents.ts";
import type { Party } from "#telephony/call/leg.ts";
import type { LineSense, LineSignal, LineState, LineTone } from "#telephony/line/line.ts";

/** What the battery tells machines that cannot hear; absent: nothing. */
export interface Battery {
  readonly answered?: true;
  readonly partyGone?: Disconnection;
}

export interface AnalogMeans {
  readonly device: string;
  /** The loop's name, as the engine knows it. */
  readonly loop: string;
  readonly engine: MediaEngine;
  readonly ports: PortEvents;
  readonly country: () => Country;
  readonly shownAt: () => ShownAt;
  readonly battery?: Battery;
  readonly gain?: { readonly hears: number; readonly speaks: number };
}

/** The tones that a telephone dials over. */
const dialTones: ReadonlySet<LineTone> = new Set(["dial", "stutter", "special", "recall"]);

export class AnalogLinePort implements LinePort {
  readonly #of: AnalogMeans;
  readonly #port: AudioPortId;
  readonly #disown: Cancel;
  readonly #senses = listeners<LineSense>();
  readonly #changed = listeners<"presence" | "audio">();
  readonly senses: Listen<LineSense> = this.#senses.listen;
  readonly changed: Listen<"presence" | "audio"> = this.#changed.listen;
  #isThere = false;
  #state: LineState["name"] = "idle";
  /** What the lamp must be told, and what it was told. */
  #lamp: { readonly lit: boolean; readonly told?: boolean } = { lit: false };

  constructor(of: AnalogMeans) {
    this.#of = of;
    this.#port = audioPortId(`line/${of.device}`);
    this.#disown = of.ports.own(this.#port, (event) => this.#told(event));
    const { flash } = of.country();
    const circuit = { flash, echo: { suppresses: true } };
    of.engine.perform({ do: "reserve", kind: "loop", port: this.#port, loop: of.loop, circuit });
  }

  isThere(): boolean {
    return this.#isThere;
  }

  audio(): AudioPortId | undefined {
    return this.#isThere ? this.#port : undefined;
  }

  codecs(): readonly [] {
    return [];
  }

  perform(signal: LineSignal): void {
    switch (signal.do) {
      case "ring":
        return void this.#play(this.#ringing(signal));
      case "stopRinging":
        return void this.#signal({ do: "endPlan" });
      case "tone":
        return void this.#tone(signal.tone);
      case "silence":
        this.#signal({ do: "endWaiting" });
        return void this.#signal({ do: "silence" });
      case "callWaiting":
        this.#signal({ do: "silence" });
        return void this.#signal({ do: "callWaiting", facts: this.#waiting(signal.caller) });
      case "messageLamp":
        this.#lamp = { ...this.#lamp, lit: signal.lit };
        return void this.#lightLamp();
      case "voiceBandData":
        return void this.#signal(signal);
    }
  }

  show({ name }: LineState): void {
    const was = this.#state;
    this.#state = name;
    const { answered, partyGone } = this.#of.battery ?? {};
    if (answered && was === "calling" && name === "talking") this.#play(answerReversal);
    if (partyGone && name === "parted") this.#play(openLoopDisconnect(partyGone));
    if (name !== was && (name === "calling" || name === "talking"))
      this.#signal({ do: "seekModem" });
    this.#lightLamp();
  }

  close(): void {
    this.#disown();
    this.#isThere = false;
    this.#of.engine.perform({ do: "release", port: this.#port });
  }

  #signal(signal: CircuitSignal): void {
    if (this.#isThere) this.#of.engine.perform({ do: "loop", port: this.#port, signal });
  }

  #play(plan: LinePlan): void {
    this.#signal({ do: "play", plan });
  }

  #tone(which: LineTone): void {
    const tone = this.#of.country().tones[which];
    this.#signal({ do: "endWaiting" });
    this.#signal({ do: "tone", tone, ...(dialTones.has(which) && { isDialTone: true }) });
  }

  #ringing({ cadence, caller }: LineSignal & { readonly do: "ring" }): LinePlan {
    const { rings, callerId } = this.#of.country();
    const call = callerIdOf(caller, this.#of.shownAt());
    const isSplash = cadence === "r5"; // nobody calls
    return onHookPlan(call, isSplash ? undefined : callerId, ringOf(rings, cadence));
  }

  #waiting(caller: Party): OffHookFacts {
    const { tones, callerId } = this.#of.country();
    return {
      call: callerIdOf(caller, this.#of.shownAt()),
      ...(callerId && isFsk(callerId.by) && { by: callerId.by }),
      beep: waitingBeep(tones.waiting),
      timing: offHookTiming,
    };
  }

  /** Only a telephone on its hook hears of its lamp: what changes meanwhile is told then. */
  #lightLamp(): void {
    const { lit, told } = this.#lamp;
    if (lit === told || this.#state !== "idle" || !this.#isThere) return;
    this.#lamp = { lit, told: lit };
    const plan = waitingLampPlan(lit, this.#of.country().callerId);
    if (plan) this.#play(plan);
  }

  #told(event: PortEvent): void {
    if (event.on === "loop") return void this.#sensed(event.sense);
    if (event.on !== "reserved") return; // a loop that is refused is a telephone that is not there
    this.#isThere = true;
    const { engine, gain } = this.#of;
    if (gain) engine.perform({ do: "gain", port: this.#port, ...gain });
    this.#changed.tell("presence");
    this.#changed.tell("audio");
  }

  #sensed(sense: CircuitSense): void {
    if (sense.on === "modem") this.#senses.tell({ on: "modem" });
    else if (sense.on !== "waitingTold") this.#senses.tell(sense);
  }
}
