import { useState } from "react";
import { useChange } from "../../kit/change.ts";
import { useSettings } from "../../kit/page.tsx";
import type { RuleSettings } from "../../words/decision.ts";

type Rules = readonly RuleSettings[];

/** What was done, in words, and what there was before. */
interface Done {
  readonly text: string;
  readonly before: Rules;
}

/** The rules, each change of them in force at once and to be undone. */
export function useRules() {
  const rules = useSettings()?.rules;
  const { change, error, isPending } = useChange();
  const [done, setDone] = useState<Done>();
  return {
    rules,
    error,
    isPending,
    done: done?.text,
    /** True when the server has taken it. `edit` is given the rules as they are then. */
    async edit(text: string, edit: (now: Rules) => Rules): Promise<boolean> {
      let before: Rules = [];
      const taken = await change((now) => {
        before = now.rules ?? [];
        return { ...now, rules: edit(before) };
      });
      if (taken) setDone({ text, before });
      return taken;
    },
    async undo(): Promise<void> {
      if (done && (await change((now) => ({ ...now, rules: done.before })))) setDone(undefined);
    },
  };
}
export type RulesInHand = ReturnType<typeof useRules>;
