import { useId } from "react";
import { Check, Choice, Field } from "../../kit/fields.tsx";
import { useWords } from "../../kit/page.tsx";
import type { MessageId } from "../../words/en.ts";
import { SecretField } from "./parts/secretField.tsx";

/** One of a list of the document. */
export type Item = Readonly<Record<string, unknown>> & { readonly id: string };

/** One key of an item, and how it is asked. Text where nothing is said. */
export interface FieldSpec {
  readonly key: string;
  readonly label: MessageId;
  readonly hint?: MessageId;
  readonly is?: "secret" | "choice" | "check" | "number" | "long";
  readonly options?: readonly (readonly [value: string, text: MessageId | string])[];
}

interface ItemFieldProps {
  readonly spec: FieldSpec;
  readonly item: Item;
  readonly wrong: string | undefined;
  readonly change: (item: Item) => void;
}

export function ItemField({ spec, item, wrong, change }: ItemFieldProps) {
  const { say } = useWords();
  const { key, label, hint } = spec;
  const value = item[key];
  const set = (next: unknown): void => change(withKey(item, key, next));
  const text = (id: string): string => (id.includes(".") ? say(id as MessageId) : id);
  const asked = { label: say(label), wrong, ...(hint && { hint: say(hint) }) };
  switch (spec.is) {
    case "check":
      return <Check label={asked.label} checked={value === true} onChange={set} />;
    case "choice":
      return (
        <Choice
          label={asked.label}
          value={String(value ?? "")}
          onChange={set}
          options={(spec.options ?? []).map(([one, name]) => [one, text(name)] as const)}
          wrong={wrong}
        />
      );
    case "secret":
      return <SecretField {...asked} value={value} set={set} />;
    case "number":
      return <NumberField {...asked} value={value} set={set} />;
    case "long":
      return <LongField {...asked} value={String(value ?? "")} set={set} />;
    default:
      return <Field {...asked} value={String(value ?? "")} onChange={set} autoComplete="off" />;
  }
}

interface AskedProps {
  readonly label: string;
  readonly hint?: string;
  readonly wrong: string | undefined;
}

/** Nothing where there is no limit. */
export function NumberField({
  label,
  hint,
  wrong,
  value,
  set,
}: AskedProps & { readonly value: unknown; readonly set: (value: number | null) => void }) {
  return (
    <Field
      label={label}
      hint={hint}
      type="number"
      inputMode="numeric"
      value={typeof value === "number" ? String(value) : ""}
      onChange={(text) => set(text === "" ? null : Number(text))}
      wrong={wrong}
    />
  );
}

/** Several lines: certificates. */
export function LongField({
  label,
  hint,
  wrong,
  value,
  set,
}: AskedProps & { readonly value: string; readonly set: (value: string) => void }) {
  const id = useId();
  return (
    <div className="field wide">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        id={id}
        className="input short"
        spellCheck={false}
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => set(event.target.value)}
      />
      {wrong !== undefined && <span className="wrong">{wrong}</span>}
    </div>
  );
}

/** Emptied keys are left out. */
function withKey(item: Item, key: string, value: unknown): Item {
  const { [key]: _, ...rest } = item;
  return (value === "" && key !== "id" ? rest : { ...item, [key]: value }) as Item;
}
