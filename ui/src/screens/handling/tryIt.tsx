import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { WallTime } from "#kit/time.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { type Weekday, weekdays } from "#telephony/settings/week.ts";
import { decideQuery, type Question } from "../../api/queries.ts";
import { Choice } from "../../kit/fields.tsx";
import { useNames, usePage, useSettings, useWords } from "../../kit/page.tsx";
import { Card, Loaded } from "../../kit/parts.tsx";
import type { Decision } from "../../words/decision.ts";
import { nobody } from "../../words/headline.ts";
import { planSentence } from "../../words/plan.ts";
import { upperFirst } from "../../words/say.ts";
import { Why } from "../calls/why.tsx";
import { minuteOf, nextMoment } from "./moment.ts";

/** A call that is only thought of. */
interface Trial {
  /** The id of a person, `unknown` or `hidden`. */
  readonly who: string;
  readonly day: Weekday;
  /** "21:30". */
  readonly clock: string;
  readonly line: "free" | "talking";
}

/** What would happen to it, as the server itself decides. */
export function useTry() {
  const { api, words } = usePage();
  const settings = useSettings();
  const [opened] = useState(() => Date.now());
  const [trial, setTrial] = useState<Trial>(() => {
    const { weekday, minute } = localTime(opened as WallTime, words.timeZone);
    return { who: "unknown", day: weekday, clock: clockText(minute), line: "free" };
  });
  const minute = minuteOf(trial.clock) ?? 0;
  const at = nextMoment(trial.day, minute, opened, words.timeZone);
  const person = settings?.people?.find(({ id }) => id === trial.who);
  const from = person?.numbers?.[0] ?? (trial.who === "hidden" ? undefined : nobody);
  const devices = (settings?.devices ?? []).map(({ id }) => id);
  const question: Question = {
    ...(from !== undefined && { from }),
    at: new Date(at).toISOString(),
    busy: trial.line === "talking" ? devices : [],
  };
  const asked = useQuery({ ...decideQuery(api, question), enabled: settings !== undefined });
  return {
    trial,
    set: (part: Partial<Trial>) => setTrial({ ...trial, ...part }),
    asked,
    /** The rule that would decide. */
    decides: asked.data?.because.at(-1)?.rule,
  };
}

const clockText = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, "0")).join(":");

export function TryIt({
  trial: { trial, set, asked },
}: {
  readonly trial: ReturnType<typeof useTry>;
}) {
  const { say } = useWords();
  return (
    <Card title={say("handling.try")} className="try-card">
      <div className="stack">
        <Asked trial={trial} set={set} />
        <Loaded asked={asked} lines={4}>
          {(decision) => <Told decision={decision} />}
        </Loaded>
      </div>
    </Card>
  );
}

interface AskedProps {
  readonly trial: Trial;
  readonly set: (part: Partial<Trial>) => void;
}

function Asked({ trial, set }: AskedProps) {
  const words = useWords();
  const { say } = words;
  const people = useSettings()?.people ?? [];
  const clock = useId();
  return (
    <div className="try-fields">
      <Choice
        label={say("handling.try.who")}
        value={trial.who}
        onChange={(who) => set({ who })}
        options={[
          ["unknown", say("handling.try.unknown")],
          ["hidden", say("party.hidden")],
          ...people
            .filter(({ numbers = [] }) => numbers.length > 0)
            .map(({ id, name }) => [id, name ?? id] as const),
        ]}
      />
      <Choice
        label={say("handling.try.day")}
        value={trial.day}
        onChange={(day) => set({ day: day as Weekday })}
        options={weekdays.map((day, i) => [day, words.weekday(i)] as const)}
      />
      <div className="field">
        <label htmlFor={clock}>{say("handling.try.clock")}</label>
        <input
          id={clock}
          className="input"
          type="time"
          required
          value={trial.clock}
          onChange={(event) => set({ clock: event.target.value })}
        />
      </div>
      <Choice
        label={say("handling.try.line")}
        value={trial.line}
        onChange={(line) => set({ line: line as Trial["line"] })}
        options={[
          ["free", say("handling.try.free")],
          ["talking", say("handling.try.talking")],
        ]}
      />
    </div>
  );
}

function Told({ decision }: { readonly decision: Decision }) {
  const words = useWords();
  const names = useNames();
  return (
    <>
      <p className="try-answer" role="status">
        {upperFirst(planSentence(decision.plan, words, names), words)}.
      </p>
      <Why decision={decision} />
    </>
  );
}
