import {
  ArrowDown,
  ArrowUp,
  Ban,
  Bell,
  ListTree,
  type LucideIcon,
  Pencil,
  PhoneForwarded,
  Voicemail,
} from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { Stressed, useConnected, useNames, useWords } from "../../../kit/page.tsx";
import { Notice, Press } from "../../../kit/parts.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import { ruleSentence } from "../../../words/rule.ts";
import { draftOf, type RuleDraft } from "./ruleDraft.ts";
import { RuleForm } from "./ruleForm.tsx";

interface RowProps {
  readonly rule: RuleSettings;
  /** The one for everyone else: always last, always on. */
  readonly pinned: boolean;
  /** It is the one that decides the call that is tried. */
  readonly decides: boolean;
  readonly busy: boolean;
  readonly up: (() => void) | undefined;
  readonly down: (() => void) | undefined;
  readonly turn: (enabled: boolean) => void;
  readonly save: (draft: RuleDraft) => Promise<boolean>;
  readonly remove: () => Promise<boolean>;
}

export function RuleRow(props: RowProps) {
  const { rule, pinned, decides } = props;
  const words = useWords();
  const { say } = words;
  const names = useNames();
  const name = names.rule(rule.id);
  const [open, setOpen] = useState(false);
  const on = rule.enabled !== false;
  const [Icon, colour] = lookOf(rule);
  return (
    <li className={`rule ${decides ? "decides" : ""} ${on ? "" : "off"}`}>
      <span className={`rule-icon ${colour}`}>
        <Icon size={18} strokeWidth={1.8} aria-hidden="true" />
      </span>
      <div className="rule-says">
        <p className="rule-sentence">
          <Stressed sentence={ruleSentence(rule, words, names)} />
        </p>
        <p className="muted small">
          <span dir="auto">{name}</span>
          {!on && `, ${say("handling.off")}`}
          {pinned && `, ${say("handling.last")}`}
          {decides && <b className="decides-word">, {say("handling.decides")}</b>}
        </p>
      </div>
      <Acts {...props} name={name} open={open} toggle={() => setOpen(!open)} />
      {open && <Editor {...props} close={() => setOpen(false)} />}
    </li>
  );
}

interface ActsProps extends RowProps {
  readonly name: string;
  readonly open: boolean;
  readonly toggle: () => void;
}

function Acts({ rule, pinned, busy, up, down, turn, name, open, toggle }: ActsProps) {
  const { say } = useWords();
  const still = !useConnected() || busy;
  const on = rule.enabled !== false;
  return (
    <div className="rule-acts">
      {!pinned && (
        <>
          <button
            type="button"
            role="switch"
            aria-checked={on}
            aria-label={name}
            className="switch"
            disabled={still}
            onClick={() => turn(!on)}
          />
          <Press
            look="bare icon"
            isDisabled={still || !up}
            aria-label={say("handling.up", { name })}
            onPress={() => up?.()}
          >
            <ArrowUp size={17} aria-hidden="true" />
          </Press>
          <Press
            look="bare icon"
            isDisabled={still || !down}
            aria-label={say("handling.down", { name })}
            onPress={() => down?.()}
          >
            <ArrowDown size={17} aria-hidden="true" />
          </Press>
        </>
      )}
      <Press
        look="bare icon"
        aria-expanded={open}
        aria-label={say("handling.change", { name })}
        onPress={toggle}
      >
        <Pencil size={16} aria-hidden="true" />
      </Press>
    </div>
  );
}

interface EditorProps extends RowProps {
  readonly close: () => void;
}

function Editor({ rule, pinned, save, remove, close }: EditorProps) {
  const { say } = useWords();
  const draft = draftOf(rule);
  if (!draft)
    return (
      <div className="rule-form">
        <Notice>
          <p>{say("handling.tooMuch")}</p>
          <p>
            <Link to="/settings/document">{say("handling.document")}</Link>
          </p>
        </Notice>
      </div>
    );
  return (
    <RuleForm
      draft={draft}
      pinned={pinned}
      save={save}
      close={close}
      {...(!pinned && { remove })}
    />
  );
}

/** By what it does first. */
function lookOf({ then: [first] }: RuleSettings): readonly [LucideIcon, string] {
  switch (first?.do) {
    case "ring":
      return [Bell, "pine"];
    case "mailbox":
      return [Voicemail, "plum"];
    case "forward":
      return [PhoneForwarded, "sky"];
    case "reject":
      return [Ban, "clay"];
    default:
      return [ListTree, "amber"];
  }
}
