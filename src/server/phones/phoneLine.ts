/**
 * One INVITE session of a phone, run as a line: the legs that are heard there, and the tones that are
 * played into it. Nothing of it is signalled to the phone.
 */
import type { Cancel } from "#kit/listeners.ts";
import type { MediaEngine } from "#media/engine/mediaEngine.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import type { LegAudio } from "#server/legs/leg.ts";
import type { SipLeg } from "#server/legs/sipLeg.ts";
import { Selection } from "#server/lines/selection.ts";
import type { PhoneLeg, PhoneSeat } from "#server/phones/phoneLeg.ts";
import type { CallDesk } from "#server/telephone.ts";
import { because, type LegCommand, type LegEvent, type LegId } from "#telephony/call/leg.ts";
import type { LineSignal, LineTone } from "#telephony/line/line.ts";
import type { AsLineEffect } from "#telephony/phone/phone.ts";

export interface PhoneLineMeans {
  readonly engine: Pick<MediaEngine, "perform">;
  readonly desk: Pick<CallDesk, "transfer" | "gather">;
  /** As the owner's country has it. */
  readonly tone: (tone: LineTone) => TonePlan;
  /** The phone's. */
  readonly legs: ReadonlyMap<LegId, PhoneLeg>;
  /** What the session reports. */
  readonly heard: (event: LegEvent) => void;
  /** The session is that leg's alone again. */
  readonly join: (leg: PhoneLeg, session: SipLeg) => void;
  readonly forget: (leg: LegId) => void;
}

export class PhoneLine implements PhoneSeat {
  readonly #of: PhoneLineMeans;
  readonly #selection = new Selection();
  #session: SipLeg | undefined;
  #unhear: readonly Cancel[] = [];

  constructor(of: PhoneLineMeans) {
    this.#of = of;
  }

  /** Undefined while none of the phone's sessions is run as a line. */
  get session(): SipLeg | undefined {
    return this.#session;
  }

  audio(leg: LegId): LegAudio | undefined {
    return this.#selection.audioOf(leg, this.#session?.audio()?.port);
  }

  perform(effect: AsLineEffect): void {
    switch (effect.do) {
      case "becomeLine":
        return void this.#begin(effect.leg);
      case "giveBack":
        return void this.#giveBack(effect.leg);
      case "line":
        return void this.#command(effect.command);
      case "signal":
        return void this.#signal(effect.signal);
      case "select":
        return void this.#select(effect.legs, effect.whisper);
      case "gather":
        return void this.#of.desk.gather(effect.call, effect.other);
      case "putThrough":
        return void this.#putThrough(effect);
    }
  }

  close(): void {
    this.#part()?.close();
  }

  /** With that leg in the ear. */
  #begin(id: LegId): void {
    const leg = this.#of.legs.get(id);
    const session = leg?.part();
    if (!leg || !session) return;
    this.#session = session;
    this.#selection.select([id]);
    this.#unhear = [
      session.events(this.#of.heard),
      session.audioChanged(() => {
        for (const each of this.#of.legs.values()) each.tellAudioChanged();
      }),
    ];
    leg.sits(this);
  }

  #giveBack(id: LegId): void {
    const leg = this.#of.legs.get(id);
    const session = this.#part();
    if (leg && session) this.#of.join(leg, session);
  }

  #command(command: LegCommand): void {
    this.#session?.perform(command);
    if (command.do === "end") this.close();
  }

  #select(legs: readonly LegId[], whisper: LegId | undefined): void {
    for (const id of this.#selection.select(legs, whisper)) {
      const leg = this.#of.legs.get(id);
      if (leg && !leg.session) leg.sits(this);
    }
  }

  /** Silence ends only what is played here; what a call lets it hear is the patchboard's. */
  #signal(signal: LineSignal): void {
    const port = this.#session?.audio()?.port;
    if (port === undefined) return;
    const { engine, tone } = this.#of;
    const which = toneOf(signal);
    if (which) engine.perform({ do: "tone", port, tone: tone(which) });
    else engine.perform({ do: "stop", port, only: "playing" });
  }

  /** A call that ended in the same moment hears it from its own leg. */
  #putThrough({ held, call }: AsLineEffect & { readonly do: "putThrough" }): void {
    const { desk, forget, legs } = this.#of;
    const rid = desk.transfer({ held, call });
    for (const leg of [held, call]) {
      if (!rid.includes(leg)) legs.get(leg)?.tell({ on: "ended", cause: because("normal") });
      forget(leg);
    }
  }

  #part(): SipLeg | undefined {
    const session = this.#session;
    for (const cancel of this.#unhear) cancel();
    this.#session = undefined;
    this.#unhear = [];
    return session;
  }
}

function toneOf(signal: LineSignal): LineTone | undefined {
  if (signal.do === "callWaiting") return "waiting";
  return signal.do === "tone" ? signal.tone : undefined;
}
