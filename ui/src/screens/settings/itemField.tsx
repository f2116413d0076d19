import { Check, Choice, Field } from "../../kit/fields.tsx";
import { useWords } from "../../kit/page.tsx";
import type { MessageId } from "../../words/en.ts";

/** One of a list of the document. */
export type Item = Readonly<Record<string, unknown>> & { readonly id: string };

/** One key of an item, and how it is asked. Text where nothing is said. */
export interface FieldSpec {
  readonly key: string;
  readonly label: MessageId;
  readonly hint?: MessageId;
  readonly is?: "secret" | "choice" | "check";
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
  switch (spec.is) {
    case "check":
      return <Check label={say(label)} checked={value === true} onChange={set} />;
    case "choice":
      return (
        <Choice
          label={say(label)}
          value={String(value ?? "")}
          onChange={set}
          options={(spec.options ?? []).map(([one, name]) => [one, text(name)] as const)}
          wrong={wrong}
        />
      );
    case "secret":
      return <SecretField label={say(label)} value={value} wrong={wrong} set={set} />;
    default:
      return (
        <Field
          label={say(label)}
          hint={hint && say(hint)}
          value={String(value ?? "")}
          onChange={set}
          wrong={wrong}
          autoComplete="off"
        />
      );
  }
}

interface SecretProps {
  readonly label: string;
  readonly value: unknown;
  readonly wrong: string | undefined;
  readonly set: (value: unknown) => void;
}

/** A secret is never shown; an empty field keeps the one that is there. */
function SecretField({ label, value, wrong, set }: SecretProps) {
  const { say } = useWords();
  const kept = typeof value === "object" && value !== null;
  return (
    <Field
      label={label}
      value={typeof value === "string" ? value : ""}
      placeholder={kept ? say("settings.secret.kept") : ""}
      onChange={(text) => set(text)}
      wrong={wrong}
      autoComplete="off"
      spellCheck="false"
    />
  );
}

/** Emptied keys are left out. */
function withKey(item: Item, key: string, value: unknown): Item {
  const { [key]: _, ...rest } = item;
  return (value === "" && key !== "id" ? rest : { ...item, [key]: value }) as Item;
}
