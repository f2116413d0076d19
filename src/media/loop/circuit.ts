import type { LinePlan } from "#media/callerId/linePlan.ts";
import type { OffHookFacts } from "#media/callerId/offHook.ts";
import type { EchoOptions } from "#media/loop/echoCanceller.ts";
import type { FlashWindow } from "#media/loop/flashWindow.ts";
import type { ModemTone } from "#media/modem/modemTones.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";

/** The words between a line circuit and whoever commands it: plain data, so that they may live apart. */

/** What stays the same while a circuit lives. */
export interface CircuitSettings {
  readonly flash: FlashWindow;
  /** Absent: no canceller. */
  readonly echo?: EchoOptions;
}

export type CircuitSignal =
  /**
   * Ringing with caller ID, the lamp, a reversal, an open-loop disconnection: in place of the plan
   * before it. What is only for a telephone on its hook ends when it is lifted, and the other way round.
   */
  | { readonly do: "play"; readonly plan: LinePlan }
  | { readonly do: "endPlan" }
  /** Beside the call's sound, in place of the tone before it. */
  | { readonly do: "tone"; readonly tone: TonePlan; readonly isDialTone?: true }
  | { readonly do: "silence" }
  /** Beeps into the call, and tells a telephone that understands who waits; then beeps again. */
  | { readonly do: "callWaiting"; readonly facts: OffHookFacts }
  | { readonly do: "endWaiting" }
  /** Listens for a minute whether the set is a fax machine or a modem. */
  | { readonly do: "seekModem" }
  /** Until it is put on its hook the set is a modem (voice-band data): nothing beeps, and no echo is taken out. */
  | { readonly do: "voiceBandData" };

export type CircuitSense =
  | { readonly on: "offHook" }
  | { readonly on: "onHook" }
  | { readonly on: "flash" }
  /** By tones, which the far party hears too, or by pulses, which it does not. */
  | { readonly on: "digit"; readonly digit: string; readonly by: "audio" | "signal" }
  | { readonly on: "modem"; readonly tone: ModemTone }
  /** Whether the telephone understood who waits. */
  | { readonly on: "waitingTold"; readonly told: boolean };
