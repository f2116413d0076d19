import { GripVertical } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { useMayChange } from "../../../kit/locked.tsx";
import { useWords } from "../../../kit/page.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import type { Opened } from "./opened.ts";
import { type AboutRule, RuleFacts, RuleWarnings } from "./ruleFacts.tsx";
import { RuleIcon } from "./ruleIcon.tsx";
import { RuleMenu } from "./ruleMenu.tsx";
import { Sentence } from "./sentence.tsx";
import type { RulesInHand } from "./useRules.ts";

export interface RowProps {
  readonly rule: RuleSettings;
  /** The one for everyone else: always last, always on. */
  readonly pinned: boolean;
  /** It is the one that decides the call that is tried. */
  readonly decides: boolean;
  readonly about: AboutRule;
  readonly hand: RulesInHand;
  readonly open: (what: Opened) => void;
}

/** What a rule says, how often it decided, and what can be done with it. */
export function RuleRow({ rule, pinned, decides, about, hand, open }: RowProps) {
  const on = rule.enabled !== false;
  return (
    <div id={`rule-${rule.id}`} className={`rule ${decides ? "decides" : ""} ${on ? "" : "off"}`}>
      {!pinned && <Grip name={hand.nameOf(rule)} />}
      <RuleIcon rule={rule} pinned={pinned} />
      <div className="rule-says">
        <Sentence
          rule={rule}
          pinned={pinned}
          edit={(place, anchor) => open({ rule, as: "part", place, anchor })}
        />
        <RuleFacts
          rule={rule}
          pinned={pinned}
          decides={decides}
          name={hand.nameOf(rule)}
          use={about.use}
        />
        <RuleWarnings warnings={about.warnings} tryCall={about.tryCall} />
      </div>
      <div className="rule-acts">
        {!pinned && <Switch rule={rule} hand={hand} />}
        <RuleMenu rule={rule} pinned={pinned} hand={hand} open={open} />
      </div>
    </div>
  );
}

function Grip({ name }: { readonly name: string }) {
  const { say } = useWords();
  return (
    <Button slot="drag" className="rule-grip" aria-label={say("handling.drag", { name })}>
      <GripVertical size={17} aria-hidden="true" />
    </Button>
  );
}

function Switch({ rule, hand }: { readonly rule: RuleSettings; readonly hand: RulesInHand }) {
  const mayChange = useMayChange();
  const on = rule.enabled !== false;
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={hand.nameOf(rule)}
      className="switch"
      disabled={!mayChange}
      onClick={() => hand.turn(rule, !on)}
    />
  );
}
