import { Check, Choice } from "../../../../kit/fields.tsx";
import { useWords } from "../../../../kit/page.tsx";
import { Segments } from "../../../../kit/segments.tsx";
import type { RuleStep } from "../../../../words/decision.ts";
import { CadenceField, SecondsField } from "./stepFields.tsx";
import { TargetsEditor } from "./targets.tsx";

type Ring = Extract<RuleStep, { readonly do: "ring" }>;

interface RingProps {
  readonly value: Ring;
  readonly onChange: (step: Ring) => void;
}

/** Which telephones, how long, in which order, and what happens where one is in a call. */
export function RingFields({ value, onChange }: RingProps) {
  const { say } = useWords();
  const many = value.targets.length > 1 || value.targets.some((one) => "everyDevice" in one);
  return (
    <>
      <TargetsEditor
        value={value.targets}
        onChange={(targets) => onChange({ ...value, targets })}
      />
      <SecondsField value={value.for} least={0} onChange={(n) => onChange({ ...value, for: n })} />
      {many && (
        <Segments
          label={say("edit.order")}
          value={value.order}
          onChange={(order) => onChange({ ...value, order: order as Ring["order"] })}
          options={[
            ["together", say("edit.order.together")],
            ["inTurn", say("edit.order.inTurn")],
          ]}
        />
      )}
      <Choice
        label={say("edit.busy")}
        value={value.whenBusy}
        onChange={(whenBusy) => onChange({ ...value, whenBusy: whenBusy as Ring["whenBusy"] })}
        options={(["wait", "interrupt", "speak", "skip"] as const).map(
          (one) => [one, say(`edit.busy.${one}`)] as const,
        )}
      />
      <details className="more">
        <summary>{say("edit.more")}</summary>
        <CadenceField value={value} onChange={onChange} />
        <Check
          label={say("edit.keepRinging")}
          checked={value.keepRinging === true}
          onChange={(yes) => {
            const { keepRinging: _, ...rest } = value;
            onChange({ ...rest, ...(yes && { keepRinging: true }) });
          }}
        />
      </details>
    </>
  );
}
