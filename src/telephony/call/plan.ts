/** What a decision asks for, in the words of the settings document, as far as a call must know them. */
import type { CauseKind, WhenBusy } from "#telephony/call/leg.ts";

interface TargetManner {
  /** Seconds after the step began. */
  readonly after?: number;
  /** Who lifts must press a key before the caller is put through. */
  readonly confirm?: boolean;
}
export type Target = TargetManner &
  (
    | { readonly device: string }
    | { readonly everyDevice: true }
    | { readonly number: string; readonly via?: string }
    | { readonly address: string; readonly via?: string }
    | { readonly person: string }
  );

export interface RingStep {
  readonly do: "ring";
  readonly targets: readonly Target[];
  readonly order: "together" | "inTurn";
  /** Seconds; in turn, for each. */
  readonly for: number;
  readonly whenBusy: WhenBusy;
  readonly cadence?: string;
  /** They go on ringing while the steps after this one ring others. */
  readonly keepRinging?: boolean;
}
export type PlanStep =
  | RingStep
  | { readonly do: "forward"; readonly to: Target }
  | { readonly do: "interrupt"; readonly target: Target; readonly existing: "hold" | "end" }
  | { readonly do: "speak"; readonly target: Target; readonly for: number }
  | { readonly do: "announce"; readonly prompt: string }
  | { readonly do: "screen" | "ask" | "decide" }
  | { readonly do: "mailbox"; readonly greeting?: string }
  | { readonly do: "reject"; readonly cause: CauseKind }
  /** The owner's menu of messages, and one's own voice: for calls from our own telephones. */
  | { readonly do: "messages" | "echo" };

/** The plan, and every rule that was looked at, with why: kept with the call. */
export interface Decision {
  readonly plan: readonly PlanStep[];
  readonly because: readonly unknown[];
}
