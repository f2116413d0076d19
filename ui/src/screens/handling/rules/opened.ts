import type { RuleSettings } from "../../../words/decision.ts";

/** What of a rule is being changed: one part of its sentence, its steps, or its text. */
export type Opened = { readonly rule: RuleSettings } & (
  | { readonly as: "part"; readonly place: string; readonly anchor: HTMLElement }
  | { readonly as: "steps" }
  | { readonly as: "code" }
);
