import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import type { Weekly } from "#telephony/settings/times.ts";
import { Field } from "../../../kit/fields.tsx";
import { useMayChange } from "../../../kit/locked.tsx";
import { useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import { type TimeColour, timeColours } from "../../../kit/timeColour.ts";
import { FormKeys } from "../formKeys.tsx";
import { CalendarFields } from "./calendarFields.tsx";
import { ClockField, DateField, DayBoxes } from "./hoursFields.tsx";
import { type DatesDraft, newDates, newLine, type TimeDraft } from "./timeDraft.ts";

interface FormProps {
  readonly draft: TimeDraft;
  readonly save: (draft: TimeDraft) => Promise<boolean>;
  readonly remove?: () => Promise<boolean>;
  readonly close: () => void;
}

/** A named time: its name and colour, its hours of the week, its days of the year, its calendar. */
export function TimeForm({ draft: start, save, remove, close }: FormProps) {
  const { say } = useWords();
  const mayChange = useMayChange();
  const [draft, setDraft] = useState(start);
  const [saving, setSaving] = useState(false);
  const set = (part: Partial<TimeDraft>): void => setDraft({ ...draft, ...part });
  const settle = async (done: Promise<boolean>): Promise<void> => {
    setSaving(true);
    if (await done) close();
    else setSaving(false);
  };
  return (
    <form
      className="time-form"
      onSubmit={(event) => {
        event.preventDefault();
        void settle(save(draft));
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
      <FormKeys
        busy={!mayChange || saving}
        isWhole={draft.name.trim() !== ""}
        close={close}
        {...(remove && { remove: () => void settle(remove()) })}
      />
    </form>
  );
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

interface LineProps {
  readonly line: Weekly;
  readonly change: (line: Weekly) => void;
}

function LineFields({ line, change }: LineProps) {
  const { say } = useWords();
  return (
    <div className="line-fields">
      <DayBoxes days={line.days} onChange={(days) => change({ ...line, days: [...days] })} />
      <div className="two-clocks">
        <ClockField
          label={say("handling.week.from")}
          value={line.from}
          onChange={(from) => change({ ...line, from })}
        />
        <ClockField
          label={say("handling.week.to")}
          value={line.to}
          onChange={(to) => change({ ...line, to })}
        />
      </div>
    </div>
  );
}

interface DatesProps {
  readonly dates: DatesDraft;
  readonly change: (dates: DatesDraft) => void;
}

function DatesFields({ dates, change }: DatesProps) {
  const { say } = useWords();
  const hours = dates.begin !== "" || dates.end !== "";
  return (
    <div className="line-fields">
      <div className="two-clocks">
        <DateField
          label={say("handling.week.firstDay")}
          value={dates.from}
          onChange={(from) => change({ ...dates, from })}
        />
        <DateField
          label={say("handling.week.lastDay")}
          value={dates.to}
          optional
          onChange={(to) => change({ ...dates, to })}
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={hours}
          onChange={({ target }) =>
            change({
              ...dates,
              begin: target.checked ? "09:00" : "",
              end: target.checked ? "17:00" : "",
            })
          }
        />
        {say("handling.week.someHours")}
      </label>
      {hours && (
        <div className="two-clocks">
          <ClockField
            label={say("handling.week.from")}
            value={dates.begin}
            onChange={(begin) => change({ ...dates, begin })}
          />
          <ClockField
            label={say("handling.week.to")}
            value={dates.end}
            onChange={(end) => change({ ...dates, end })}
          />
        </div>
      )}
    </div>
  );
}
