import { Plus } from "lucide-react";
import { useId, useState } from "react";
import type { Target } from "#telephony/settings/step.ts";
import { Check, Choice, Field } from "../../../../kit/fields.tsx";
import { useNames, useSettings, useWords } from "../../../../kit/page.tsx";
import { Press } from "../../../../kit/parts.tsx";
import type { SettingsDocument } from "../../../../words/decision.ts";
import { targetName } from "../../../../words/plan.ts";
import { upperFirst } from "../../../../words/say.ts";
import { Chosen } from "./chosen.tsx";

interface TargetsProps {
  readonly value: readonly Target[];
  /** Never without any. */
  readonly onChange: (value: readonly Target[]) => void;
}

const every: Target = { everyDevice: true };
const isEvery = (one: Target): boolean => "everyDevice" in one;
/** Whom it names, without how. */
const keyOf = (one: Target): string =>
  JSON.stringify(one, ["everyDevice", "device", "person", "number", "address"]);

/** Whom it reaches: telephones to tick; people, numbers and addresses by name. */
export function TargetsEditor({ value, onChange }: TargetsProps) {
  const words = useWords();
  const names = useNames();
  const devices = useSettings()?.devices ?? [];
  const all = value.some(isEvery);
  const others = value.filter((one) => !isEvery(one) && !("device" in one));
  const kept = (next: readonly Target[]): void => onChange(next.length === 0 ? [every] : next);
  const toggle = (id: string, rings: boolean): void =>
    kept(
      rings
        ? [...value, { device: id }]
        : value.filter((one) => !("device" in one && one.device === id)),
    );
  return (
    <fieldset className="field">
      <legend className="label">{words.say("edit.targets")}</legend>
      <div className="checks">
        <Check
          label={upperFirst(names.everyDevice(), words)}
          checked={all}
          onChange={(yes) =>
            kept(
              yes
                ? [every, ...others]
                : [...devices.slice(0, 1).map(({ id }) => ({ device: id })), ...others],
            )
          }
        />
        {!all &&
          devices.map(({ id }) => (
            <Check
              key={id}
              label={names.title(id)}
              checked={value.some((one) => "device" in one && one.device === id)}
              onChange={(rings) => toggle(id, rings)}
            />
          ))}
      </div>
      <Chosen
        items={others.map((one) => [keyOf(one), targetName(one, names)] as const)}
        drop={(key) => kept(value.filter((one) => keyOf(one) !== key))}
      />
      <AddTarget add={(one) => onChange([...value, one])} />
      <details className="more">
        <summary>{words.say("edit.each")}</summary>
        {value.map((one, i) => (
          <Details
            key={keyOf(one)}
            value={one}
            onChange={(next) => onChange(value.map((was, at) => (at === i ? next : was)))}
          />
        ))}
      </details>
    </fieldset>
  );
}

/** What was typed: a person's name, an address, else a number. */
const targetOf = (text: string, people: SettingsDocument["people"]): Target => {
  const person = people?.find(({ name }) => name === text);
  if (person) return { person: person.id };
  return /^sips?:/i.test(text) ? { address: text } : { number: text };
};

function AddTarget({ add }: { readonly add: (one: Target) => void }) {
  const { say } = useWords();
  const people = useSettings()?.people ?? [];
  const [text, setText] = useState("");
  const [field, list] = [useId(), useId()];
  const put = (): void => {
    const wish = text.trim();
    if (wish === "") return;
    add(targetOf(wish, people));
    setText("");
  };
  return (
    <div className="field">
      <label htmlFor={field}>{say("edit.addTarget")}</label>
      <div className="row gap-small">
        <input
          id={field}
          className="input grow"
          list={list}
          value={text}
          maxLength={255}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || text.trim() === "") return;
            event.preventDefault();
            put();
          }}
        />
        <datalist id={list}>
          {people.map(({ id, name = "" }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
        <Press look="icon" aria-label={say("edit.add")} onPress={put}>
          <Plus size={17} aria-hidden="true" />
        </Press>
      </div>
    </div>
  );
}

interface TargetProps {
  readonly value: Target;
  readonly onChange: (value: Target) => void;
}

const typedKey = keyOf({ number: "" });

/** Exactly one: a telephone or a person from the list, or what is typed. */
export function TargetEditor({ value, onChange }: TargetProps) {
  const words = useWords();
  const { say } = words;
  const names = useNames();
  const settings = useSettings();
  const typed = "number" in value ? value.number : "address" in value ? value.address : undefined;
  const about = aboutOf(value);
  const pick = (key: string): void => onChange({ ...(JSON.parse(key) as Target), ...about });
  return (
    <>
      <Choice
        label={say("edit.target")}
        value={typed === undefined ? keyOf(value) : typedKey}
        onChange={pick}
        options={[
          [typedKey, say("edit.typed")],
          [keyOf(every), upperFirst(names.everyDevice(), words)],
          ...(settings?.devices ?? []).map(
            ({ id }) => [keyOf({ device: id }), names.title(id)] as const,
          ),
          ...(settings?.people ?? []).map(
            ({ id }) => [keyOf({ person: id }), names.person(id)] as const,
          ),
        ]}
      />
      {typed !== undefined && (
        <Field
          label={say("edit.typed")}
          value={typed}
          maxLength={255}
          onChange={(text) =>
            onChange(
              /^sips?:/i.test(text.trim())
                ? { address: text.trim(), ...about }
                : { number: text, ...about },
            )
          }
        />
      )}
      <details className="more">
        <summary>{say("edit.each")}</summary>
        <Details value={value} onChange={onChange} />
      </details>
    </>
  );
}

const aboutOf = ({ after, confirm }: Target) => ({
  ...(after !== undefined && { after }),
  ...(confirm !== undefined && { confirm }),
});

/** When it rings, whether a key must be pressed there, and through which account. */
function Details({ value, onChange }: TargetProps) {
  const { say } = useWords();
  const names = useNames();
  const accounts = useSettings()?.accounts ?? [];
  const name = targetName(value, names);
  const isTyped = "number" in value || "address" in value;
  return (
    <div className="stack gap-small target-details">
      <Field
        label={say("edit.after", { name })}
        type="number"
        inputMode="numeric"
        value={String(value.after ?? 0)}
        onChange={(text) => {
          const { after: _, ...rest } = value;
          const n = Math.min(300, Math.max(0, Math.round(Number(text)) || 0));
          onChange({
            ...rest,
            ...(n > 0 && { after: n as NonNullable<typeof value.after> }),
          } as Target);
        }}
      />
      <Check
        label={say("edit.confirm", { name })}
        checked={value.confirm === true}
        onChange={(yes) => {
          const { confirm: _, ...rest } = value;
          onChange({ ...rest, ...(yes && { confirm: true }) } as Target);
        }}
      />
      {isTyped && accounts.length > 0 && (
        <Choice
          label={say("edit.via", { name })}
          value={value.via ?? ""}
          onChange={(via) => {
            const { via: _, ...rest } = value;
            onChange({ ...rest, ...(via !== "" && { via }) } as Target);
          }}
          options={[
            ["", say("edit.via.usual")],
            ...accounts.map(({ id }) => [id, names.account(id)] as const),
          ]}
        />
      )}
      {(isTyped || "person" in value) && (
        <Check
          label={say("edit.abroad", { name })}
          checked={"abroad" in value && value.abroad === true}
          onChange={(yes) => {
            const { abroad: _, ...rest } = value as Extract<Target, { number: string }>;
            onChange({ ...rest, ...(yes && { abroad: true as const }) } as Target);
          }}
        />
      )}
    </div>
  );
}
