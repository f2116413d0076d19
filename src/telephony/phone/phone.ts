/**
 * A SIP phone or adapter that registers here: it has calls of its own, dials en bloc, and holds by
 * itself, so its states are by call and not by hook. To its calls it is a leg each; the shell runs
 * one INVITE session a leg and passes on what the two sides say. `phoneMachine.ts` steps it.
 */
import type { ShellFailed, TimerEffect, TimerEvent } from "#kit/machine.ts";
import type { LegCommand, LegEvent, LegId, Party } from "#telephony/call/leg.ts";
import type { LineFacts, LineSignal, LineState, LineTimer } from "#telephony/line/line.ts";

export interface PhoneCall {
  readonly leg: LegId;
  readonly party: Party;
  /**
   * `placed`: by the phone, and not answered. Without a session of their own: `whispering` and
   * `warning` at that of another call, `parked` while another has theirs, and `ringingBack` for one.
   */
  readonly phase:
    | "offered"
    | "ringing"
    | "placed"
    | "talking"
    | "held"
    | "leaving"
    | "whispering"
    | "warning"
    | "parked"
    | "ringingBack";
  /** Whispering or warning: the call that has the telephone. Parked: the call that took it. */
  readonly at?: LegId;
  /** Breaks in: what becomes of the call that was there, and how it rings when that is over. */
  readonly breaksIn?: {
    readonly existing: "hold" | "end";
    readonly ring: LegCommand & { readonly do: "ring" };
  };
  readonly emergency?: true;
  /** No other call is signalled into it (*70). */
  readonly alone?: true;
}

export type PhoneState =
  | { readonly name: "idle" }
  /** Only offered calls. */
  | { readonly name: "ringing"; readonly calls: readonly PhoneCall[] }
  /** Placed or answered at least one. */
  | { readonly name: "busy"; readonly calls: readonly PhoneCall[] }
  /** One of its sessions is run as a line: see `asLine.ts`. The calls are those beside it. */
  | {
      readonly name: "asLine";
      readonly line: LineState;
      readonly calls: readonly PhoneCall[];
    };

export type PhoneEvent =
  /** A call to the phone's leg in it. */
  | { readonly on: "leg"; readonly leg: LegId; readonly command: LegCommand }
  /** The phone's own INVITE, wrapped as a new leg; `dialled` is the user part it asked for. */
  | { readonly on: "dialled"; readonly leg: LegId; readonly dialled: string }
  /** A call that another process ran; its session goes on. */
  | { readonly on: "resumed"; readonly call: PhoneCall }
  /** The INVITE session of that leg. */
  | { readonly on: "session"; readonly leg: LegId; readonly event: LegEvent }
  /** The session that is run as a line. */
  | { readonly on: "line"; readonly event: LegEvent }
  | TimerEvent<PhoneTimer>
  | ShellFailed;

/** `warning`: how long the owner is warned before a call breaks in. The others are the line's. */
export type PhoneTimer = "warning" | LineTimer;

/** About the session that is run as a line: see `asLine.ts`. */
export type AsLineEffect =
  /** The session of that leg is run as a line from now on, and the leg is heard there. */
  | { readonly do: "becomeLine"; readonly leg: LegId }
  /** It is that leg's alone again. */
  | { readonly do: "giveBack"; readonly leg: LegId }
  /** To the session that is run as a line. */
  | { readonly do: "line"; readonly command: LegCommand }
  | { readonly do: "signal"; readonly signal: LineSignal }
  /** As of a line: the legs that are heard there. */
  | { readonly do: "select"; readonly legs: readonly LegId[]; readonly whisper?: LegId }
  /** As of a line: all of both talk together in `call`. */
  | { readonly do: "gather"; readonly call: LegId; readonly other: LegId }
  /** The parties of these two calls of the line, which is in neither any more. */
  | { readonly do: "putThrough"; readonly held: LegId; readonly call: LegId };

export type PhoneEffect =
  /** To the INVITE session of that leg; `ring` makes it. */
  | { readonly do: "session"; readonly leg: LegId; readonly command: LegCommand }
  /** `leg` is heard at the session of `at`, by nobody but the owner. */
  | { readonly do: "whisper"; readonly leg: LegId; readonly at: LegId }
  /** What was the session of `from` is that of `to` from now on; the phone need not know. */
  | { readonly do: "handOver"; readonly from: LegId; readonly to: LegId }
  /** One burst of a tone into the session of that leg. */
  | { readonly do: "warn"; readonly leg: LegId }
  /** The INVITE of that leg is taken back; the leg is heard elsewhere from now on. */
  | { readonly do: "withdraw"; readonly leg: LegId }
  | AsLineEffect
  | TimerEffect<PhoneTimer>
  /** The phone's leg to its call. */
  | { readonly do: "tell"; readonly leg: LegId; readonly event: LegEvent }
  /** The party of that leg is put through to the party of another leg, to what is dialled, or into a dialog that is not ours. */
  | ({ readonly do: "transfer"; readonly leg: LegId } & (
      | { readonly call: LegId }
      | { readonly dialled: string }
      | { readonly address: string; readonly dialog: string }
    ))
  | {
      readonly do: "place";
      readonly leg: LegId;
      readonly digits: string;
      readonly emergency?: true;
    };

/** Also those of a line, for a session that is run as one. */
export interface PhoneFacts extends LineFacts {
  /** A registration is alive. */
  readonly reachable: boolean;
  /** It sends its flash here and leaves the rest to us: a waiting call is signalled in its session. */
  readonly sendsFlash: boolean;
}
