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
  /** It is a fax machine or a modem. */
  | { readonly on: "modem" }
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
  | "confirm"
  /** One burst: a call is about to break into this one. */
  | "interrupt";

/** What we tell a telephone. */
export type LineSignal =
  /** `announced`: the caller only speaks, and a telephone with a loudspeaker may open it by itself. */
  | {
      readonly do: "ring";
      readonly cadence: string;
      readonly caller: Party;
      readonly announced?: true;
    }
  | { readonly do: "stopRinging" }
  /** In place of any other tone; what `select` joins is heard as well. */
  | { readonly do: "tone"; readonly tone: LineTone }
  | { readonly do: "silence" }
  /** In mid-call: the tone, until `silence`, and to a telephone with a display who it is. */
  | { readonly do: "callWaiting"; readonly cadence: string; readonly caller: Party }
  | { readonly do: "messageLamp"; readonly lit: boolean }
  /** Until it is put on its hook its sound is a modem's: nothing is done to it. */
  | { readonly do: "voiceBandData" };

/** A call as the line knows it: by its own leg in it. */
export interface LineCall {
  readonly leg: LegId;
  readonly party: Party;
  /** What it rings with; the telephone's usual ring when absent. */
  readonly cadence?: string;
  readonly emergency?: true;
  /** No other call is signalled into it. */
  readonly alone?: true;
  /** It only speaks to the line. */
  readonly oneWay?: true;
  /** It broke in, and no other breaks into it. */
  readonly brokeIn?: true;
  /** With the house itself: behind it the dial tone comes back. */
  readonly service?: true;
}

/** Another call is signalled in mid-call. No `call`: it has ended, and the other still waits. */
interface CallWaiting {
  readonly name: "callWaiting";
  readonly call?: LineCall;
  readonly waiting: LineCall;
}
/** Two calls: one talks, one is held, and a flash swaps them. */
interface Alternating {
  readonly name: "alternating";
  readonly call: LineCall;
  readonly held: LineCall;
}
/** A third party is rung, or spoken to, while the first is held. */
interface Consulting {
  readonly name: "consulting";
  readonly held: LineCall;
  readonly call: LineCall;
  readonly answered: boolean;
}
/** All together. */
interface ThreeWay {
  readonly name: "threeWay";
  readonly first: LineCall;
  readonly second: LineCall;
}
/** Where two calls meet, so that a flash can mean several things. */
export type Commandable = CallWaiting | Alternating | Consulting | ThreeWay;

/** `speaker` is heard beside the call, by the owner alone. */
interface Whispered {
  readonly name: "whispered";
  readonly call: LineCall;
  readonly speaker: LineCall;
}
/** `by` is about to break in: the owner hears a warning, and for its length the call goes on. */
interface Interrupted {
  readonly name: "interrupted";
  readonly call: LineCall;
  readonly by: LineCall;
  readonly existing: "hold" | "end";
}

export type LineState =
  /** `splash`: it rings for half a second. */
  | { readonly name: "idle"; readonly splash?: true }
  /** `back`: it is held, and its telephone was put on the hook. */
  | { readonly name: "ringing"; readonly call: LineCall; readonly back?: true }
  | { readonly name: "dialTone" }
  /** With a call held: the number of a third party. */
  | { readonly name: "dialing"; readonly digits: string; readonly held?: LineCall }
  /** A code was dialled; a tone asks for what must follow it. */
  | { readonly name: "serviceCode"; readonly digits: string; readonly held?: LineCall }
  /** The far end is being rung. */
  | { readonly name: "calling"; readonly call: LineCall }
  | { readonly name: "talking"; readonly call: LineCall }
  /** Flashed: the call is held, the second dial tone is heard, and after a while nothing. */
  | { readonly name: "recall"; readonly held: LineCall }
  | Commandable
  | Whispered
  | Interrupted
  /** Flashed where a digit may say what is meant (Call Waiting Deluxe, ETSI); the calls go on as they were. */
  | { readonly name: "flashed"; readonly from: Commandable }
  /** The far end has gone; quiet for a while, then reorder. */
  | { readonly name: "parted" }
  | { readonly name: "reorder"; readonly held?: LineCall }
  | { readonly name: "howler" }
  /** Given up; waits for on-hook. */
  | { readonly name: "lockout" };

export type LineTimer =
  | "firstDigit"
  | "interDigit"
  | "command"
  | "ringBack"
  | "splash"
  | "parted"
  | "reorder"
  | "howler"
  | "interrupt";

export type LineEvent =
  | LineSense
  /** A call to the line's leg in it. */
  | { readonly on: "leg"; readonly leg: LegId; readonly command: LegCommand }
  | { readonly on: "messagesChanged" }
  /** A call was forwarded elsewhere: a telephone at rest reminds of it. */
  | { readonly on: "splash" }
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
  /** The parties of these two calls are put through to each other; the line is in neither any more. */
  | { readonly do: "transfer"; readonly held: LegId; readonly call: LegId }
  /** All of both talk together from now on, as in `call`; the line leaves `other` behind this. */
  | { readonly do: "gather"; readonly call: LegId; readonly other: LegId }
  /** The legs that the instrument is joined to from now on; see `telephony/call/hearing.ts`. */
  | {
      readonly do: "select";
      readonly legs: readonly LegId[];
      /** What this leg hears is heard too; the instrument is not heard in it. */
      readonly whisper?: LegId;
    }
  | TimerEffect<LineTimer>;

/** What the digits mean so far; decided in `telephony/number`. */
export type Dialled =
  /** `alone`: no call is signalled into it. `service`: the house itself is asked for something. */
  | {
      readonly is: "complete";
      readonly emergency?: true;
      readonly alone?: true;
      readonly service?: true;
      /** Who is held is put through to it; with nobody held it is nothing. */
      readonly transfer?: true;
    }
  /**
   * `enough`: it may end here too, after the short wait or with `#`. `asks`: a code is whole, and a
   * tone asks for what must follow.
   */
  | { readonly is: "more"; readonly enough: boolean; readonly asks?: true }
  | { readonly is: "invalid" };

/**
 * What a flash with two calls means. `plain`: what the state says, at once. The others wait for a
 * digit: Call Waiting Deluxe (Telcordia GR-416), or the commands R0 to R4 (ETSI).
 */
export type FlashMeaning = "plain" | "deluxe" | "etsi";

export interface LineFacts {
  readonly messagesWaiting: boolean;
  readonly forwarding: boolean;
  /** A call that comes in mid-call is signalled; otherwise it finds the line busy. */
  readonly callWaiting: boolean;
  readonly flash: FlashMeaning;
  /** Hanging up on two parties puts them through to each other. */
  readonly transferOnHook: boolean;
  /** A flash when three talk lets a further one be called; else it drops the last. */
  readonly flashAdds: boolean;
  /** Unused until now: the leg of the next call that is placed. */
  readonly nextLeg: LegId;
  dialPlan(digits: string): Dialled;
}
