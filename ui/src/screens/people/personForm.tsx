import { useState } from "react";
import { Check, Field } from "../../kit/fields.tsx";
import { useConnected, useNames, useSettings, useWords } from "../../kit/page.tsx";
import type { PersonSettings } from "../../words/decision.ts";
import { upperFirst } from "../../words/say.ts";
import { FormKeys } from "../handling/formKeys.tsx";
import { Overtaken } from "../settings/parts/partForm.tsx";
import { clashes, upon, withTheirs } from "../settings/parts/upon.ts";
import type { Clash } from "../settings/parts/usePart.ts";

/** Those that somebody is put into; the others follow from what we know. */
const givenGroups = ["family", "favourites", "blocked"];

interface FormProps {
  /** As it stands there now. */
  readonly person: PersonSettings;
  /** Puts what was changed upon what is there by then. */
  readonly save: (changed: (now: PersonSettings) => PersonSettings) => Promise<boolean>;
  readonly remove?: () => Promise<boolean>;
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

export function PersonForm({ person, save, remove, close }: FormProps) {
  const { say } = useWords();
  const connected = useConnected();
  /** Where the form began: what others have changed since is no change of its writer's. */
  const [began, setBegan] = useState(person);
  const [typed, setTyped] = useState(() => typedOf(person));
  const [saving, setSaving] = useState(false);
  const set = (more: Partial<Typed>): void => setTyped((now) => ({ ...now, ...more }));
  const settle = async (done: Promise<boolean>): Promise<void> => {
    setSaving(true);
    if (await done) close();
    else setSaving(false);
  };
  const written = personOf(typed, began);
  const clash = saving ? [] : clashes(began, written, person);
  const choose = (next: PersonSettings): void => {
    setTyped(typedOf(upon(began, next, person)));
    setBegan(person);
  };
  const both: Clash = {
    besides: [say("person.changedMeanwhile", personSaid(person))],
    keepMine: () => choose(written),
    takeTheirs: () => choose(withTheirs(clash, written, person)),
  };
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (clash.length === 0) void settle(save((now) => upon(began, written, now)));
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
      <Overtaken clash={clash.length > 0 ? both : undefined} />
      <FormKeys
        busy={!connected || saving || clash.length > 0}
        isWhole={typed.name.trim() !== ""}
        close={close}
        {...(remove && { remove: () => void settle(remove()) })}
      />
    </form>
  );
}

/** As it stands there. */
const personSaid = ({ name = "", numbers = [], email = "" }: PersonSettings) => ({
  what: [name, ...numbers, email].filter((one) => one !== "").join(", "),
});

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
