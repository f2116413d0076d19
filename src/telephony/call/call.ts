/**
 * A call: legs, a plan, and who hears whom. `callMachine.ts` steps it; the shell makes the legs,
 * posts what they report, and carries out effects. All of the state is plain JSON, so that a call
 * outlives the process that runs it.
 */
import type { ShellFailed, TimerEffect, TimerEvent } from "#kit/machine.ts";
import type { Millis, Seconds, WallTime } from "#kit/time.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { Hearing } from "#telephony/call/hearing.ts";
import type {
  CallId,
  Cause,
  LegCommand,
  LegEvent,
  LegId,
  Manner,
  Party,
} from "#telephony/call/leg.ts";
import type { Endpoint, LegTarget, Route, Taker } from "#telephony/call/legTarget.ts";
import type { Decision, Plan, PlanStep, RingStep, Target, Wish } from "#telephony/call/plan.ts";
import type { Attested } from "#telephony/directing/facts.ts";

/** What does not change while the call lives. */
export interface CallAbout {
  readonly id: CallId;
  /** `in`: from an account. `out`: from one of our own telephones. */
  readonly direction: "in" | "out";
  readonly from: Party;
  /** What was called: one of our numbers, or what was dialled. */
  readonly to: string;
  /** The account it came through, or the device. */
  readonly via?: string;
  readonly began: WallTime;
  readonly emergency?: true;
  /** A test, which is counted nowhere. `inside`: it never leaves the house, wherever rules would lead it. */
  readonly test?: "inside" | "outside";
  /** A test of rules that are not kept. */
  readonly drafted?: true;
  /** Who had forwarded it before it came to us, newest first: numbers, else addresses. */
  readonly diverted?: readonly string[];
  /** How many more servers it may pass. */
  readonly hops?: number;
  /** How surely the number is the caller's own, and why that is not proven: as in the facts of directing. */
  readonly attested?: Attested;
  readonly unproven?: string;
  /** It takes the place of that leg of another call (RFC 3891). */
  readonly replaces?: LegId;
  /** A party at that account asked for it (REFER), in a call of ours: it goes no further than a forward. */
  readonly referred?: string;
  /** The only account that it may go through. */
  readonly through?: string;
  /** The house itself speaks into these telephones, and no rule is asked. */
  readonly announces?: readonly string[];
  /** Repeat dialling: `asked` goes on trying when the number is in use, `again` is one more attempt. */
  readonly repeat?: "asked" | "again";
}

/** How far a leg has come. `leaving`: told to end, and not yet ended. */
export type LegPhase =
  | "offered"
  | "inviting"
  | "ringing"
  | "early"
  | "confirming"
  | "answered"
  | "leaving"
  | "over";

/** A leg as its call knows it. Those that are over stay for the record. */
export interface Seat {
  readonly leg: LegId;
  readonly target: LegTarget;
  readonly phase: LegPhase;
  /** A caller whose telephone makes no ringback of its own. */
  readonly listens?: true;
  readonly cause?: Cause;
  /** It is rung as a waiting call; of the caller: was told so. */
  readonly waiting?: true;
  /** While it holds the others, they hear what it sends. */
  readonly plays?: boolean;
  /** Nobody hears it. */
  readonly muted?: boolean;
  /** It is a fax machine or a modem. */
  readonly modem?: true;
  /** How it took the call, if not as usual. */
  readonly manner?: "oneWay" | Manner;
}

/** What every state of a call has. */
export interface CallSoFar {
  readonly about: CallAbout;
  /** The caller first, then the others in the order they were made. */
  readonly seats: readonly Seat[];
  readonly decision?: Decision;
}

/** One target of the step in hand. */
export interface Attempt {
  /** The leg it is tried with; not made yet while it waits for its delay or its turn. */
  readonly leg: LegId;
  readonly target: LegTarget;
  /** Accounts left to try when this one fails. */
  readonly routes: readonly Route[];
  /** Until its turn comes, until the caller has said who it is, or that long after its step began. */
  readonly wait?: "turn" | "asked" | Millis;
  readonly step: RingStep;
  /** Who lifts must choose first: it may be a stranger's mailbox. */
  readonly confirm?: true;
  /** Who lifts hears first what the caller said. */
  readonly screened?: true;
  /** What becomes of the call that it breaks into. */
  readonly existing?: "hold" | "end";
  /** Who answers only hears the caller, for so long. */
  readonly oneWay?: Seconds;
  /** Rings on from an earlier step. */
  readonly kept?: true;
  /** A 3xx was followed; another one is not. */
  readonly followed?: true;
}

/** The plan as far as it has come. */
export interface Run {
  readonly now: PlanStep;
  readonly rest: Plan;
  readonly attempts: readonly Attempt[];
  /** The attendant that asks the caller now. */
  readonly asks?: LegId;
  /** What the caller said: a file. */
  readonly recording?: string;
}

/** Parties that talk, or wait for each other. */
export interface Talk {
  /** The caller, or who has its place, first. */
  readonly members: readonly LegId[];
  /** Members who have put the others on hold. */
  readonly holders: readonly LegId[];
  readonly answered: WallTime;
  readonly message?: string;
  /** The call that one of the telephones has put the others through to. */
  readonly transferred?: CallId;
  /** Whom that calls, when it was the other party that put ours through. */
  readonly transferredTo?: string;
  /** When that other party left, and nothing more is paid for in this call. */
  readonly paidUntil?: WallTime;
  /** It hears all of them. */
  readonly recorder?: LegId;
  /** A recorder comes as soon as nobody is on hold. */
  readonly toRecord?: boolean;
  /** What recorders have kept. */
  readonly recordings?: readonly string[];
  /** It was said that the minutes of the day are nearly used up. */
  readonly told?: true;
}

export type CallState =
  /** The owner's own telephone is rung first: a call placed from the page. */
  | (CallSoFar & { readonly name: "fetching" })
  | (CallSoFar & { readonly name: "directing" })
  | (CallSoFar & { readonly name: "trying"; readonly run: Run })
  /** The caller speaks one way: whoever has answered hears, others may yet. */
  | (CallSoFar & {
      readonly name: "speaking";
      readonly answered: WallTime;
      readonly to: LegTarget;
    })
  | (CallSoFar & Talk & { readonly name: "joined" })
  /** That telephone has left the others waiting, for any telephone of ours to take; `slot`: a digit that says which. */
  | (CallSoFar &
      Talk & {
        readonly name: "parked";
        readonly by: string;
        readonly place: number;
        readonly slot?: number;
      })
  | (CallSoFar & { readonly name: "ending"; readonly record: CallRecord })
  | (CallSoFar & { readonly name: "over"; readonly record: CallRecord });

/** `after b2`: that attempt's delay. `route b2`: how long its account may stay silent. */
export type CallTimer =
  | "directing"
  | "step"
  | "total"
  | "goodbye"
  /** The minutes of the day are looked at. */
  | "minutes"
  | `after ${string}`
  | `route ${string}`
  | `ringing ${string}`;

export type CallEvent =
  | { readonly on: "leg"; readonly leg: LegId; readonly event: LegEvent }
  | { readonly on: "directed"; readonly decision: Decision }
  /** The service has been asked, or could not be: the decision with that in it, and the steps that follow. */
  | { readonly on: "consulted"; readonly decision: Decision; readonly then: Plan }
  /** From the page, the API, or a server that closes. */
  | { readonly on: "endAsked"; readonly cause: Cause }
  /** A telephone of ours takes it; in place of that leg, else of the one telephone of ours in it. */
  | ({ readonly on: "takeAsked"; readonly by: LegId; readonly instead?: LegId } & Taker)
  /** All who talk in it talk with those of other calls in that room; over for all when `endsWith` goes. */
  | { readonly on: "conferenceAsked"; readonly room: string; readonly endsWith?: LegId }
  /** The owner has looked at who calls: what becomes of the caller, whatever the plan says. */
  | { readonly on: "choiceAsked"; readonly choice: Wish }
  /** From now on it is recorded, once all have been told so, or no longer. */
  | { readonly on: "recordAsked"; readonly wish: boolean }
  /** What that leg says is heard by nobody, or again. */
  | { readonly on: "muteAsked"; readonly leg: LegId; readonly muted: boolean }
  /** The telephone of that leg leaves it, in that slot where one is free; after so long it is rung back. */
  | {
      readonly on: "parkAsked";
      readonly leg: LegId;
      readonly longest: Millis;
      readonly slot?: number;
    }
  | TimerEvent<CallTimer>
  | ShellFailed;

export type CallEffect =
  /** Makes a leg of that name; `ring` follows at once. */
  | { readonly do: "createLeg"; readonly leg: LegId; readonly target: LegTarget }
  | { readonly do: "command"; readonly leg: LegId; readonly command: LegCommand }
  /** Who hears whom among this call's legs from now on; all of them are named. */
  | { readonly do: "hear"; readonly hearing: Hearing }
  /** Asks for a decision; `directed` is the answer. */
  | { readonly do: "direct" }
  /** Asks a service of the owner's what to do; `consulted` is the answer. */
  | { readonly do: "consult"; readonly step: DecideStep }
  /** That party, at an account, asks that ours be put through; `refuseTransfer` when that is not to be. */
  | {
      readonly do: "refer";
      readonly leg: LegId;
      readonly account: string;
      readonly asked: TransferAsked;
    }
  /** Whoever calls so shall be refused from now on. */
  | { readonly do: "block"; readonly caller: Party }
  /** Once, when the call is over for people; goodbyes may still be on their way. */
  | { readonly do: "record"; readonly entry: CallRecord }
  | TimerEffect<CallTimer>;

export type TransferAsked = LegEvent & { readonly on: "transferAsked" };
export type DecideStep = PlanStep & { readonly do: "decide" };

/** The snapshot that a step may look at. */
export interface CallFacts {
  readonly now: WallTime;
  reach(target: Target): readonly Endpoint[];
  /** How long may still be talked outside today, all calls together; undefined: there is no limit. */
  leftToday(): Millis | undefined;
}
