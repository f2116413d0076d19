import { useId } from "react";
import { type Weekday, weekdays } from "#telephony/settings/week.ts";
import { useWords } from "../../../kit/page.tsx";

interface ClockProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** "22:00"; midnight ends a day as "00:00". */
export function ClockField({ label, value, onChange }: ClockProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input num"
        type="time"
        required
        value={value === "24:00" ? "00:00" : value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** "2026-12-24". */
export function DateField({
  label,
  value,
  onChange,
  optional = false,
}: ClockProps & { readonly optional?: boolean }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input num"
        type="date"
        required={!optional}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

interface DaysProps {
  readonly days: readonly Weekday[];
  readonly onChange: (days: readonly Weekday[]) => void;
}

/** The seven days as boxes. */
export function DayBoxes({ days, onChange }: DaysProps) {
  const words = useWords();
  return (
    <fieldset className="day-boxes">
      <legend>{words.say("handling.week.days")}</legend>
      {weekdays.map((day, i) => (
        <label key={day} className="day-box">
          <input
            type="checkbox"
            aria-label={words.weekday(i)}
            checked={days.includes(day)}
            onChange={({ target }) =>
              onChange(
                weekdays.filter((one) => (one === day ? target.checked : days.includes(one))),
              )
            }
          />
          <span aria-hidden="true">{words.weekdayBriefly(i)}</span>
        </label>
      ))}
    </fieldset>
  );
}
