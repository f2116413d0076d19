import type { OutCondition } from "#telephony/settings/outgoing.ts";
import { Choice, Field } from "../../../kit/fields.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import {
  type Outgoing,
  placeOf,
  sectionOf,
  type WayOutItem,
  withItem,
  withoutEmpty,
} from "../parts/document.ts";
import { PartForm } from "../parts/partForm.tsx";
import { usePart } from "../parts/usePart.ts";
import { AccountOrder } from "./accountOrder.tsx";
import { ConditionFields } from "./conditionFields.tsx";
import { conditionOf, simpleParts } from "./conditions.ts";

export const outgoingOf = (document: SettingsDocument): Outgoing =>
  sectionOf<Outgoing>(document, "outgoing");
export const waysOf = (document: SettingsDocument): readonly WayOutItem[] =>
  outgoingOf(document).routes ?? [];
export const withWays = (
  document: SettingsDocument,
  routes: readonly WayOutItem[],
): SettingsDocument => ({ ...document, outgoing: { ...outgoingOf(document), routes } });

interface FormProps {
  readonly way: WayOutItem;
  readonly isNew?: boolean;
  readonly close: () => void;
}

export function WayForm({ way, isNew = false, close }: FormProps) {
  const { say } = useWords();
  const part = usePart<WayOutItem>({
    start: way,
    from: (now) => waysOf(now).find(({ id }) => id === way.id),
    into: (now, one) => withWays(now, withItem(waysOf(now), withoutEmpty(one))),
    at: (written, { id }) => `/outgoing/routes/${placeOf(waysOf(written), id)}`,
    fields: ["/name", "/when", "/through", "/shows"],
  });
  const { value } = part;
  const conditions = simpleParts(value.when as OutCondition);
  const name = value.name || say("out.aWay");
  return (
    <PartForm
      part={part}
      close={close}
      label={name}
      told={() => say(isNew ? "changed.added" : "changed.changed", { name })}
    >
      {conditions ? (
        <ConditionFields
          parts={conditions}
          set={(parts) => part.set({ ...value, when: conditionOf(parts) })}
          wrong={part.wrongAt("/when")}
        />
      ) : (
        <p className="muted small">{say("out.when.together")}</p>
      )}
      <AccountOrder
        label={say("out.inOrder")}
        ids={value.through}
        set={(through) => part.set({ ...value, through })}
      />
      {part.wrongAt("/through") !== undefined && (
        <span className="wrong">{say("out.through.none")}</span>
      )}
      <div className="fields">
        <ShownNumber
          label={say("out.showsThen")}
          none={say("out.shows.account")}
          value={value.shows}
          set={(shows) => part.set(withoutEmpty({ ...value, shows }))}
        />
        <Field
          label={say("settings.name")}
          hint={say("out.name.hint")}
          value={value.name ?? ""}
          onChange={(text) => part.set({ ...value, name: text })}
          wrong={part.wrongAt("/name")}
        />
      </div>
    </PartForm>
  );
}

interface ShownProps {
  readonly label: string;
  readonly none: string;
  readonly value: string | undefined;
  /** Empty: none. */
  readonly set: (id: string) => void;
}

/** One of the owner's numbers. */
export function ShownNumber({ label, none, value, set }: ShownProps) {
  const names = useNames();
  const numbers = (useSettings()?.numbers ?? []).filter(({ number }) => number !== undefined);
  return (
    <Choice
      label={label}
      value={value ?? ""}
      onChange={set}
      options={[["", none], ...numbers.map(({ id }) => [id, names.ownNumber(id)] as const)]}
    />
  );
}
