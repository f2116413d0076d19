import { Pencil } from "lucide-react";
import { newId } from "#kit/newId.ts";
import { useMayChange } from "../../../kit/locked.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import { timeColour } from "../../../kit/timeColour.ts";
import { type OpenedIn, useOpened } from "../../../kit/useOpened.ts";
import type { TimeSettings } from "../../../words/decision.ts";
import { type TimeDraft, timeDraftOf, timeOf } from "./timeDraft.ts";
import { TimeForm } from "./timeForm.tsx";
import { useLines } from "./useLines.ts";
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
  const opened = useOpened(times);
  const add = (draft: TimeDraft): Promise<unknown> =>
    hand.attempt(say("handling.week.added", { time: draft.name }), (now) => [
      ...now,
      timeOf(draft, { ...blank, id: newId(draft.name || "time", now) }),
    ]);
  const start = timeDraftOf(blank, timeColour(times, times.length), country);
  return (
    <ul className="time-list">
      {opened.all.map((time, i) => (
        <OneTime key={time.id} {...{ time, index: i, hand, country, opened }} />
      ))}
      {adding && (
        <li>
          <TimeForm
            start={start}
            there={start}
            save={({ typed }) => add(typed)}
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
  readonly opened: OpenedIn<TimeSettings>;
}

function OneTime({ time, index, hand, country, opened }: OneProps) {
  const { say } = useWords();
  const names = useNames();
  const mayChange = useMayChange();
  const lines = useLines();
  const name = names.time(time.id);
  const colour = timeColour(hand.times, index);
  if (opened.isOpen(time.id)) {
    const draftOf = (one: TimeSettings): TimeDraft => timeDraftOf(one, colour, country);
    return (
      <li>
        <TimeForm
          start={draftOf(time)}
          there={opened.isListed(time.id) ? draftOf(time) : undefined}
          close={() => opened.close(time.id)}
          save={({ typed, upon }) =>
            hand.attempt(say("handling.week.changed", { time: typed.name }), (now) => {
              const there = now.find(({ id }) => id === time.id);
              const next = timeOf(upon(there && draftOf(there)), there ?? time);
              return there ? now.map((one) => (one === there ? next : one)) : [...now, next];
            })
          }
          remove={() =>
            hand.attempt(say("handling.removed", { name }), (now) =>
              now.filter(({ id }) => id !== time.id),
            )
          }
        />
      </li>
    );
  }
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
        onPress={() => opened.open(time)}
      >
        <Pencil size={16} aria-hidden="true" />
      </Press>
    </li>
  );
}
