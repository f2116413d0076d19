/** What is asked of the rules, and what is seen of them. */
import type { CallView, DecideAnswer } from "#server/control/callViews.ts";

/** How often a rule decided a call from outside, and the last that it did. */
export interface RuleUse {
  readonly rule: string;
  readonly calls: number;
  readonly last: Pick<CallView, "id" | "began" | "from">;
}

export interface DecideQuestion {
  readonly from?: string;
  readonly to?: string;
  readonly via?: string;
  /** ISO 8601 with offset; now when absent. */
  readonly at?: string;
  /** When it is said who is busy, all others are free. */
  readonly busy?: readonly string[];
  readonly offline?: readonly string[];
  /** As if that mode were on. */
  readonly mode?: string;
}

export interface ReplayAnswer {
  /** How many were decided again. */
  readonly looked: number;
  readonly different: readonly {
    readonly call: string;
    readonly from: { readonly number?: string; readonly name?: string };
    readonly began: number;
    readonly then: DecideAnswer;
    readonly now: DecideAnswer;
  }[];
}
