import type { Dates } from "#telephony/settings/times.ts";
import { type Weekday, weekdays } from "#telephony/settings/week.ts";
import { useNames, useSettings, useWords } from "../../kit/page.tsx";
import { Card } from "../../kit/parts.tsx";
import { partsOfWeekday } from "../../words/day.ts";
import type { TimeSettings } from "../../words/decision.ts";
import { across, partColour, placeOf } from "../home/dayBand.tsx";
import "../home/dayBand.css";

const hours = [0, 6, 12, 18, 24];

/** The named times of the week: as a picture, and below it in words. */
export function Week() {
  const { say } = useWords();
  const times = useSettings()?.times ?? [];
  return (
    <Card title={say("handling.week")}>
      {times.length === 0 ? (
        <p className="muted small">{say("handling.week.none")}</p>
      ) : (
        <>
          <Picture times={times} />
          <InWords times={times} />
        </>
      )}
    </Card>
  );
}

/** For the eye alone. */
function Picture({ times }: { readonly times: readonly TimeSettings[] }) {
  const words = useWords();
  return (
    <div className="week" aria-hidden="true">
      {weekdays.map((day, i) => (
        <div key={day} className="week-day">
          <span className="week-name">{words.weekdayBriefly(i)}</span>
          <Band times={times} day={day} />
        </div>
      ))}
      <div className="week-day">
        <span />
        <div className="week-hours num">
          {hours.map((hour) => (
            <span key={hour}>{String(hour).padStart(2, "0")}</span>
          ))}
        </div>
      </div>
    </div>
  );
}

interface BandProps {
  readonly times: readonly TimeSettings[];
  readonly day: Weekday;
}

function Band({ times, day }: BandProps) {
  const names = useNames();
  return (
    <div className="band">
      {partsOfWeekday(times, day).map(({ time, start, end, index }) => (
        <span
          key={start}
          className={`part ${partColour(index)} ${placeOf(start, end)}`}
          style={{ insetInlineStart: across(start), inlineSize: across(end - start) }}
        >
          {names.time(time)}
        </span>
      ))}
    </div>
  );
}

function InWords({ times }: { readonly times: readonly TimeSettings[] }) {
  const names = useNames();
  const lines = useLines();
  return (
    <dl className="week-words">
      {times.map((time) => (
        <div key={time.id}>
          <dt dir="auto">{names.time(time.id)}</dt>
          {lines(time).map((line) => (
            <dd key={line}>{line}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function useLines(): (time: TimeSettings) => readonly string[] {
  const words = useWords();
  const { say } = words;
  const line = ({ from, to, hours }: Dates): string => {
    const dates =
      to === undefined || to === from
        ? words.dateOf(from)
        : say("handling.week.dates", { from: words.dateOf(from), to: words.dateOf(to) });
    if (!hours) return dates;
    const clocks = { from: words.clockOf(hours.from), to: words.clockOf(hours.to) };
    return say("handling.week.hours", { dates, ...clocks });
  };
  return ({ weekly = [], dates = [], except = [], calendar }) => [
    ...weekly.map(({ days, from, to }) =>
      say("handling.week.line", {
        days: words.days(days.map((day) => weekdays.indexOf(day))),
        from: words.clockOf(from),
        to: words.clockOf(to),
      }),
    ),
    ...dates.map(line),
    ...(calendar === undefined ? [] : [say("handling.week.calendar")]),
    ...except.map((one) => say("handling.week.except", { days: line(one) })),
  ];
}
