/** A call as the outside sees it, living or over: plain data. */

/** Plan and reasons as plain data, as `telephony/directing` makes them. */
export interface DecideAnswer {
  readonly plan: readonly unknown[];
  readonly because: readonly unknown[];
  readonly cause?: unknown;
  /** Of a call that is only thought of: what an exchange would do with it before it comes here. */
  readonly beforehand?: unknown;
}

export interface CallView {
  readonly id: string;
  readonly sipCallId?: string;
  readonly direction: "in" | "out";
  readonly from: { readonly number?: string; readonly name?: string };
  readonly to: string;
  readonly via?: string;
  readonly began: number;
  readonly answered?: number;
  readonly ended?: number;
  readonly outcome?: "answered" | "missed" | "message" | "forwarded" | "rejected";
  readonly cause?: unknown;
  /** A test, which is counted nowhere; `inside`: it never left the house. */
  readonly test?: "inside" | "outside";
  /** A test of rules that were not kept. */
  readonly drafted?: true;
  /** The other call of a transfer: its party and this one's were put through to each other. */
  readonly transferred?: string;
  /** Whom that calls, when it was the other party that put ours through. */
  readonly transferredTo?: string;
  /** A party at that account asked for this call: it is the other one of such a transfer. */
  readonly referred?: string;
  /** What was recorded of it, by id. */
  readonly recordings?: readonly string[];
  /** While the call lives: it is recorded now. */
  readonly recording?: true;
  readonly decision?: DecideAnswer;
  readonly legs: readonly LegView[];
  readonly rtp: readonly RtpView[];
  /** While the call lives: what it is doing. */
  readonly state?: "directing" | "ringing" | "talking" | "parked" | "ending";
  /** Where it is parked, 1 to 9. */
  readonly slot?: number;
  /** Its caller leaves a message or is asked who it is: a telephone may listen. */
  readonly listenable?: true;
}

export interface LegView {
  readonly target: string;
  readonly state: string;
  readonly cause?: unknown;
}

/** Which calls are wanted; all of it must fit. */
export interface CallFilter {
  readonly direction?: CallView["direction"] | undefined;
  readonly outcome?: CallView["outcome"] | undefined;
  /** The other party: a group (`unknown`, `hidden`, `contacts`, `family` …), `person:ID`, or a number. */
  readonly who?: string | undefined;
  /** Wall time in ms: not before, and before. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** How a party was heard in the seconds before `at`. */
export interface SoundSample {
  readonly at: number;
  /** Of a hundred packets: never heard, or too late. */
  readonly lost: number;
  /** ms (RFC 3550 §6.4.1). */
  readonly jitter: number;
  /** ms; known once the other side has answered a report of ours. */
  readonly roundTrip?: number;
  /** 1 to 4.5, by the E-model (ITU-T G.107). */
  readonly mos: number;
}

/** How a party of a call was heard, from its first word to its last. */
export interface LegSound {
  readonly leg: string;
  readonly codec?: string;
  readonly samples: readonly SoundSample[];
}

/** What went over a call's wires: `messages` says whether each row's message is kept, and for how long. */
export interface LadderView {
  readonly rows: readonly {
    readonly ms: number;
    readonly from: string;
    readonly to: string;
    readonly text: string;
    readonly message?: string;
  }[];
  readonly keeps: { readonly messages: boolean; readonly days: number };
}

/** Packets of one leg and how it sounded to us, as the media engine counts them. */
export interface RtpView extends SoundFigures {
  readonly leg: string;
}

/** The quality is absent of a leg that sent us nothing, and of calls of earlier versions. */
export interface SoundFigures {
  readonly sent: number;
  readonly received: number;
  /** Expected and never heard: lost, or too late. */
  readonly lost?: number;
  /** ms (RFC 3550 §6.4.1). */
  readonly jitter?: number;
  /** ms; known once the other side has answered a report of ours. */
  readonly roundTrip?: number;
  /** 1 to 4.5, by the E-model (ITU-T G.107). */
  readonly mos?: number;
}
