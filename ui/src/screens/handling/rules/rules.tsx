import { useState } from "react";
import type { ListInHand } from "../../../kit/changeList.ts";
import { useWords } from "../../../kit/page.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import { newId } from "../../../words/ids.ts";
import { Said } from "../said.tsx";
import { newDraft, ruleOf } from "./ruleDraft.ts";
import { RuleForm } from "./ruleForm.tsx";
import { added, isPinned, moved } from "./ruleOrder.ts";
import { RuleRow } from "./ruleRow.tsx";
import "./rules.css";

interface RulesProps {
  readonly hand: ListInHand<"rules">;
  readonly adding: boolean;
  readonly setAdding: (adding: boolean) => void;
  /** The rule that decides the call that is tried. */
  readonly decides: string | undefined;
}

/** The rules from the top. */
export function Rules({ hand, adding, setAdding, decides }: RulesProps) {
  const { say } = useWords();
  const rules = hand.items ?? [];
  return (
    <section className="card rules-card" aria-label={say("handling.rules")}>
      <p className="muted small rules-count">{say("handling.count", { n: rules.length })}</p>
      <Said hand={hand} />
      {adding && <NewRule hand={hand} close={() => setAdding(false)} />}
      <ol className="rules">
        {rules.map((rule, at) => (
          <OneRule key={rule.id} rule={rule} at={at} hand={hand} decides={decides === rule.id} />
        ))}
      </ol>
    </section>
  );
}

function NewRule({
  hand,
  close,
}: {
  readonly hand: ListInHand<"rules">;
  readonly close: () => void;
}) {
  const { say } = useWords();
  const blank: RuleSettings = { id: "", when: { is: "always" }, then: [] };
  return (
    <div className="new-rule">
      <h2>{say("handling.add")}</h2>
      <RuleForm
        draft={newDraft}
        close={close}
        save={(draft) =>
          hand.edit(say("handling.added", { name: draft.name }), (now) =>
            added(now, ruleOf(draft, { ...blank, id: newId(draft.name || "rule", now) })),
          )
        }
      />
    </div>
  );
}

interface OneProps {
  readonly rule: RuleSettings;
  readonly at: number;
  readonly hand: ListInHand<"rules">;
  readonly decides: boolean;
}

function OneRule({ rule, at, hand, decides }: OneProps) {
  const { say } = useWords();
  const rules = hand.items ?? [];
  const name = rule.name || rule.id;
  const replace = (text: string, next: RuleSettings): Promise<boolean> =>
    hand.edit(text, (now) => now.map((one) => (one.id === rule.id ? next : one)));
  const move = (step: -1 | 1): void => {
    const place = { name, n: at + step + 1, of: rules.length };
    void hand.edit(say("handling.moved", place), (now) => moved(now, rule.id, step));
  };
  return (
    <RuleRow
      rule={rule}
      pinned={isPinned(rules, at)}
      decides={decides}
      busy={hand.isPending}
      up={at > 0 && !isPinned(rules, at) ? () => move(-1) : undefined}
      down={at < rules.length - 1 && !isPinned(rules, at + 1) ? () => move(1) : undefined}
      turn={(enabled) =>
        void replace(say("handling.turned", { name, yes: enabled ? "yes" : "no" }), {
          ...rule,
          enabled,
        })
      }
      save={(draft) => replace(say("handling.changed", { name }), ruleOf(draft, rule))}
      remove={() =>
        hand.edit(say("handling.removed", { name }), (now) =>
          now.filter(({ id }) => id !== rule.id),
        )
      }
    />
  );
}
