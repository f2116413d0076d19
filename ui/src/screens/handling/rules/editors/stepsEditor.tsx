import { ArrowDown, ArrowUp, Pencil, Plus, X } from "lucide-react";
import { useState } from "react";
import { useNames, useWords } from "../../../../kit/page.tsx";
import { Press } from "../../../../kit/parts.tsx";
import type { RuleStep } from "../../../../words/decision.ts";
import { stepPhrase } from "../../../../words/rules/step.ts";
import { upperFirst } from "../../../../words/say.ts";
import { newStep } from "../places.ts";
import { StepEditor } from "./stepEditor.tsx";

interface OneProps {
  readonly value: RuleStep;
  readonly onChange: (step: RuleStep) => void;
}
interface StepsProps {
  readonly value: readonly RuleStep[];
  readonly onChange: (steps: readonly RuleStep[]) => void;
}

/** One step, with all that hangs on it. */
export const OneStep = ({ value, onChange }: OneProps) => (
  <StepEditor
    value={value}
    onChange={onChange}
    steps={(steps, change) => <StepsEditor value={steps} onChange={change} />}
  />
);

/** All that happens, one after the other: added, taken out, put in order, and each changed. */
export function StepsEditor({ value, onChange }: StepsProps) {
  const words = useWords();
  const { say } = words;
  const names = useNames();
  const [open, setOpen] = useState<number>();
  const swap = (at: number, by: -1 | 1): void => {
    const [one, other] = [value[at], value[at + by]];
    if (!one || !other) return;
    onChange(value.map((was, i) => (i === at ? other : i === at + by ? one : was)));
    setOpen(open === at ? at + by : open);
  };
  return (
    <div className="steps">
      <ol>
        {value.map((step, i) => {
          const text = upperFirst(stepPhrase(step, { words, names }), words);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is nothing but its place
            <li key={i}>
              <div className="row gap-small">
                <span className="grow">{text}</span>
                <Press
                  look="bare icon"
                  aria-expanded={open === i}
                  aria-label={say("edit.step", { step: text })}
                  onPress={() => setOpen(open === i ? undefined : i)}
                >
                  <Pencil size={15} aria-hidden="true" />
                </Press>
                <Press
                  look="bare icon"
                  isDisabled={i === 0}
                  aria-label={say("handling.up", { name: text })}
                  onPress={() => swap(i, -1)}
                >
                  <ArrowUp size={15} aria-hidden="true" />
                </Press>
                <Press
                  look="bare icon"
                  isDisabled={i === value.length - 1}
                  aria-label={say("handling.down", { name: text })}
                  onPress={() => swap(i, 1)}
                >
                  <ArrowDown size={15} aria-hidden="true" />
                </Press>
                <Press
                  look="bare icon"
                  aria-label={say("edit.drop", { name: text })}
                  onPress={() => {
                    onChange(value.filter((_, at) => at !== i));
                    setOpen(undefined);
                  }}
                >
                  <X size={15} aria-hidden="true" />
                </Press>
              </div>
              {open === i && (
                <div className="stack gap-small step-open">
                  <OneStep
                    value={step}
                    onChange={(next) => onChange(value.map((was, at) => (at === i ? next : was)))}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <Press
        look="bare"
        onPress={() => {
          onChange([...value, newStep("mailbox")]);
          setOpen(value.length);
        }}
      >
        <Plus size={15} aria-hidden="true" />
        {say("edit.addStep")}
      </Press>
    </div>
  );
}
