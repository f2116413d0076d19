/**
 * What shall happen to a call, step by step, until one of them answers it. A plan is made of the
 * settings' own steps, with everything looked up that needs the settings: people and "every
 * device" have become devices, numbers and addresses. It is plain data and is kept with the call.
 */
import type { Problem } from "#kit/problem.ts";
import type { Seconds } from "#kit/time.ts";
import type { WhenBusy } from "#telephony/call/leg.ts";
import type { Refusal } from "#telephony/settings/step.ts";

interface About {
  /** Rings this much later than its step begins. */
  readonly after?: Seconds;
  /** Put through only after a key press. */
  readonly confirm?: boolean;
}
export interface DeviceTarget extends About {
  readonly device: string;
}
/** As the owner wrote it; `via` names the account to call through, `abroad` lets it cost more than a call at home. */
export interface NumberTarget extends About {
  readonly number: string;
  readonly via?: string;
  readonly abroad?: true;
}
export interface AddressTarget extends About {
  readonly address: string;
  readonly via?: string;
  readonly abroad?: true;
}
export type PlanTarget = DeviceTarget | NumberTarget | AddressTarget;

export interface RingStep {
  readonly do: "ring";
  readonly targets: readonly PlanTarget[];
  readonly order: "together" | "inTurn";
  /** All together, or each in turn. */
  readonly for: Seconds;
  readonly whenBusy: WhenBusy;
  readonly cadence?: string;
  /** What displays say beside the caller. */
  readonly shown?: string;
  /** Who did not answer in this step rings on in the next. */
  readonly keepRinging?: boolean;
  /** Those who help call back: no limit of a telephone stands in their way. */
  readonly emergency?: true;
}

/** The caller says who it is, or keys two digits; whoever lifts hears that, and chooses. */
export interface ScreenStep {
  readonly do: "screen";
  readonly targets: readonly PlanTarget[];
  readonly for: Seconds;
  readonly by: "name" | "digits";
  readonly cadence: string;
  /** What displays say beside the caller. */
  readonly shown: string;
}

export type PlanStep =
  | RingStep
  | { readonly do: "forward"; readonly to: PlanTarget }
  | { readonly do: "interrupt"; readonly target: PlanTarget; readonly existing: "hold" | "end" }
  /** One way, into all of them at once. */
  | {
      readonly do: "speak";
      readonly target: PlanTarget;
      readonly also?: readonly PlanTarget[];
      readonly for: Seconds;
      readonly cadence?: string;
    }
  | { readonly do: "announce"; readonly prompt: string }
  | ScreenStep
  | {
      readonly do: "ask";
      readonly prompt: string;
      readonly for: Seconds;
      /** How often in all: 1 without it. */
      readonly times?: number;
      readonly keys: readonly { readonly key: string; readonly then: Plan }[];
      /** What else is dialled is an extension, at that account's exchange. */
      readonly extensions?: { readonly via: string };
      /** It has been asked so often, and so many had been called then. */
      readonly asked?: { readonly times: number; readonly called?: number };
    }
  | {
      readonly do: "decide";
      readonly url: string;
      readonly for: Seconds;
      readonly otherwise: Plan;
      /** What it said, once it was asked. */
      readonly answer?: Plan;
      /** Why it said nothing of use: `otherwise` it is. */
      readonly failed?: Problem;
    }
  | { readonly do: "mailbox"; readonly greeting?: string }
  /** Into that room of the house; the next step where nobody more has room there. */
  | { readonly do: "room"; readonly room: string }
  | { readonly do: "reject"; readonly cause: Refusal };

/** In order; a step that brings no answer gives way to the next. The last of a decision's plan is always a mailbox or a reject. */
export type Plan = readonly PlanStep[];

/** Steps after which nothing can follow: the caller has been answered or refused. */
export const isFinal = (step: PlanStep): boolean => step.do === "mailbox" || step.do === "reject";
