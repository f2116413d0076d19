import { Plus, X } from "lucide-react";
import type { SimpleOut } from "#telephony/settings/outgoing.ts";
import { Choice, Field } from "../../../kit/fields.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import { modes, ownGroups } from "../../../words/names.ts";
import { blank, type ConditionKind, conditionKinds, kindOf } from "./conditions.ts";
import { Countries } from "./limits.tsx";

interface FieldsProps {
  readonly parts: readonly SimpleOut[];
  readonly set: (parts: readonly SimpleOut[]) => void;
  readonly wrong: string | undefined;
}

/** When the way is taken: all of these hold; none: always. */
export function ConditionFields({ parts, set, wrong }: FieldsProps) {
  const { say } = useWords();
  const settings = useSettings() ?? {};
  return (
    <fieldset className="field conditions">
      <legend className="label">{say("out.when")}</legend>
      {parts.map((part, i) => (
        <OnePart
          // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing else to be told apart by
          key={i}
          part={part}
          isFirst={i === 0}
          set={(next) => set(parts.map((one, n) => (n === i ? next : one)))}
          remove={() => set(parts.filter((_one, n) => n !== i))}
        />
      ))}
      {wrong !== undefined && <span className="wrong">{wrong}</span>}
      <div>
        <Press look="bare" onPress={() => set([...parts, blank("countries", settings)])}>
          <Plus size={15} aria-hidden="true" />
          {say(parts.length === 0 ? "out.when.add" : "out.when.more")}
        </Press>
      </div>
    </fieldset>
  );
}

interface OneProps {
  readonly part: SimpleOut;
  readonly isFirst: boolean;
  readonly set: (part: SimpleOut) => void;
  readonly remove: () => void;
}

function OnePart({ part, isFirst, set, remove }: OneProps) {
  const { say } = useWords();
  const settings = useSettings() ?? {};
  const kind = kindOf(part);
  return (
    <div className="condition">
      <Choice
        label={say(isFirst ? "out.kind.first" : "out.kind.next")}
        value={kind}
        onChange={(next) => set(blank(next as ConditionKind, settings))}
        options={conditionKinds.map((one) => [one, say(`out.kind.${one}`)] as const)}
      />
      <Value part={part} kind={kind} set={set} />
      <Press look="bare icon" aria-label={say("out.when.remove")} onPress={remove}>
        <X size={16} aria-hidden="true" />
      </Press>
    </div>
  );
}

interface ValueProps {
  readonly part: SimpleOut;
  readonly kind: ConditionKind;
  readonly set: (part: SimpleOut) => void;
}

const tariffs = ["usual", "abroad", "premium", "shared", "satellite"] as const;

function Value({ part, kind, set }: ValueProps) {
  const { say } = useWords();
  if (part.is === "keyed")
    return (
      <Field
        label={say("out.value.keyed")}
        hint={say("out.value.keyed.hint")}
        value={part.prefix}
        onChange={(prefix) => set({ is: "keyed", prefix })}
      />
    );
  if (part.is !== "to") return <Named part={part} set={set} />;
  if (kind === "countries")
    return (
      <Countries
        label={say("out.value.countries")}
        codes={part.countries ?? []}
        set={(countries) => set({ is: "to", countries })}
      />
    );
  if (kind === "like")
    return (
      <Field
        label={say("out.value.like")}
        hint={say("out.value.like.hint")}
        value={part.like ?? ""}
        onChange={(like) => set({ is: "to", like })}
      />
    );
  if (kind === "tariff")
    return (
      <Choice
        label={say("out.value.tariff")}
        value={part.tariff ?? "abroad"}
        onChange={(tariff) => set({ is: "to", tariff: tariff as (typeof tariffs)[number] })}
        options={tariffs.map((tariff) => [tariff, say("out.tariff", { tariff })] as const)}
      />
    );
  return <Named part={part} set={set} />;
}

/** One of those that the house has a name for. */
function Named({ part, set }: Pick<ValueProps, "part" | "set">) {
  const { say } = useWords();
  const names = useNames();
  const { devices = [], people = [], times = [], groups = [] } = useSettings() ?? {};
  const choice = (
    value: string,
    ids: readonly string[],
    name: (id: string) => string,
    to: (id: string) => SimpleOut,
  ) => (
    <Choice
      label={say("out.value.which")}
      value={value}
      onChange={(id) => set(to(id))}
      options={ids.map((id) => [id, name(id)] as const)}
    />
  );
  const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
  switch (part.is) {
    case "from":
      return choice(part.device, idsOf(devices), names.title, (device) => ({ is: "from", device }));
    case "during":
      return choice(part.time, idsOf(times), names.time, (time) => ({ is: "during", time }));
    case "mode":
      return choice(part.mode, modes, names.mode, (mode) => ({ is: "mode", mode }));
    case "to":
      return part.person === undefined
        ? choice(
            part.in ?? "",
            [...new Set([...ownGroups.filter((id) => id !== "hidden"), ...idsOf(groups)])],
            names.group,
            (group) => ({ is: "to", in: group }),
          )
        : choice(part.person, idsOf(people), names.person, (person) => ({ is: "to", person }));
    default:
      return null;
  }
}
