import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { Field } from "../../../kit/fields.tsx";
import { useMayChange } from "../../../kit/locked.tsx";
import { useWords } from "../../../kit/page.tsx";
import { Press, Trouble } from "../../../kit/parts.tsx";
import { type TimeColour, timeColours } from "../../../kit/timeColour.ts";
import { Overtaken as Clashing } from "../../settings/parts/partForm.tsx";
import { Overtaken } from "../../settings/parts/upon.ts";
import { type InHand, useTyped } from "../../settings/parts/useTyped.ts";
import { FormKeys } from "../formKeys.tsx";
import { CalendarFields } from "./calendarFields.tsx";
import { DatesFields, LineFields } from "./lineFields.tsx";
import { newDates, newLine, type TimeDraft, timeOf } from "./timeDraft.ts";
import { useLines } from "./useLines.ts";

interface FormProps {
  readonly start: TimeDraft;
  /** As it stands there now; undefined: somebody removed it. */
  readonly there: TimeDraft | undefined;
  /** What went wrong; undefined when it is saved. */
  readonly save: (hand: InHand<TimeDraft>) => Promise<unknown>;
  readonly remove?: () => Promise<unknown>;
  readonly close: () => void;
}

/** A named time: its name and colour, its hours of the week, its days of the year, its calendar. */
export function TimeForm({ start, there, save, remove, close }: FormProps) {
  const { say } = useWords();
  const mayChange = useMayChange();
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>();
  const said = useSaid();
  const hand = useTyped({ start, there, isSaving, said, leave: close, mayReturn: true });
  const { typed: draft, set, clash } = hand;
  const settle = async (done: Promise<unknown>): Promise<void> => {
    setSaving(true);
    const trouble = await done;
    if (trouble === undefined) return close();
    setSaving(false);
    setError(trouble instanceof Overtaken ? undefined : trouble);
  };
  return (
    <form
      className="time-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!clash) void settle(save(hand));
      }}
    >
      <div className="fields">
        <Field
          label={say("settings.name")}
          value={draft.name}
          maxLength={60}
          isRequired
          autoFocus
          onChange={(name) => set({ name })}
        />
        <Colours value={draft.colour} onChange={(colour) => set({ colour })} />
      </div>
      <Rows
        title={say("handling.week.lines")}
        items={draft.weekly}
        blank={newLine}
        set={(weekly) => set({ weekly })}
      >
        {(line, change) => <LineFields line={line} change={change} />}
      </Rows>
      <Rows
        title={say("handling.week.datesToo")}
        items={draft.dates}
        blank={newDates}
        set={(dates) => set({ dates })}
      >
        {(dates, change) => <DatesFields dates={dates} change={change} />}
      </Rows>
      <CalendarFields draft={draft} set={set} />
      <Rows
        title={say("handling.week.exceptOn")}
        items={draft.except}
        blank={newDates}
        set={(except) => set({ except })}
      >
        {(dates, change) => <DatesFields dates={dates} change={change} />}
      </Rows>
      <Clashing clash={clash} />
      <Trouble error={error} />
      <FormKeys
        busy={!mayChange || isSaving || clash !== undefined}
        isWhole={draft.name.trim() !== ""}
        close={close}
        {...(remove && there && { remove: () => void settle(remove()) })}
      />
    </form>
  );
}

/** As it stands there: its name and colour, and its hours as the list says them. */
function useSaid(): (key: string, there: TimeDraft) => string | undefined {
  const { say, list } = useWords();
  const lines = useLines();
  return (key, there) => {
    if (key === "name") return there.name;
    if (key === "colour") return say("handling.week.colourName", { colour: there.colour });
    if (key !== "weekly" && key !== "dates" && key !== "except") return undefined;
    const { [key]: part } = timeOf(there, { id: "" });
    return list(lines({ id: "", [key]: part }));
  };
}

interface ColoursProps {
  readonly value: TimeColour;
  readonly onChange: (colour: TimeColour) => void;
}

function Colours({ value, onChange }: ColoursProps) {
  const { say } = useWords();
  return (
    <RadioGroup
      className="brushes colours"
      aria-label={say("handling.week.colour")}
      orientation="horizontal"
      value={value}
      onChange={(colour) => onChange(colour as TimeColour)}
    >
      {timeColours.map((colour) => (
        <Radio key={colour} value={colour} className="brush">
          <span className={`swatch ${colour}`} />
          {say("handling.week.colourName", { colour })}
        </Radio>
      ))}
    </RadioGroup>
  );
}

interface RowsProps<T> {
  readonly title: string;
  readonly items: readonly T[];
  readonly blank: T;
  readonly set: (items: readonly T[]) => void;
  readonly children: (item: T, change: (item: T) => void) => React.ReactNode;
}

/** A list whose rows are added and taken away. */
function Rows<T>({ title, items, blank, set, children }: RowsProps<T>) {
  const { say } = useWords();
  return (
    <fieldset className="form-rows">
      <legend>{title}</legend>
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else to be told apart by
        <div key={at} className="form-row">
          {children(item, (next) => set(items.map((one, i) => (i === at ? next : one))))}
          <Press
            look="bare icon"
            aria-label={say("handling.week.lineRemove", { title, n: at + 1 })}
            onPress={() => set(items.filter((_, i) => i !== at))}
          >
            <X size={16} aria-hidden="true" />
          </Press>
        </div>
      ))}
      <Press
        look="bare"
        aria-label={say("handling.week.lineAdd", { title })}
        onPress={() => set([...items, blank])}
      >
        <Plus size={16} aria-hidden="true" />
        {say("handling.week.lineMore")}
      </Press>
    </fieldset>
  );
}
