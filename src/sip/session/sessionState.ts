import type { ShellFailed, Step, TimerEffect, TimerEvent } from "#kit/machine.ts";
import type { Millis } from "#kit/time.ts";
import type { Answered, AnsweringFacts } from "#sip/auth/answer.ts";
import type { Login } from "#sip/auth/digest.ts";
import type { Dialog, DialogRoot, Outline } from "#sip/dialog/dialog.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";
import type { Interval, IntervalAsked } from "#sip/session/interval.ts";
import type { OwnInvite, TheirInvite } from "#sip/session/pendingInvite.ts";
import type { Body, Extra, SessionCommand, SessionEvent } from "#sip/session/session.ts";
import type { SessionOptions } from "#sip/session/sessionOptions.ts";

/**
 * What the session machine is made of; inviteSession.ts steps it.
 *
 *             caller                              called
 *               │ INVITE out                        │ INVITE in
 *               ▼                                   ▼
 *    end ◄── calling ── 2xx: ACK ──► talking ◄── accept: 200 ── called ── refuse, CANCEL,
 *     │         └── refused ──┐         │                          │      BYE, end ──┐
 *     ▼                       │         │ end: BYE · BYE came · lost                 │
 * cancelling ── 2xx: ACK, BYE ┼─────────┴────────────► leaving ◄─────────────────────┘
 *     └── refused, given up ──┴──────────────────────────► │ nothing left ──► over
 *
 * `over` is told on the way into cancelling or leaving; what follows is only good manners.
 */
export type SessionState = Calling | Cancelling | Called | Talking | Leaving | Over;

/** Our INVITE waits for its final answer. `talks` are the forks that ring. */
export interface Calling extends Thread {
  readonly name: "calling";
  readonly invite: OwnInvite;
}
/** Ended by our side before the answer: an answer that crosses is ACKed and ended. */
export interface Cancelling extends Thread {
  readonly name: "cancelling";
  readonly invite: OwnInvite;
}
/** Their INVITE waits for our final answer. */
export interface Called extends Thread {
  readonly name: "called";
  readonly invite: TheirInvite;
}
/** Answered with 2xx: the dialog is confirmed, its ACK perhaps still to come or to be sent. */
export interface Talking extends Thread {
  readonly name: "talking";
}
/** Over for the owner; goodbyes and their answers are on the way. */
export interface Leaving extends Thread {
  readonly name: "leaving";
  /** Our BYE waits for the ACK of our 2xx (§15: not before it, or before giving it up). */
  readonly byeAfterAck?: Extra | undefined;
}
export interface Over {
  readonly name: "over";
}

export type Alive = Exclude<SessionState, Over>;
/** The owner has a say. */
export type Conversing = Calling | Called | Talking;

/** What goes on from the first INVITE to the last BYE, whatever the state. Plain data. */
export interface Thread {
  readonly side: "caller" | "called";
  readonly callId: string;
  readonly localTag: string;
  /** How many requests of ours have left: each one's number is its name. */
  readonly sent: number;
  /** The dialog; while a forked call rings, one each. Behind the first of an answered call: late forks being ended. */
  readonly talks: readonly Talk[];
  /** Requests of ours within dialogs that want a final answer. */
  readonly asked: readonly Asked[];
  readonly challenges: readonly Answered[];
  /** ACKs of ours, for copies of the 2xx that they acknowledge (§13.2.2.4). */
  readonly acks: readonly KeptAck[];
  /** Copies and forks of the 2xx may still come: timer `linger` runs. */
  readonly lingers: boolean;
  /** An offer that the owner has been told of, or is asked for. */
  readonly open?: Open | undefined;
  /** Our next offer; it waits for its turn. */
  readonly wanted?: Body | undefined;
  /** After a 491: timer `retry` runs (§14.1). */
  readonly holdsOff: boolean;
  /** Their INVITE has our 2xx, and we have no ACK. */
  readonly owed?: Owed | undefined;
  /** What a late fork of our answered INVITE stems from. */
  readonly root?: Root | undefined;
  /** Requests that wait for the owner's `reply`. */
  readonly requests: readonly { readonly id: number; readonly method: string }[];
  readonly interval?: Interval | undefined;
  /** Our description and theirs as last agreed. */
  readonly ours?: Body | undefined;
  readonly theirs?: Body | undefined;
}

/** One dialog and whose turn it is to speak of media in it (RFC 3264, RFC 6337). */
export interface Talk {
  readonly dialog: Dialog;
  readonly turn: Turn;
  /** RSeq of the last reliable provisional taken; 0 before (RFC 3262 §4). */
  readonly rseq: number;
  /** Their Allow; undefined when they never said. */
  readonly allows?: readonly string[] | undefined;
}

/** `fresh`: nobody has offered. `ours`, `theirs`: that offer waits for its answer. */
export type Turn = "fresh" | "ours" | "theirs" | "agreed";

export interface Asked {
  readonly id: number;
  readonly seq: number;
  readonly method: string;
  readonly purpose: "offer" | "refresh" | "prack" | "bye" | "request";
  /** The remote tag of its dialog. */
  readonly tag: string;
  readonly body?: Body | undefined;
  readonly extra: Extra;
  /** As sent with it: an ACK repeats those of its INVITE (§22.1). */
  readonly credentials: Extra;
}

/** The INVITE that our dialogs come from; an ACK repeats its credentials (§22.1). */
export interface Root extends DialogRoot {
  readonly credentials: Extra;
}

export interface KeptAck {
  readonly tag: string;
  readonly seq: number;
  readonly request: WholeOutline;
}

/** What `answer` answers, and where the answer goes. */
export type Open =
  | {
      readonly by: "INVITE" | "UPDATE" | "PRACK";
      readonly id: number;
      readonly seq: number;
      /** They ask for our offer; their answer comes in the ACK. */
      readonly delayed: boolean;
      readonly asksInterval: IntervalAsked;
    }
  /** The offer came in a reliable 1xx, the answer goes into its PRACK. */
  | { readonly by: "1xx"; readonly tag: string; readonly rseq: number }
  /** The offer came in the 2xx, the answer goes into the ACK. */
  | { readonly by: "2xx"; readonly tag: string; readonly seq: number; readonly credentials: Extra };

/** A 2xx of ours, sent again until its ACK (§13.3.1.4). */
export interface Owed {
  readonly id: number;
  readonly seq: number;
  readonly extra: Extra;
  readonly body?: Body | undefined;
  readonly wait: Millis;
  /** It answered the INVITE that began all. */
  readonly first: boolean;
}

/** What the shell reports. Ids of requests that came are the shell's, those of ours come from `send`. */
export type SessionInput =
  | { readonly on: "command"; readonly command: SessionCommand }
  | { readonly on: "response"; readonly id: number; readonly response: SipResponse }
  | { readonly on: "failed"; readonly id: number; readonly why: "timeout" | "unreachable" }
  | { readonly on: "request"; readonly id: number; readonly request: SipRequest }
  | { readonly on: "cancel"; readonly id: number; readonly cancel: SipRequest }
  | { readonly on: "ack"; readonly request: SipRequest }
  | TimerEvent<SessionTimer>
  | ShellFailed;

export type SessionTimer =
  | "resend" // our 2xx
  | "noAck"
  | "resendReliable"
  | "noPrack"
  | "ringOn" // our 1xx, each minute
  | "expires" // of their INVITE
  | "retry" // after glare
  | "refresh"
  | "session" // it ends when this fires
  | "linger"
  | "giveUp"; // our cancelled INVITE

/** A request in full but for Via, Contact and what names our product. */
export interface WholeOutline extends Outline {
  readonly body?: Body | undefined;
}

export type SessionEffect =
  /** In a new transaction; `first` outside of the dialog, to wherever the call goes. */
  | {
      readonly do: "send";
      readonly id: number;
      readonly request: WholeOutline;
      readonly first: boolean;
    }
  | { readonly do: "acknowledge"; readonly request: WholeOutline }
  | { readonly do: "cancel"; readonly id: number; readonly extra: Extra }
  | {
      readonly do: "respond";
      readonly to: number;
      readonly status: number;
      readonly extra: Extra;
      readonly body?: Body | undefined;
      readonly contact: boolean;
    }
  /** A dialog with that remote tag is ours. */
  | { readonly do: "join"; readonly remoteTag: string }
  | { readonly do: "tell"; readonly event: SessionEvent }
  /** Nothing is left to do. */
  | { readonly do: "close" }
  | TimerEffect<SessionTimer>;

/** Fresh for each input, but for `options` and `login`. */
export interface SessionFacts extends AnsweringFacts {
  readonly login?: Login | undefined;
  /** 0 … 1. */
  readonly luck: number;
  readonly options: SessionOptions;
}

export type Next<State = SessionState> = Step<State, SessionEffect>;
