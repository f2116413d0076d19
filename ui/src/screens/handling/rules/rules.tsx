import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { GridList, GridListItem } from "react-aria-components/GridList";
import { DropIndicator, useDragAndDrop } from "react-aria-components/useDragAndDrop";
import { checkQuery, ruleUsesQuery } from "../../../api/queries.ts";
import { useMayChange } from "../../../kit/locked.tsx";
import { Stressed, usePage, useWords } from "../../../kit/page.tsx";
import { Trouble } from "../../../kit/parts.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import type { Opened } from "./opened.ts";
import { PartPopover } from "./partPopover.tsx";
import type { AboutRule } from "./ruleFacts.tsx";
import { movable } from "./ruleOrder.ts";
import { RuleRow } from "./ruleRow.tsx";
import type { WarnedCall } from "./trialOf.ts";
import type { RulesInHand } from "./useRules.ts";
import "./rules.css";

const WholeRule = lazy(() => import("./wholeRule.tsx"));

interface RulesProps {
  readonly hand: RulesInHand;
  /** The rule that decides the call that is tried. */
  readonly decides: string | undefined;
  readonly tryCall: (call: WarnedCall) => void;
}

/** The rules from the top: each a sentence whose parts are its editors. */
export function Rules({ hand, decides, tryCall }: RulesProps) {
  const { say } = useWords();
  const [opened, setOpened] = useState<Opened>();
  const { rules } = hand;
  const about = useAbout(rules, tryCall);
  const free = rules.slice(0, movable(rules));
  const [last] = rules.slice(free.length);
  return (
    <section id="rules" className="card rules-card" aria-label={say("handling.rules")}>
      <p className="muted small rules-count">
        <span>
          <Stressed sentence={say("handling.hint")} />
        </span>
        <span>{say("handling.count", { n: rules.length })}</span>
      </p>
      <Trouble error={hand.error} />
      <List rules={free} hand={hand} decides={decides} about={about} open={setOpened} />
      {last && (
        <RuleRow
          rule={last}
          pinned
          decides={decides === last.id}
          about={about(last)}
          hand={hand}
          open={setOpened}
        />
      )}
      {opened && <Editor opened={opened} hand={hand} close={() => setOpened(undefined)} />}
    </section>
  );
}

interface ListProps extends Pick<RulesProps, "hand" | "decides"> {
  readonly about: (rule: RuleSettings) => AboutRule;
  readonly rules: readonly RuleSettings[];
  readonly open: (what: Opened) => void;
}

/** In order: by hand, by keys (Alt and an arrow), or by the menu of each. */
function List({ rules, hand, decides, about, open }: ListProps) {
  const { say } = useWords();
  const mayChange = useMayChange();
  const find = (key: unknown) => rules.find(({ id }) => id === key);
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !mayChange,
    getItems: (keys) =>
      [...keys].map((key) => ({
        "text/plain": hand.nameOf(find(key) ?? ({ id: "" } as RuleSettings)),
      })),
    onReorder({ keys: [key], target }) {
      const rule = find(key);
      if (rule && target.dropPosition !== "on")
        hand.drop(rule, String(target.key), target.dropPosition);
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className="rule-drop" />,
  });
  return (
    <div
      onKeyDownCapture={(event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
        if (!event.altKey || step === undefined || !(event.target instanceof Element)) return;
        const rule = find(event.target.closest('[role="row"]')?.getAttribute("data-key"));
        if (!rule) return;
        event.preventDefault();
        event.stopPropagation();
        hand.moveBy(rule, step);
      }}
    >
      <GridList
        className="rules"
        aria-label={say("handling.rules")}
        items={rules}
        dependencies={[hand, decides, about, open]}
        dragAndDropHooks={dragAndDropHooks}
      >
        {(rule) => (
          <GridListItem id={rule.id} textValue={hand.nameOf(rule)} className="rule-item">
            <RuleRow
              rule={rule}
              pinned={false}
              decides={decides === rule.id}
              about={about(rule)}
              hand={hand}
              open={open}
            />
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}

/** Of each rule, how often it decided, and what of it is hardly meant. */
function useAbout(
  rules: readonly RuleSettings[],
  tryCall: RulesProps["tryCall"],
): (rule: RuleSettings) => AboutRule {
  const { api } = usePage();
  const uses = useQuery(ruleUsesQuery(api)).data ?? [];
  const warnings = useQuery(checkQuery(api)).data ?? [];
  return ({ id }) => {
    const path = `/rules/${rules.findIndex((one) => one.id === id)}`;
    return {
      use: uses.find(({ rule }) => rule === id),
      warnings: warnings.filter((one) => one.path === path || one.path.startsWith(`${path}/`)),
      tryCall,
    };
  };
}

interface EditorProps {
  readonly opened: Opened;
  readonly hand: RulesInHand;
  readonly close: () => void;
}

function Editor({ opened, hand, close: closed }: EditorProps) {
  const { rule } = opened;
  const close = (): void => {
    closed();
    if (opened.as === "part") focusAgain(opened.anchor);
  };
  if (opened.as === "part")
    return (
      <PartPopover
        rule={rule}
        place={opened.place}
        anchor={{ current: opened.anchor }}
        save={(next, anyway) => hand.save(rule, next, anyway)}
        close={close}
      />
    );
  return (
    <Suspense fallback={null}>
      <WholeRule
        rule={rule}
        as={opened.as}
        name={hand.nameOf(rule)}
        rules={hand.rules}
        save={(next, anyway) => hand.save(rule, next, anyway)}
        close={close}
      />
    </Suspense>
  );
}

/** Back to where the editor was opened; the list has taken the focus for the row by then. */
function focusAgain(anchor: HTMLElement): void {
  const next = requestAnimationFrame;
  next(() => next(() => anchor.isConnected && anchor.focus()));
}
