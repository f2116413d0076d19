/** The services that rules ask, each once a rule. */
import type { RuleSettings, RuleStep } from "../../../words/decision.ts";

export interface Decider {
  readonly rule: string;
  readonly url: string;
  readonly host: string;
  readonly inside: boolean;
  /** Its questions are signed. */
  readonly signed: boolean;
  readonly seconds: number;
}

export function deciders(rules: readonly RuleSettings[]): readonly Decider[] {
  const found = rules.flatMap(({ id, then }) => then.flatMap((step) => within(step, id)));
  return found.filter(
    (one, i) => found.findIndex((it) => it.rule === one.rule && it.url === one.url) === i,
  );
}

function within(step: RuleStep, rule: string): readonly Decider[] {
  if (step.do === "ask")
    return step.keys.flatMap(({ then }) => then.flatMap((it) => within(it, rule)));
  if (step.do !== "decide") return [];
  const {
    url,
    inside = false,
    secret,
    for: seconds = 3,
  } = step as Partial<typeof step> & {
    readonly url: string;
  };
  const host = URL.canParse(url) ? new URL(url).host : url;
  return [{ rule, url, host, inside, signed: secret !== undefined, seconds }];
}
