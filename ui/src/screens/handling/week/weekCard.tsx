import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { useNames, useNow, useWords } from "../../../kit/page.tsx";
import { Card, Press, Trouble } from "../../../kit/parts.tsx";
import { timeColour } from "../../../kit/timeColour.ts";
import type { TimeSettings } from "../../../words/decision.ts";
import type { Brush } from "./board.ts";
import { nextClockChange } from "./clockChange.ts";
import { TimeList } from "./timeList.tsx";
import { useWeek } from "./useWeek.ts";
import "./week.css";

const Painter = lazy(() => import("./painter.tsx"));

/** The named times: painted on a week, and below it as lines that say and do the same. */
export function WeekCard() {
  const { say } = useWords();
  const hand = useWeek();
  const { times } = hand;
  const [chosen, setChosen] = useState<string>();
  const [adding, setAdding] = useState(false);
  const brush = chosen === nothing ? undefined : (times.find(isChosen) ?? times[0])?.id;
  const brushes = (
    <div className="row wrap gap-small">
      {times.length > 0 && <Brushes times={times} brush={brush} choose={setChosen} />}
      <Press look="bare icon" aria-label={say("handling.week.add")} onPress={() => setAdding(true)}>
        <Plus size={17} aria-hidden="true" />
      </Press>
    </div>
  );
  return (
    <Card id="week" title={say("handling.week")} className="week-card" action={brushes}>
      {times.length === 0 ? (
        !adding && <p className="muted small">{say("handling.week.none")}</p>
      ) : (
        <>
          <Suspense fallback={<div className="skeleton week-skeleton" />}>
            <Painter hand={hand} brush={brush} />
          </Suspense>
          <p className="muted small">{say("handling.week.how")}</p>
          <OddDay times={times} />
        </>
      )}
      <Trouble error={hand.error} />
      <TimeList hand={hand} adding={adding} stopAdding={() => setAdding(false)} />
    </Card>
  );

  function isChosen({ id }: TimeSettings): boolean {
    return id === chosen;
  }
}

/** No time has that name: ids have no spaces. */
const nothing = "no time";

interface BrushesProps {
  readonly times: readonly TimeSettings[];
  readonly brush: Brush;
  readonly choose: (brush: string) => void;
}

function Brushes({ times, brush, choose }: BrushesProps) {
  const { say } = useWords();
  const names = useNames();
  return (
    <RadioGroup
      className="brushes"
      aria-label={say("handling.week.brush")}
      orientation="horizontal"
      value={brush ?? nothing}
      onChange={choose}
    >
      {times.map(({ id }, i) => (
        <Radio key={id} value={id} className="brush">
          <span className={`swatch ${timeColour(times, i)}`} />
          <span dir="auto">{names.time(id)}</span>
        </Radio>
      ))}
      <Radio value={nothing} className="brush">
        <span className="swatch" />
        {say("handling.week.nothing")}
      </Radio>
    </RadioGroup>
  );
}

/** When the clocks change soon: what that makes of the times then. */
function OddDay({ times }: { readonly times: readonly TimeSettings[] }) {
  const words = useWords();
  const names = useNames();
  const now = useNow(3_600_000);
  const change = nextClockChange(times, { now, days: 14, timeZone: words.timeZone });
  if (!change) return null;
  const forward = change.leap > 0 ? "yes" : "no";
  const day = words.moment(change.at - 1).replace(/,[^,]*$/, "");
  const told = change.times.map(({ id, minutes }) =>
    words.say("handling.week.odd", { forward, time: names.time(id), n: minutes }),
  );
  return (
    <p className="small odd-day">
      {words.say("handling.week.clocks", {
        forward,
        day,
        told: told.length > 0 ? words.list(told) : "none",
      })}
    </p>
  );
}
