import type { RuleSettings } from "../../../words/decision.ts";

/** The rules with that one in its place, as if it were switched on. */
export const withDraft = (
  rules: readonly RuleSettings[],
  draft: RuleSettings,
): readonly RuleSettings[] =>
  rules.map((one) => (one.id === draft.id ? { ...draft, enabled: true } : one));
