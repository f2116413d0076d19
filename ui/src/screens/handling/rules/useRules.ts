import { useState } from "react";
import { newId } from "#kit/newId.ts";
import { sameValue } from "#kit/sameValue.ts";
import { type ListInHand, useChangeList } from "../../../kit/changeList.ts";
import { useNames, useWords } from "../../../kit/page.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import type { Names } from "../../../words/names.ts";
import type { Words } from "../../../words/say.ts";
import { added, dropped, movable, movedTo, placeOf } from "./ruleOrder.ts";

type Rules = readonly RuleSettings[];

/** Somebody else changed or removed the rule since its owner began to change it. */
export class RuleChanged extends Error {
  readonly now: RuleSettings | undefined;
  constructor(now: RuleSettings | undefined) {
    super("the rule was changed meanwhile");
    this.now = now;
  }
}

/** The rules, and all that can be done with them: in force at once, told, and to be undone. */
export function useRules() {
  const { say } = useWords();
  const names = useNames();
  const hand = useChangeList("rules");
  /** A rule that was just made: it is looked at first. */
  const [fresh, setFresh] = useState<string>();
  const rules = hand.items ?? [];
  const nameOf = ({ id, name }: RuleSettings): string => name || names.rule(id);

  return {
    error: hand.error,
    rules,
    fresh,
    nameOf,
    /** What went wrong; undefined when it was taken. `anyway`: whatever somebody else made of it. */
    save: (seen: RuleSettings, next: RuleSettings, anyway = false): Promise<unknown> =>
      hand.attempt(say("handling.changed", { name: nameOf(next) }), (now) =>
        replaced(now, seen, next, anyway),
      ),
    turn: (rule: RuleSettings, enabled: boolean): void => {
      const text = say("handling.turned", { name: nameOf(rule), yes: enabled ? "yes" : "no" });
      const { offUntil: _, ...rest } = rule;
      void hand.edit(text, (now) =>
        now.map((one) => (one.id === rule.id ? { ...rest, enabled } : one)),
      );
    },
    remove: (rule: RuleSettings): void =>
      void hand.edit(say("handling.removed", { name: nameOf(rule) }), (now) =>
        now.filter(({ id }) => id !== rule.id),
      ),
    duplicate(rule: RuleSettings): void {
      const name = say("handling.copyName", { name: nameOf(rule) });
      const copy = { ...rule, id: newId(name, rules), name, enabled: false };
      setFresh(copy.id);
      void hand.edit(say("handling.copied", { name: nameOf(rule) }), (now) => {
        const behind = now.findIndex(({ id }) => id === rule.id) + 1;
        return [...now.slice(0, behind), copy, ...now.slice(behind)];
      });
    },
    /** Switched off until its owner has said what it shall do. */
    add(name: string, { when, then }: Pick<RuleSettings, "when" | "then">): void {
      const rule = { id: newId(name, rules), name, enabled: false, when, then };
      setFresh(rule.id);
      void hand.edit(say("handling.added", { name }), (now) => added(now, rule));
    },
    ...movesOf(hand, rules, { say, names, nameOf }),
  };
}
export type RulesInHand = ReturnType<typeof useRules>;

interface Told {
  readonly say: Words["say"];
  readonly names: Names;
  readonly nameOf: (rule: RuleSettings) => string;
}

/** Where rules go, and what is said of it. */
function movesOf(hand: ListInHand<"rules">, rules: Rules, { say, names, nameOf }: Told) {
  function move(rule: RuleSettings, to: (rules: Rules) => Rules): void {
    const next = to(rules);
    if (next === rules) return;
    const { n, of, next: after } = placeOf(next, rule.id);
    const text = say("handling.moved", {
      name: nameOf(rule),
      n,
      of,
      last: after === undefined ? "yes" : "no",
      next: after === undefined ? "" : names.rule(after),
    });
    void hand.edit(text, to);
  }
  const at = (id: string): number => rules.findIndex((one) => one.id === id);

  return {
    moveBy: (rule: RuleSettings, step: -1 | 1): void =>
      move(rule, (now) => movedTo(now, rule.id, at(rule.id) + step)),
    moveTo: (rule: RuleSettings, place: number): void =>
      move(rule, (now) => movedTo(now, rule.id, place)),
    drop: (rule: RuleSettings, beside: string, where: "before" | "after"): void =>
      move(rule, (now) => dropped(now, rule.id, beside, where)),
    /** Whether it can go that way. */
    canMove: (rule: RuleSettings, step: -1 | 1): boolean => {
      const to = at(rule.id) + step;
      return to >= 0 && to < movable(rules);
    },
  };
}

/** What is left out of a rule means that it is switched on. */
const whole = (rule: RuleSettings): RuleSettings => ({ ...rule, enabled: rule.enabled ?? true });

function replaced(now: Rules, seen: RuleSettings, next: RuleSettings, anyway: boolean): Rules {
  const there = now.find(({ id }) => id === seen.id);
  if (!anyway && !(there && sameValue(whole(there), whole(seen)))) throw new RuleChanged(there);
  return there ? now.map((one) => (one.id === seen.id ? next : one)) : added(now, next);
}
