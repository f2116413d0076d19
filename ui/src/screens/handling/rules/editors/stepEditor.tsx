import { Choice } from "../../../../kit/fields.tsx";
import { useNames, useWords } from "../../../../kit/page.tsx";
import type { RuleStep } from "../../../../words/decision.ts";
import { stepPhrase } from "../../../../words/rules/step.ts";
import { upperFirst } from "../../../../words/say.ts";
import { newStep, stepKinds } from "../places.ts";
import { AskFields, DecideFields, type InnerSteps } from "./askFields.tsx";
import { ReachFields } from "./reachFields.tsx";
import { RingFields } from "./ringFields.tsx";
import { PromptField, RoomField } from "./stepFields.tsx";
import { TargetEditor } from "./targets.tsx";

interface StepProps {
  readonly value: RuleStep;
  readonly onChange: (step: RuleStep) => void;
  /** The editor of the steps that hang on this one. */
  readonly steps: InnerSteps;
}

/** What happens, and with whom, and how long: one step. */
export function StepEditor({ value, onChange, steps }: StepProps) {
  const { say } = useWords();
  return (
    <>
      <Choice
        label={say("edit.what")}
        value={value.do}
        onChange={(kind) => onChange(newStep(kind as RuleStep["do"]))}
        options={stepKinds.map((kind) => [kind, say(`edit.do.${kind}`)] as const)}
      />
      <Fields value={value} onChange={onChange} steps={steps} />
    </>
  );
}

function Fields({ value, onChange, steps }: StepProps) {
  switch (value.do) {
    case "ring":
      return <RingFields value={value} onChange={onChange} />;
    case "forward":
      return <TargetEditor value={value.to} onChange={(to) => onChange({ ...value, to })} />;
    case "interrupt":
    case "speak":
    case "screen":
      return <ReachFields value={value} onChange={onChange} />;
    default:
      return <Simple value={value} onChange={onChange} steps={steps} />;
  }
}

const causes = [
  "rejected",
  "busy",
  "unknown",
  "quiet",
  "noAnswer",
  "anonymousRefused",
  "unproven",
  "unreachable",
  "limit",
  "loop",
] as const;

function Simple({ value, onChange, steps }: StepProps) {
  const words = useWords();
  const names = useNames();
  const { say } = words;
  switch (value.do) {
    case "announce":
      return (
        <PromptField value={value.prompt} onChange={(prompt) => onChange({ ...value, prompt })} />
      );
    case "mailbox":
      return (
        <PromptField
          value={value.greeting ?? ""}
          usual
          onChange={(greeting) => onChange({ do: "mailbox", ...(greeting !== "" && { greeting }) })}
        />
      );
    case "room":
      return <RoomField value={value.room} onChange={(room) => onChange({ ...value, room })} />;
    case "reject":
      return (
        <Choice
          label={say("edit.cause")}
          value={value.cause}
          onChange={(cause) => onChange({ ...value, cause: cause as typeof value.cause })}
          options={causes.map((cause) => {
            const text = stepPhrase({ do: "reject", cause }, { words, names });
            return [cause, upperFirst(text, words)] as const;
          })}
        />
      );
    case "ask":
      return <AskFields value={value} onChange={onChange} steps={steps} />;
    case "decide":
      return <DecideFields value={value} onChange={onChange} steps={steps} />;
    default:
      return null;
  }
}
