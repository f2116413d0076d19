import { useState } from "react";
import { Check, Field } from "../../kit/fields.tsx";
import { useConnected, useNames, useSettings, useWords } from "../../kit/page.tsx";
import { Trouble } from "../../kit/parts.tsx";
import type { PersonSettings } from "../../words/decision.ts";
import { upperFirst } from "../../words/say.ts";
import { FormKeys } from "../handling/formKeys.tsx";
import { Overtaken as Clashing } from "../settings/parts/partForm.tsx";
import { Overtaken } from "../settings/parts/upon.ts";
import { useTyped } from "../settings/parts/useTyped.ts";

/** Those that somebody is put into; the others follow from what we know. */
const givenGroups = ["family", "favourites", "blocked"];

interface FormProps {
  /** As it stands there now, or stood last. */
  readonly person: PersonSettings;
  /** Somebody else removed them meanwhile. */
  readonly isGone?: boolean;
  /** Puts what was changed upon what is there by then, if it is; what went wrong, undefined when it is saved. */
  readonly save: (changed: (now: PersonSettings | undefined) => PersonSettings) => Promise<unknown>;
  readonly close: () => void;
}

/** What the form asks for, as it is typed. */
const typedOf = ({ name = "", numbers = [], email = "", groups = [] }: PersonSettings) => ({
  ...{ name, email, groups },
  numbers: numbers.join(", "),
});
type Typed = ReturnType<typeof typedOf>;

function personOf({ name, numbers, email, groups }: Typed, began: PersonSettings): PersonSettings {
  const { email: _, ...others } = began;
  const own = { name: name.trim(), numbers: listed(numbers), groups };
  return { ...others, ...own, ...(email.trim() !== "" && { email: email.trim() }) };
}

export function PersonForm({ person, isGone = false, save, close }: FormProps) {
  const { say } = useWords();
  const connected = useConnected();
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>();
  const start = typedOf(person);
  const there = isGone ? undefined : start;
  const said = useSaid();
  const hand = useTyped({ start, there, isSaving, said, leave: close, mayReturn: true });
  const { typed, set, clash } = hand;
  const changed = (now: PersonSettings | undefined): PersonSettings =>
    personOf(hand.upon(now && typedOf(now)), now ?? person);
  const settle = async (): Promise<void> => {
    setSaving(true);
    const trouble = await save(changed);
    if (trouble === undefined) return close();
    setSaving(false);
    setError(trouble instanceof Overtaken ? undefined : trouble);
  };
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!clash) void settle();
      }}
    >
      <div className="fields">
        <Field
          label={say("settings.name")}
          value={typed.name}
          maxLength={100}
          onChange={(name) => set({ name })}
        />
        <Field
          label={say("people.numbers")}
          hint={say("people.numbers.hint")}
          value={typed.numbers}
          onChange={(numbers) => set({ numbers })}
        />
        <Field
          label={say("person.email")}
          hint={say("person.emailHint")}
          type="email"
          value={typed.email}
          maxLength={200}
          onChange={(email) => set({ email })}
        />
        <Groups groups={typed.groups} set={(groups) => set({ groups })} />
      </div>
      <Clashing clash={clash} />
      <Trouble error={error} />
      <FormKeys
        busy={!connected || isSaving || clash !== undefined}
        isWhole={typed.name.trim() !== ""}
        close={close}
      />
    </form>
  );
}

/** As it stands there. */
function useSaid(): (key: string, there: Typed) => string {
  const { list } = useWords();
  const names = useNames();
  return (key, { name, numbers, email, groups }) => {
    const texts: Readonly<Record<string, string>> = { name, numbers, email };
    return texts[key] ?? list(groups.map(names.group));
  };
}

/** As written, with commas or semicolons between. */
const listed = (text: string): readonly string[] =>
  text
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");

interface GroupsProps {
  readonly groups: readonly string[];
  readonly set: (groups: readonly string[]) => void;
}

function Groups({ groups, set }: GroupsProps) {
  const words = useWords();
  const names = useNames();
  const own = (useSettings()?.groups ?? []).map(({ id }) => id);
  return (
    <fieldset className="field">
      <legend className="label">{words.say("people.groups")}</legend>
      {[...new Set([...givenGroups, ...own, ...groups])].map((id) => (
        <Check
          key={id}
          label={upperFirst(names.group(id), words)}
          checked={groups.includes(id)}
          onChange={(isIn) => set(isIn ? [...groups, id] : groups.filter((one) => one !== id))}
        />
      ))}
    </fieldset>
  );
}
