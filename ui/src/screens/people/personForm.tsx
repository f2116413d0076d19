import { useState } from "react";
import { Check, Field } from "../../kit/fields.tsx";
import { useConnected, useNames, useSettings, useWords } from "../../kit/page.tsx";
import type { PersonSettings } from "../../words/decision.ts";
import { upperFirst } from "../../words/say.ts";
import { FormKeys } from "../handling/formKeys.tsx";

/** Those that somebody is put into; the others follow from what we know. */
const givenGroups = ["family", "favourites", "blocked"];

interface FormProps {
  readonly person: PersonSettings;
  readonly save: (person: PersonSettings) => Promise<boolean>;
  readonly remove?: () => Promise<boolean>;
  readonly close: () => void;
}

export function PersonForm({ person, save, remove, close }: FormProps) {
  const { say } = useWords();
  const connected = useConnected();
  const [name, setName] = useState(person.name ?? "");
  const [numbers, setNumbers] = useState((person.numbers ?? []).join(", "));
  const [email, setEmail] = useState(person.email ?? "");
  const [groups, setGroups] = useState(person.groups ?? []);
  const [saving, setSaving] = useState(false);
  const settle = async (done: Promise<boolean>): Promise<void> => {
    setSaving(true);
    if (await done) close();
    else setSaving(false);
  };
  const { email: _, ...others } = person;
  const written: PersonSettings = {
    ...others,
    name: name.trim(),
    numbers: listed(numbers),
    ...(email.trim() !== "" && { email: email.trim() }),
    groups,
  };
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        void settle(save(written));
      }}
    >
      <div className="fields">
        <Field label={say("settings.name")} value={name} maxLength={100} onChange={setName} />
        <Field
          label={say("people.numbers")}
          hint={say("people.numbers.hint")}
          value={numbers}
          onChange={setNumbers}
        />
        <Field
          label={say("person.email")}
          hint={say("person.emailHint")}
          type="email"
          value={email}
          maxLength={200}
          onChange={setEmail}
        />
        <Groups groups={groups} set={setGroups} />
      </div>
      <FormKeys
        busy={!connected || saving}
        isWhole={name.trim() !== ""}
        close={close}
        {...(remove && { remove: () => void settle(remove()) })}
      />
    </form>
  );
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
