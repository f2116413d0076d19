import { clockText } from "#telephony/directing/times.ts";
import type { Call } from "../../api/client.ts";
import { callIcon } from "../../kit/callRows.tsx";
import { useNames, useNow, useSettings, useWords } from "../../kit/page.tsx";
import { timeColour } from "../../kit/timeColour.ts";
import { type DayPart, minuteOfDay, partsOfDay } from "../../words/day.ts";
import { colourOf } from "../../words/outcome.ts";

const hours = [0, 6, 12, 18, 24];
const across = (minute: number): string => `${(minute / 1440) * 100}%`;

/** The day with its named times, the calls in it, and where it stands. Not there when no time is named. */
export function DayBand({ calls }: { readonly calls: readonly Call[] }) {
  const words = useWords();
  const names = useNames();
  const times = useSettings()?.times ?? [];
  const now = useNow(15_000);
  const minute = (at: number): number => minuteOfDay(at, words.timeZone);
  const parts = partsOfDay(times, now, words.timeZone);
  if (parts.length === 0) return null;
  const told = parts.map((part) => words.say("home.dayPart", spoken(part)));
  return (
    <div className="band" role="img" aria-label={words.list(told)}>
      {parts.map(({ time, start, end, index }) => (
        <span
          key={start}
          className={`part ${timeColour(times, index)} ${placeOf(start, end)}`}
          style={{ insetInlineStart: across(start), inlineSize: across(end - start) }}
        >
          {names.time(time)}
        </span>
      ))}
      {calls.map((call) => (
        <Mark key={call.id} call={call} minute={minute(call.began)} />
      ))}
      <span className="now num" style={{ insetInlineStart: across(minute(now)) }}>
        <b>{words.clock(now)}</b>
      </span>
      {hours.map((hour) => (
        <span key={hour} className="tick num" style={{ insetInlineStart: across(hour * 60) }}>
          {String(hour).padStart(2, "0")}
        </span>
      ))}
    </div>
  );

  function spoken({ time, start, end }: DayPart) {
    return { time: names.time(time), from: clockText(start), to: clockText(end) };
  }
}

const placeOf = (start: number, end: number): string =>
  [start === 0 && "first", end === 1440 && "last", end - start < 200 && "narrow"]
    .filter(Boolean)
    .join(" ");

function Mark({ call, minute }: { readonly call: Call; readonly minute: number }) {
  const Icon = callIcon(call);
  return (
    <span className={`call ${colourOf(call)}`} style={{ insetInlineStart: across(minute) }}>
      <Icon size={12} />
    </span>
  );
}
