/** The services that rules ask, each once a rule: found in the rules, changed there, put before a rule's steps and taken out. */
import type { RuleSettings, RuleStep, SettingsDocument } from "../../../words/decision.ts";
import type { Secret } from "../parts/document.ts";

export interface Decider {
  readonly rule: string;
  readonly url: string;
  readonly host: string;
  readonly inside: boolean;
  /** Its questions are signed with it. */
  readonly secret?: Secret;
  readonly seconds: number;
}

/** As it is written in a form. */
export interface WrittenDecider {
  readonly rule: string;
  readonly url: string;
  readonly secret?: Secret | undefined;
  readonly inside: boolean;
  readonly seconds: number;
}

type DecideStep = Extract<RuleStep, { readonly do: "decide" }>;
type Rules = readonly RuleSettings[];

export function deciders(rules: Rules): readonly Decider[] {
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
  } = step as Partial<Omit<DecideStep, "secret">> & {
    readonly url: string;
    readonly secret?: Secret;
  };
  const host = URL.canParse(url) ? new URL(url).host : url;
  return [{ rule, url, host, inside, ...(secret !== undefined && { secret }), seconds }];
}

/** Every question to that service in that rule, as something else. */
function inRule(
  rules: Rules,
  { rule, url }: Pick<Decider, "rule" | "url">,
  make: (step: DecideStep) => readonly RuleStep[],
): Rules {
  const changed = (steps: readonly RuleStep[]): readonly RuleStep[] =>
    steps.flatMap((step): readonly RuleStep[] => {
      if (step.do === "ask")
        return [{ ...step, keys: step.keys.map((one) => ({ ...one, then: changed(one.then) })) }];
      return step.do === "decide" && step.url === url ? make(step) : [step];
    });
  return rules.map((one) => (one.id === rule ? { ...one, then: changed(one.then) } : one));
}

const stepOf = ({ url, secret, inside, seconds }: WrittenDecider, otherwise: unknown): DecideStep =>
  ({
    do: "decide",
    url,
    ...(secret && { secret }),
    ...(inside && { inside }),
    for: seconds,
    otherwise,
  }) as unknown as DecideStep;

/** `before`: the one that it was. Without, it is asked before all that its rule does, which follows when it has no answer. */
export function withDecider(
  now: SettingsDocument,
  written: WrittenDecider,
  before?: Decider,
): SettingsDocument {
  const rules = now.rules ?? [];
  return {
    ...now,
    rules: before
      ? inRule(rules, before, ({ otherwise }) => [stepOf(written, otherwise)])
      : rules.map((one) =>
          one.id === written.rule ? { ...one, then: [stepOf(written, []), ...one.then] } : one,
        ),
  };
}

/** What its rule does without an answer, it then does at once. */
export const withoutDecider = (now: SettingsDocument, decider: Decider): SettingsDocument => ({
  ...now,
  rules: inRule(now.rules ?? [], decider, ({ otherwise }) => otherwise),
});

/** Where the first question to it stands: a JSON pointer. */
export function placeOfDecider(now: SettingsDocument, { rule, url }: WrittenDecider): string {
  const rules = now.rules ?? [];
  const at = rules.findIndex(({ id }) => id === rule);
  const place = rules[at] && placeIn(rules[at].then, url, `/rules/${at}/then`);
  return place ?? `/rules/${Math.max(0, at)}`;
}

function placeIn(steps: readonly RuleStep[], url: string, above: string): string | undefined {
  for (const [i, step] of steps.entries()) {
    if (step.do === "decide" && step.url === url) return `${above}/${i}`;
    if (step.do !== "ask") continue;
    for (const [key, { then }] of step.keys.entries()) {
      const found = placeIn(then, url, `${above}/${i}/keys/${key}/then`);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Rules that may ask a service and ask none yet. */
export const mayAsk = (rules: Rules): Rules => {
  const asking = new Set(deciders(rules).map(({ rule }) => rule));
  return rules.filter(({ id }) => !asking.has(id));
};
