/**
 * What a call carries out: the plans that `directing` makes, and two steps that only our own
 * telephones' calls can have. One vocabulary; nothing is translated on the way.
 */
import type { Because, Decision as Directed } from "#telephony/directing/direct.ts";
import type { CallFacts, Contact } from "#telephony/directing/facts.ts";
import type { PlanStep as DirectedStep } from "#telephony/directing/plan.ts";
import type { ServiceId } from "#telephony/services/starCodes.ts";

export type { PlanTarget as Target, RingStep } from "#telephony/directing/plan.ts";

export type PlanStep =
  | DirectedStep
  /** The owner's menu of messages, and one's own voice: for calls from our own telephones. */
  | { readonly do: "messages" | "echo" }
  /** Another of our calls goes on at this telephone. */
  | { readonly do: "take"; readonly what?: string }
  /** Who speaks to the house is heard at this telephone, and may be taken. */
  | { readonly do: "listen"; readonly what?: string }
  /** What was asked for by the telephone's keys. `after`: only when that became of the steps before it. */
  | {
      readonly do: "service";
      readonly service: ServiceId;
      readonly input: string;
      readonly after?: "busy";
    };
export type Plan = readonly PlanStep[];

/** Of a caller whom nobody has taken yet. `wait`: whoever rings, rings longer; a plan: in lieu of what is done now. */
export type Wish = "mailbox" | "block" | "wait" | Plan;

/** The plan, and every rule that was looked at, with why: kept with the call. */
export interface Decision extends Omit<Directed, "plan"> {
  readonly plan: Plan;
  /** Absent from decisions that were kept before it was. */
  readonly given?: Given;
  /** Absent, too, from older ones. */
  readonly receipt?: Receipt;
}

/** Of what a decision was made: the version of the settings, and the digest of the call and its facts. */
export interface Receipt {
  readonly settings: number;
  /** SHA-256, in hex. */
  readonly inputs: string;
}

/** What was so when it was decided, beside the call itself: with this the decision can be made again. */
export interface Given extends Omit<CallFacts, "caller" | "called" | "via"> {
  /** For calls out, when the owner has limited them. */
  readonly minutesToday?: number;
  /** How many calls each account carried, where any did. */
  readonly carried?: Readonly<Record<string, number>>;
  /** Whom an address book named the caller, then. */
  readonly contact?: Contact;
}
export type { Because };
