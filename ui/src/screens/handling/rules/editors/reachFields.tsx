import { Choice } from "../../../../kit/fields.tsx";
import { useWords } from "../../../../kit/page.tsx";
import type { RuleStep } from "../../../../words/decision.ts";
import { CadenceField, SecondsField } from "./stepFields.tsx";
import { TargetEditor, TargetsEditor } from "./targets.tsx";

type Reach = Extract<RuleStep, { readonly do: "interrupt" | "speak" | "screen" }>;

interface ReachProps {
  readonly value: Reach;
  readonly onChange: (step: Reach) => void;
}

/** Whom a caller reaches who breaks in, speaks one way, or is asked who it is. */
export function ReachFields({ value, onChange }: ReachProps) {
  const { say } = useWords();
  switch (value.do) {
    case "interrupt":
      return (
        <>
          <TargetEditor
            value={value.target}
            onChange={(target) => onChange({ ...value, target })}
          />
          <Choice
            label={say("edit.existing")}
            value={value.existing}
            onChange={(existing) => onChange({ ...value, existing: existing as "hold" | "end" })}
            options={[
              ["hold", say("edit.existing.hold")],
              ["end", say("edit.existing.end")],
            ]}
          />
        </>
      );
    case "speak":
      return (
        <>
          <TargetsEditor
            value={[value.target, ...(value.also ?? [])]}
            onChange={([target, ...also]) => {
              const { also: _, ...rest } = value;
              if (target) onChange({ ...rest, target, ...(also.length > 0 && { also }) });
            }}
          />
          <SecondsField
            value={value.for}
            least={1}
            onChange={(n) => onChange({ ...value, for: n })}
          />
          <CadenceField value={value} onChange={onChange} />
        </>
      );
    default:
      return (
        <>
          <TargetsEditor
            value={value.targets}
            onChange={(targets) => onChange({ ...value, targets })}
          />
          <SecondsField
            value={value.for}
            least={5}
            most={120}
            onChange={(n) => onChange({ ...value, for: n })}
          />
          <Choice
            label={say("edit.askFor")}
            value={value.by}
            onChange={(by) => onChange({ ...value, by: by as "name" | "digits" })}
            options={[
              ["name", say("edit.askFor.name")],
              ["digits", say("edit.askFor.digits")],
            ]}
          />
        </>
      );
  }
}
