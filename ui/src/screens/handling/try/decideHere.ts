/** The decision, made in the browser by the very function that directs calls. A chunk of its own. */
import { outcomeOf } from "#telephony/checking/expectations.ts";
import { inMode } from "#telephony/checking/thoughtOf.ts";
import { type Decision, direct } from "#telephony/directing/direct.ts";
import type { CallFacts } from "#telephony/directing/facts.ts";
import { type Beforehand, beforehand } from "#telephony/policy/beforehand.ts";
import type { Expectation } from "#telephony/settings/checks.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export { expectedOf } from "#telephony/checking/expectations.ts";

/** `settings` as the server shows them: what is secret plays no part in a decision. */
export function decideHere(facts: CallFacts, settings: Settings, mode?: string): Thought {
  const first = beforehand(facts, settings);
  return { ...direct(facts, inMode(settings, mode)), ...(first && { beforehand: first }) };
}

/** What an exchange does before stands beside it. */
type Thought = Decision & { readonly beforehand?: Beforehand };

/** Which of the owner's checks do not hold, by their ids. */
export const brokenOf = (settings: Settings): readonly string[] =>
  settings.checks.flatMap((one: Expectation) =>
    outcomeOf(one, settings)?.holds === false ? [one.id] : [],
  );
