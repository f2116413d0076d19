/** A call that is only asked about: how a command is told of it, and how it says what would become of it. */
import type { Decision } from "#telephony/directing/direct.ts";
import { explain, explainReason } from "#telephony/directing/explain.ts";
import type { Beforehand } from "#telephony/policy/beforehand.ts";
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

/** As the API and `wouldDecide` tell it. */
export type Thought = Decision & { readonly beforehand?: Beforehand };

/** `settings`: for the names in it; without them it is said to a program, as JSON. */
export function sayDecision(decision: Thought, settings: Settings | undefined): void {
  if (!settings) console.log(JSON.stringify(decision, null, 2));
  else for (const line of [...before(decision), ...explain(decision, settings)]) console.log(line);
}

/** What the exchange does first. */
function before({ beforehand }: Thought): readonly string[] {
  if (beforehand === undefined) return [];
  const { account, refuses, because } = beforehand;
  const why = because === undefined ? "all calls are refused there" : explainReason(because);
  return refuses === undefined
    ? [`${account} lets it through: ${why}`]
    : [`${account} refuses it (${refuses}): ${why}. If it came all the same:`];
}
