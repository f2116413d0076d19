import { Pencil } from "lucide-react";
import { useState } from "react";
import { newId } from "#kit/newId.ts";
import type { Dates } from "#telephony/settings/times.ts";
import { weekdays } from "#telephony/settings/week.ts";
import { useMayChange } from "../../../kit/locked.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import { timeColour } from "../../../kit/timeColour.ts";
import type { TimeSettings } from "../../../words/decision.ts";
import { type TimeDraft, timeDraftOf, timeOf } from "./timeDraft.ts";
import { TimeForm } from "./timeForm.tsx";
import type { WeekInHand } from "./useWeek.ts";

interface ListProps {
  readonly hand: WeekInHand;
  readonly adding: boolean;
  readonly stopAdding: () => void;
}

/** The same as the picture above, in lines that can be changed: on a small screen, or by who prefers words. */
export function TimeList({ hand, adding, stopAdding }: ListProps) {
  const { say } = useWords();
  const country = useSettings()?.owner?.country ?? "US";
  const { times } = hand;
  const blank: TimeSettings = { id: "", name: "" };
  const add = (draft: TimeDraft): Promise<boolean> =>
    hand.edit(say("handling.week.added", { time: draft.name }), (now) => [
      ...now,
      timeOf(draft, { ...blank, id: newId(draft.name || "time", now) }),
    ]);
  return (
    <ul className="time-list">
      {times.map((time, i) => (
        <OneTime key={time.id} time={time} index={i} hand={hand} country={country} />
      ))}
      {adding && (
        <li>
          <TimeForm
            draft={timeDraftOf(blank, timeColour(times, times.length), country)}
            save={add}
            close={stopAdding}
          />
        </li>
      )}
    </ul>
  );
}

interface OneProps {
  readonly time: TimeSettings;
  readonly index: number;
  readonly hand: WeekInHand;
  readonly country: string;
}

function OneTime({ time, index, hand, country }: OneProps) {
  const { say } = useWords();
  const names = useNames();
  const mayChange = useMayChange();
  const lines = useLines();
  const [open, setOpen] = useState(false);
  const name = names.time(time.id);
  const colour = timeColour(hand.times, index);
  if (open)
    return (
      <li>
        <TimeForm
          draft={timeDraftOf(time, colour, country)}
          close={() => setOpen(false)}
          save={(draft) =>
            hand.edit(say("handling.week.changed", { time: draft.name }), (now) =>
              now.map((one) => (one.id === time.id ? timeOf(draft, one) : one)),
            )
          }
          remove={() =>
            hand.edit(say("handling.removed", { name }), (now) =>
              now.filter(({ id }) => id !== time.id),
            )
          }
        />
      </li>
    );
  const said = lines(time);
  return (
    <li className="one-time">
      <span className={`swatch ${colour}`} aria-hidden="true" />
      <div className="grow">
        <p className="name" dir="auto">
          {name}
        </p>
        {(said.length > 0 ? said : [say("handling.week.never")]).map((line) => (
          <p key={line} className="muted small">
            {line}
          </p>
        ))}
      </div>
      <Press
        look="bare icon"
        isDisabled={!mayChange || hand.isPending}
        aria-label={say("handling.week.change", { time: name })}
        onPress={() => setOpen(true)}
      >
        <Pencil size={16} aria-hidden="true" />
      </Press>
    </li>
  );
}

/** "Every day, 22:00 to 07:00", "24 December 2026 to 26 December 2026", "not 31 December 2026". */
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
  const country = (code: string): string =>
    new Intl.DisplayNames([words.locale], { type: "region" }).of(code.slice(0, 2)) ?? code;
  const byCalendar = (calendar: NonNullable<TimeSettings["calendar"]>): string => {
    if ("holidays" in calendar)
      return say("handling.week.holidaysOf", {
        country: country(calendar.holidays),
        region: calendar.holidays.slice(3) || "none",
      });
    return say("handling.week.calendar");
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
    ...(calendar === undefined ? [] : [byCalendar(calendar)]),
    ...except.map((one) => say("handling.week.except", { days: line(one) })),
  ];
}
