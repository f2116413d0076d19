import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { WallTime } from "#kit/time.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { clockText } from "#telephony/directing/times.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Weekday } from "#telephony/settings/week.ts";
import { factsQuery, type Question } from "../../../api/queries.ts";
import { usePage, useSettings } from "../../../kit/page.tsx";
import type { Decision, SettingsDocument } from "../../../words/decision.ts";
import { minuteOf, nextMoment } from "../moment.ts";
import { type Caller, callerOf } from "./who.tsx";

/** A call that is only thought of. */
export interface Trial extends Caller {
  readonly day: Weekday;
  /** "21:30". */
  readonly clock: string;
  /** All free, all busy, or each as chosen. */
  readonly line: "free" | "talking" | "each";
  readonly devices: Readonly<Record<string, "idle" | "busy" | "offline">>;
  /** As it is now when empty. */
  readonly mode: string;
  /** The account that it comes through; nobody says when empty. */
  readonly via: string;
}

type DecideHere = typeof import("./decideHere.ts");

/** The function that decides, once it is there. */
function useDecideHere(): DecideHere | undefined {
  const [here, setHere] = useState<DecideHere>();
  useEffect(() => {
    void import("./decideHere.ts").then((it) => setHere(it));
  }, []);
  return here;
}

/**
 * What would happen to it. The server tells what it knows beyond the settings (telephones, calendars,
 * lists, earlier calls); the decision is made here, by the function that makes it there.
 */
export function useTry() {
  const { api, words } = usePage();
  const settings = useSettings();
  const here = useDecideHere();
  const [opened] = useState(() => Date.now());
  const [trial, setTrial] = useState<Trial>(() => {
    const { weekday, minute } = localTime(opened as WallTime, words.timeZone);
    const when = { day: weekday, clock: clockText(minute) };
    return { who: "unknown", number: "", ...when, line: "free", devices: {}, mode: "", via: "" };
  });
  const at = nextMoment(trial.day, minuteOf(trial.clock) ?? 0, opened, words.timeZone);
  const question = questionOf(trial, at, settings);
  const asked = useQuery({ ...factsQuery(api, question), enabled: settings !== undefined });
  const mode = trial.mode || undefined;
  const decision = useMemo(
    () =>
      here && settings && asked.data
        ? (here.decideHere(asked.data, settings as unknown as Settings, mode) as Decision)
        : undefined,
    [here, settings, asked.data, mode],
  );
  return {
    trial,
    set: (part: Partial<Trial>) => setTrial({ ...trial, ...part }),
    question,
    here,
    asked: { data: decision, error: asked.error, refetch: asked.refetch },
    /** The rule that would decide. */
    decides: decision?.because.at(-1)?.rule,
  };
}
export type TryInHand = ReturnType<typeof useTry>;

function questionOf(trial: Trial, at: number, settings: SettingsDocument | undefined): Question {
  const from = callerOf(trial, settings);
  const ids = (settings?.devices ?? []).map(({ id }) => id);
  const are = (state: "busy" | "offline"): string[] =>
    ids.filter((id) => trial.line === "each" && trial.devices[id] === state);
  const offline = are("offline");
  return {
    ...(from !== undefined && { from }),
    at: new Date(at).toISOString(),
    busy: trial.line === "talking" ? ids : are("busy"),
    ...(offline.length > 0 && { offline }),
    ...(trial.via !== "" && { via: trial.via }),
  };
}
