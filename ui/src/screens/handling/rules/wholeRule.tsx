import { useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { sameValue } from "#kit/sameValue.ts";
import { useNames, useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import { ruleSentence } from "../../../words/rule.ts";
import { plain } from "../../../words/say.ts";
import { ReplayDraft } from "../try/replay.tsx";
import { TryDraft } from "../try/tryDraft.tsx";
import { CodeEditor } from "./editors/codeEditor.tsx";
import { StepsEditor } from "./editors/stepsEditor.tsx";
import { Refused } from "./refused.tsx";

interface WholeProps {
  readonly rule: RuleSettings;
  readonly as: "steps" | "code";
  readonly name: string;
  /** All that are in force. */
  readonly rules: readonly RuleSettings[];
  readonly close: () => void;
  /** What went wrong; undefined when it was taken. */
  readonly save: (next: RuleSettings, anyway?: boolean) => Promise<unknown>;
}

/** A rule whole, at the side of the page: all its steps, or its text. */
export default function WholeRule({ rule, as, name, rules, close, save }: WholeProps) {
  const words = useWords();
  const { say } = words;
  const names = useNames();
  const [draft, setDraft] = useState<RuleSettings | undefined>(rule);
  const [wrong, setWrong] = useState<unknown>();
  async function done(anyway: boolean): Promise<void> {
    if (!draft || sameValue(draft, rule)) return close();
    const error = await save(draft, anyway);
    if (error === undefined) close();
    else setWrong(error);
  }
  return (
    <ModalOverlay className="drawer-back" isOpen onOpenChange={close}>
      <Modal className="drawer">
        <Dialog className="stack gap-small">
          <Heading slot="title">{say(`handling.whole.${as}`, { name })}</Heading>
          {draft && <p className="rule-sentence">{plain(ruleSentence(draft, words, names))}</p>}
          {as === "steps" ? (
            <StepsEditor
              value={draft?.then ?? []}
              onChange={(then) => setDraft({ ...rule, then })}
            />
          ) : (
            <CodeEditor rule={rule} onChange={setDraft} />
          )}
          {wrong !== undefined && (
            <Refused error={wrong} anyway={() => void done(true)} leave={close} />
          )}
          {draft && <ReplayDraft rules={rules} draft={draft} />}
          {draft && <TryDraft rules={rules} draft={draft} />}
          <div className="row gap-small">
            <Press look="primary" isDisabled={!draft} onPress={() => void done(false)}>
              {say("edit.done")}
            </Press>
            <Press look="bare" onPress={close}>
              {say("handling.cancel")}
            </Press>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
