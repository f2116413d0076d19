import { useEffect, useRef, useState } from "react";
import { useChangeList } from "../../../kit/changeList.ts";
import { useTell } from "../../../kit/toasts.tsx";
import type { TimeSettings } from "../../../words/decision.ts";

type Times = readonly TimeSettings[];

/** What was painted and is not saved yet. */
interface Draft {
  readonly times: Times;
  readonly text: string;
}

/** Strokes in a row, and edges moved by many presses of a key, are one change. */
const restMs = 900;

/** The named times: the painter's acts seen at once and saved when it rests, the form's at once. */
export function useWeek() {
  const hand = useChangeList("times");
  const tell = useTell();
  const [draft, setDraft] = useState<Draft>();
  const latest = useRef<Draft>(undefined);
  latest.current = draft;

  const save = async (one: Draft): Promise<void> => {
    await hand.edit(one.text, (now) => now.map((time) => repainted(time, one.times)));
    if (latest.current === one) setDraft(undefined);
  };
  const saving = useRef(save);
  saving.current = save;
  useEffect(() => {
    if (!draft) return undefined;
    const timer = setTimeout(() => void saving.current(draft), restMs);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(
    () => () => {
      if (latest.current) void saving.current(latest.current);
    },
    [],
  );

  const times: Times = draft?.times ?? hand.items ?? [];
  return {
    ...hand,
    times,
    isPending: hand.isPending || draft !== undefined,
    /** Told at once; to be undone when it is saved. */
    paint(text: string, next: Times): void {
      if (next.every((time, i) => time === times[i])) return;
      setDraft({ times: next, text });
      tell({ text });
    },
  };
}
export type WeekInHand = ReturnType<typeof useWeek>;

/** The painter knows of the week alone; what else was changed meanwhile stays. */
function repainted(time: TimeSettings, painted: Times): TimeSettings {
  const weekly = painted.find(({ id }) => id === time.id)?.weekly;
  return weekly === undefined ? time : { ...time, weekly };
}
