import { Plus } from "lucide-react";
import { type RefObject, useRef, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { sameValue } from "#kit/sameValue.ts";
import { Field } from "../../../kit/fields.tsx";
import { useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import { ConditionEditor } from "./editors/conditionEditor.tsx";
import { OneStep, StepsEditor } from "./editors/stepsEditor.tsx";
import { WhoEditor } from "./editors/whoEditor.tsx";
import {
  conditionAt,
  type Draft,
  draftOf,
  ruleOf,
  stepsAt,
  withCondition,
  withSteps,
} from "./places.ts";
import { Refused } from "./refused.tsx";

interface PopoverProps {
  readonly rule: RuleSettings;
  /** As its sentence names it: `who`, `then/0`. */
  readonly place: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly close: () => void;
  /** What went wrong, if it was not taken. */
  readonly save: (next: RuleSettings, anyway?: boolean) => Promise<unknown>;
}

/** The editor of one part of a sentence. What is changed is kept when it closes; Escape drops it. */
export function PartPopover({ rule, place, anchor, close, save }: PopoverProps) {
  const { say } = useWords();
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [at, setAt] = useState(place);
  const [wrong, setWrong] = useState<unknown>();
  const dropped = useRef(false);
  async function done(anyway = false): Promise<void> {
    const next = ruleOf(draft, rule);
    if (dropped.current || sameValue(next, rule)) return close();
    const error = await save(next, anyway);
    if (error === undefined) close();
    else setWrong(error);
  }
  return (
    <Popover
      isOpen
      triggerRef={anchor}
      placement="bottom start"
      className="part-popover"
      onOpenChange={(open) => !open && void done()}
    >
      <Dialog aria-label={say("edit.part")} className="part-dialog">
        <div
          className="stack gap-small"
          onKeyDownCapture={(event) => {
            if (event.key === "Escape") dropped.current = true;
          }}
        >
          <Part draft={draft} at={at} setDraft={setDraft} setAt={setAt} />
          {wrong !== undefined && (
            <Refused error={wrong} anyway={() => void done(true)} leave={close} />
          )}
          <div className="row gap-small part-keys">
            <Press look="primary" onPress={() => void done()}>
              {say("edit.done")}
            </Press>
            <Press
              look="bare"
              onPress={() => {
                dropped.current = true;
                close();
              }}
            >
              {say("handling.cancel")}
            </Press>
          </div>
        </div>
      </Dialog>
    </Popover>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly at: string;
  readonly setDraft: (draft: Draft) => void;
  readonly setAt: (place: string) => void;
}

function Part({ draft, at, setDraft, setAt }: PartProps) {
  const { say } = useWords();
  const { asked } = draft;
  if (at === "name")
    return (
      <Field
        label={say("settings.name")}
        value={draft.name}
        maxLength={100}
        onChange={(name) => setDraft({ ...draft, name })}
      />
    );
  if (at === "who")
    return (
      <WhoEditor
        value={asked}
        onChange={(who) => setDraft({ ...draft, asked: { ...asked, ...who } })}
      />
    );
  const n = conditionAt(at);
  if (n !== undefined)
    return (
      <>
        <ConditionEditor
          value={asked.others[n]}
          onChange={(condition) => setDraft(withCondition(draft, n, condition))}
        />
        {n === asked.others.length - 1 && (
          <Press look="bare" onPress={() => setAt(`when/${n + 1}`)}>
            <Plus size={15} aria-hidden="true" />
            {say("edit.alsoWhen")}
          </Press>
        )}
      </>
    );
  const found = stepsAt(draft, at);
  if (found === undefined) return null;
  return "do" in found ? (
    <OneStep value={found} onChange={(step) => setDraft(withSteps(draft, at, step))} />
  ) : (
    <StepsEditor value={found} onChange={(steps) => setDraft(withSteps(draft, at, steps))} />
  );
}
