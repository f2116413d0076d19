import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Choice, Field } from "../../../../kit/fields.tsx";
import { useNames, useSettings, useWords } from "../../../../kit/page.tsx";
import { Press } from "../../../../kit/parts.tsx";
import type { Condition } from "../../../../words/decision.ts";
import { modes, ownGroups } from "../../../../words/names.ts";
import { upperFirst } from "../../../../words/say.ts";

/** A condition that is not the opposite of one. */
export type Plain = Exclude<Condition, { readonly is: "not" }>;

interface NamedProps {
  readonly value: Plain;
  readonly onChange: (value: Plain) => void;
  /** The editor of a condition within this one. */
  readonly inner: Inner;
}
type Inner = (value: Condition, onChange: (condition: Condition) => void) => ReactNode;

/** What a condition names, by its kind. */
export function Named({ value, onChange, inner }: NamedProps) {
  const { say } = useWords();
  const names = useNames();
  const settings = useSettings();
  switch (value.is) {
    case "during":
      return (
        <ById
          label={say("edit.time")}
          value={value.time}
          onChange={(time) => onChange({ ...value, time })}
          all={settings?.times}
          name={names.time}
        />
      );
    case "mode":
      return (
        <ById
          label={say("mode.label")}
          value={value.mode}
          onChange={(mode) => onChange({ ...value, mode })}
          all={allModes}
          name={names.mode}
        />
      );
    case "called":
      return (
        <ById
          label={say("settings.number")}
          value={value.number}
          onChange={(number) => onChange({ ...value, number })}
          all={settings?.numbers}
          name={names.ownNumber}
        />
      );
    case "via":
      return (
        <ById
          label={say("edit.account")}
          value={value.account}
          onChange={(account) => onChange({ ...value, account })}
          all={settings?.accounts}
          name={names.account}
        />
      );
    default:
      return <Judged value={value} onChange={onChange} inner={inner} />;
  }
}

const allModes = modes.map((id) => ({ id }));

interface ByIdProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly all: readonly { readonly id: string }[] | undefined;
  readonly name: (id: string) => string;
}

/** One of those that the settings have; what they have no more is still shown. */
function ById({ label, value, onChange, all = [], name }: ByIdProps) {
  const words = useWords();
  const ids = [...new Set([...all.map(({ id }) => id), value])];
  return (
    <Choice
      label={label}
      value={value}
      onChange={onChange}
      options={ids.map((id) => [id, upperFirst(name(id), words)] as const)}
    />
  );
}

interface DeviceProps {
  readonly value: Extract<Condition, { readonly is: "device" }>;
  readonly onChange: (value: Plain) => void;
}

function DeviceState({ value, onChange }: DeviceProps) {
  const { say } = useWords();
  return (
    <>
      <ById
        label={say("edit.device")}
        value={value.device}
        onChange={(device) => onChange({ ...value, device })}
        all={useSettings()?.devices}
        name={useNames().title}
      />
      <Choice
        label={say("edit.state")}
        value={value.state}
        onChange={(state) => onChange({ ...value, state: state as typeof value.state })}
        options={(["idle", "ringing", "busy", "offline"] as const).map(
          (state) => [state, say(`edit.state.${state}`)] as const,
        )}
      />
    </>
  );
}

function Judged({ value, onChange, inner }: NamedProps) {
  const { say } = useWords();
  switch (value.is) {
    case "device":
      return <DeviceState value={value} onChange={onChange} />;
    case "caller":
      return <OneCaller value={value} onChange={onChange} />;
    case "attested":
      return (
        <Choice
          label={say("edit.level")}
          value={value.level}
          onChange={(level) => onChange({ ...value, level: level as typeof value.level })}
          options={(["A", "B", "C", "failed", "none"] as const).map(
            (level) => [level, say(`edit.level.${level}`)] as const,
          )}
        />
      );
    case "again":
      return (
        <Field
          label={say("edit.minutes")}
          type="number"
          inputMode="numeric"
          value={String(value.within)}
          onChange={(text) =>
            onChange({
              ...value,
              within: Math.min(1440, Math.max(1, Math.round(Number(text)) || 1)),
            })
          }
        />
      );
    case "before":
      return (
        <Choice
          label={say("edit.by")}
          value={value.by}
          onChange={(by) => onChange({ ...value, by: by as typeof value.by })}
          options={(["either", "owner", "caller"] as const).map(
            (by) => [by, say(`edit.by.${by}`)] as const,
          )}
        />
      );
    case "all":
    case "any":
      return <Several value={value} onChange={onChange} inner={inner} />;
    default:
      return null;
  }
}

interface OneProps {
  readonly value: Extract<Condition, { readonly is: "caller" }>;
  readonly onChange: (value: Plain) => void;
}

function OneCaller({ value, onChange }: OneProps) {
  const words = useWords();
  const names = useNames();
  const own = useSettings()?.groups ?? [];
  const groups = [...new Set([...ownGroups, ...own.map(({ id }) => id)])];
  return (
    <>
      <Choice
        label={words.say("edit.who")}
        value={value.in ?? ""}
        onChange={(id) =>
          onChange(id === "" ? { is: "caller", like: "" } : { is: "caller", in: id })
        }
        options={[
          ...groups.map((id) => [id, upperFirst(names.group(id), words)] as const),
          ["", words.say("edit.number")],
        ]}
      />
      {value.in === undefined && (
        <Field
          label={words.say("settings.number")}
          hint={words.say("edit.number.hint")}
          value={value.like ?? ""}
          onChange={(like) => onChange({ is: "caller", like })}
        />
      )}
    </>
  );
}

interface SeveralProps {
  readonly value: Extract<Condition, { readonly is: "all" | "any" }>;
  readonly onChange: (value: Plain) => void;
  readonly inner: Inner;
}

/** Conditions in a condition. */
function Several({ value, onChange, inner }: SeveralProps) {
  const { say } = useWords();
  const { of } = value;
  return (
    <div className="nested">
      {of.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition is nothing but its place
        <div className="nested-one" key={i}>
          {inner(one, (next) =>
            onChange({ ...value, of: of.map((was, at) => (at === i ? next : was)) }),
          )}
          {of.length > 1 && (
            <Press
              look="bare icon"
              aria-label={say("edit.dropCondition", { n: i + 1 })}
              onPress={() => onChange({ ...value, of: of.filter((_, at) => at !== i) })}
            >
              <X size={15} aria-hidden="true" />
            </Press>
          )}
        </div>
      ))}
      <Press
        look="bare"
        onPress={() => onChange({ ...value, of: [...of, { is: "mode", mode: "quiet" }] })}
      >
        <Plus size={15} aria-hidden="true" />
        {say("edit.addCondition")}
      </Press>
    </div>
  );
}
