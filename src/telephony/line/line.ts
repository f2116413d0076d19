/**
 * A line behaves as a telephone line does, whatever telephone is on it: one hook, dial tone,
 * digits, flash, ringing. It hears of the telephone by senses and moves it by signals; to the calls
 * it is in it is a leg, so it takes LegCommands and gives LegEvents. `lineMachine.ts` steps it.
 */
import type { ShellFailed, TimerEffect, TimerEvent } from "#kit/machine.ts";
import type { LegCommand, LegEvent, LegId, Party } from "#telephony/call/leg.ts";

/** What a telephone tells us. */
export type LineSense =
  | { readonly on: "offHook" }
  | { readonly on: "onHook" }
  /** The port has told it from hanging up. */
  | { readonly on: "flash" }
  /** 0–9, *, #, A–D. `by` as for legs: whether the far party hears it without us. */
  | { readonly on: "digit"; readonly digit: string; readonly by: "audio" | "signal" };

export type LineTone =
  | "dial"
  /** Messages wait. */
  | "stutter"
  /** Forwarding is on. */
  | "special"
  /** After a flash. */
  | "recall"
  | "ringback"
  | "busy"
  | "reorder"
  | "howler"
  | "waiting"
  | "confirm";

/** What we tell a telephone. */
export type LineSignal =
  | { readonly do: "ring"; readonly cadence: string; readonly caller: Party }
  | { readonly do: "stopRinging" }
  /** In place of any other tone; what `select` joins is heard as well. */
  | { readonly do: "tone"; readonly tone: LineTone }
  | { readonly do: "silence" }
  | { readonly do: "messageLamp"; readonly lit: boolean };

/** A call as the line knows it: by its own leg in it. */
export interface LineCall {
  readonly leg: LegId;
  readonly party: Party;
  readonly emergency?: true;
}

/** The waiting call, recall, consultation and three-way states join this union with their own files. */
export type LineState =
  | { readonly name: "idle" }
  | { readonly name: "ringing"; readonly call: LineCall }
  | { readonly name: "dialTone" }
  | { readonly name: "dialing"; readonly digits: string }
  /** The far end is being rung. */
  | { readonly name: "calling"; readonly call: LineCall }
  | { readonly name: "talking"; readonly call: LineCall }
  /** Flashed: the call is held, the second dial tone is heard. */
  | { readonly name: "recall"; readonly held: LineCall }
  /** The far end has gone; quiet for a while, then reorder. */
  | { readonly name: "parted" }
  | { readonly name: "reorder" }
  | { readonly name: "howler" }
  /** Given up; waits for on-hook. */
  | { readonly name: "lockout" };

export type LineTimer = "firstDigit" | "interDigit" | "parted" | "reorder" | "howler";

export type LineEvent =
  | LineSense
  /** A call to the line's leg in it. */
  | { readonly on: "leg"; readonly leg: LegId; readonly command: LegCommand }
  | { readonly on: "messagesChanged" }
  | TimerEvent<LineTimer>
  | ShellFailed;

export type LineEffect =
  | { readonly do: "signal"; readonly signal: LineSignal }
  /** The line's leg to its call. */
  | { readonly do: "tell"; readonly leg: LegId; readonly event: LegEvent }
  /** A new call, in which the line is the caller with this leg. `end` comes back if it may not be. */
  | {
      readonly do: "place";
      readonly leg: LegId;
      readonly digits: string;
      readonly emergency?: true;
    }
  /** The legs that the instrument is joined to from now on; see `telephony/call/hearing.ts`. */
  | { readonly do: "select"; readonly legs: readonly LegId[] }
  | TimerEffect<LineTimer>;

/** What the digits mean so far; decided in `telephony/number`. */
export type Dialled =
  | { readonly is: "complete"; readonly emergency?: true }
  /** `enough`: it may end here too, after the short wait or with `#`. */
  | { readonly is: "more"; readonly enough: boolean }
  | { readonly is: "invalid" };

export interface LineFacts {
  readonly messagesWaiting: boolean;
  readonly forwarding: boolean;
  /** Unused until now: the leg of the next call that is placed. */
  readonly nextLeg: LegId;
  dialPlan(digits: string): Dialled;
}
