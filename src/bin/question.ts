/** A call that is only asked about: how a command is told of it, and how it says what would become of it. */
import type { Decision } from "#telephony/directing/direct.ts";
import { explain } from "#telephony/directing/explain.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export const text = { type: "string" } as const;

/** For `parseArgs`; the values are a DecideQuestion, and `json`. */
export const questionOptions = {
  from: text,
  to: text,
  via: text,
  at: text,
  busy: { ...text, multiple: true },
  json: { type: "boolean" },
} as const;

/** `settings`: for the names in it; without them it is said to a program, as JSON. */
export function sayDecision(decision: Decision, settings: Settings | undefined): void {
  if (!settings) console.log(JSON.stringify(decision, null, 2));
  else for (const line of explain(decision, settings)) console.log(line);
}
