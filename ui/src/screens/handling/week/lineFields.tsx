import type { Weekly } from "#telephony/settings/times.ts";
import { useWords } from "../../../kit/page.tsx";
import { ClockField, DateField, DayBoxes } from "./hoursFields.tsx";
import type { DatesDraft } from "./timeDraft.ts";

interface LineProps {
  readonly line: Weekly;
  readonly change: (line: Weekly) => void;
}

/** Days of the week, and from when until when. */
export function LineFields({ line, change }: LineProps) {
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

/** Days of the year, whole or for some hours. */
export function DatesFields({ dates, change }: DatesProps) {
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
