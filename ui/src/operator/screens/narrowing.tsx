import { useState } from "react";
import { Choice, Field } from "../../kit/fields.tsx";
import { Press } from "../../kit/parts.tsx";
import {
  attestations,
  draftOf,
  emptyRule,
  kinds,
  type RuleDraft,
  ruleOf,
  takesValue,
} from "../narrowing.ts";
import { useOp } from "../say.ts";
import type { OpMessage } from "../words/en.ts";

type Condition = Readonly<Record<string, unknown>>;
export type Rule = Readonly<Record<string, unknown>>;
export interface Narrowing {
  readonly reason: string;
  readonly rules: readonly Rule[];
}

/** Which calls a condition means, in words. */
export function whoIn(when: Condition, say: ReturnType<typeof useOp>): string {
  switch (when["is"]) {
    case "always":
      return say("user.when.always");
    case "hidden":
      return say("user.when.hidden");
    case "caller":
      return say("user.when.caller", { like: String(when["like"]) });
    case "called":
      return say("user.when.called", { number: String(when["number"]) });
    case "via":
      return say("user.when.via", { trunk: String(when["trunk"]) });
    case "during":
      return say("user.when.during");
    case "attested":
      return say("user.when.attested", { level: String(when["level"]) });
    default:
      return say("user.when.several");
  }
}

/** Rules, to be read. */
export function Rules({ of }: { readonly of: readonly Rule[] }) {
  const say = useOp();
  return (
    <ol>
      {of.map((rule) => (
        <li key={JSON.stringify(rule)}>
          {say("user.rule", {
            do: String(rule["do"]),
            who: whoIn(rule["when"] as Condition, say),
          })}
        </li>
      ))}
    </ol>
  );
}

export interface NarrowingDraft {
  readonly reason: string;
  readonly rules: readonly RuleDraft[];
}

export const narrowingDraft = (of: Narrowing | undefined): NarrowingDraft => ({
  reason: of?.reason ?? "",
  rules: (of?.rules ?? []).map(draftOf),
});
export const narrowingOf = ({
  reason,
  rules,
}: NarrowingDraft): { reason: string; rules: Rule[] } => ({
  reason: reason.trim(),
  rules: rules.map(ruleOf),
});

interface FieldsProps {
  readonly draft: NarrowingDraft;
  readonly onChange: (draft: NarrowingDraft) => void;
}

/** What is refused, and the reason that the owner is told. */
export function NarrowingFields({ draft, onChange }: FieldsProps) {
  const say = useOp();
  const { rules } = draft;
  const [next, setNext] = useState(rules.length);
  const setRules = (all: readonly RuleDraft[]): void => onChange({ ...draft, rules: all });
  const add = (): void => {
    setRules([...rules, emptyRule(next)]);
    setNext(next + 1);
  };
  return (
    <div className="stack">
      {rules.map((rule, nth) => (
        <fieldset key={rule.key} className="rule-fields">
          <legend className="muted small">{say("narrow.nth", { n: nth + 1 })}</legend>
          <RuleFields
            rule={rule}
            onChange={(now) => setRules(rules.map((one) => (one.key === now.key ? now : one)))}
          />
          <Press
            look="bare"
            aria-label={say("narrow.dropNth", { n: nth + 1 })}
            onPress={() => setRules(rules.filter(({ key }) => key !== rule.key))}
          >
            {say("narrow.drop")}
          </Press>
        </fieldset>
      ))}
      <div>
        <Press onPress={add}>{say("narrow.add")}</Press>
      </div>
      {rules.length > 0 && (
        <Field
          label={say("user.reason")}
          hint={say("user.reasonHint")}
          isRequired
          maxLength={120}
          value={draft.reason}
          onChange={(reason) => onChange({ ...draft, reason })}
        />
      )}
    </div>
  );
}

interface RuleProps {
  readonly rule: RuleDraft;
  readonly onChange: (rule: RuleDraft) => void;
}

function RuleFields({ rule, onChange }: RuleProps) {
  const say = useOp();
  const { kind, does, value, was } = rule;
  const all = kind === "kept" ? (["kept", ...kinds] as const) : kinds;
  const kept = whoIn((was?.["when"] ?? {}) as Condition, say);
  const words = (one: RuleDraft["kind"]): string =>
    one === "kept" ? kept : say(`narrow.kind.${one}` as OpMessage);
  return (
    <>
      <Choice
        label={say("narrow.does")}
        value={does}
        onChange={(one) => onChange({ ...rule, does: one as RuleDraft["does"] })}
        options={[
          ["reject", say("narrow.reject")],
          ["accept", say("narrow.accept")],
        ]}
      />
      <Choice
        label={say("narrow.which")}
        value={kind}
        onChange={(one) => onChange({ ...rule, kind: one as RuleDraft["kind"], value: "" })}
        options={all.map((one) => [one, words(one)] as const)}
      />
      {takesValue(kind) &&
        (kind === "attested" ? (
          <Choice
            label={say("narrow.value.attested")}
            value={value === "" ? "failed" : value}
            onChange={(one) => onChange({ ...rule, value: one })}
            options={attestations.map((one) => [one, say("narrow.level", { level: one })] as const)}
          />
        ) : (
          <Field
            label={say(`narrow.value.${kind}` as OpMessage)}
            isRequired
            value={value}
            onChange={(one) => onChange({ ...rule, value: one })}
          />
        ))}
    </>
  );
}
