import { nobody } from "#telephony/directing/probes.ts";
import { Choice, Field } from "../../../kit/fields.tsx";
import { useSettings, useWords } from "../../../kit/page.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";

/** Who calls in a trial. */
export interface Caller {
  /** The id of a person, `unknown`, `hidden`, or `number`. */
  readonly who: string;
  readonly number: string;
}

/** Whom one may choose from, each with its text. */
export function useCallers(): readonly (readonly [who: string, text: string])[] {
  const { say } = useWords();
  const people = useSettings()?.people ?? [];
  return [
    ["unknown", say("handling.try.unknown")],
    ["hidden", say("handling.try.hidden")],
    ["number", say("handling.try.number")],
    ...people
      .filter(({ numbers = [] }) => numbers.length > 0)
      .map(({ id, name }) => [id, name ?? id] as const),
  ];
}

interface WhoProps {
  readonly caller: Caller;
  readonly set: (part: Partial<Caller>) => void;
}

export function Who({ caller, set }: WhoProps) {
  const { say } = useWords();
  return (
    <>
      <Choice
        label={say("handling.try.who")}
        value={caller.who}
        onChange={(who) => set({ who })}
        options={useCallers()}
      />
      {caller.who === "number" && <CallersNumber caller={caller} set={set} />}
    </>
  );
}

export function CallersNumber({ caller, set }: WhoProps) {
  const { say } = useWords();
  return (
    <Field
      label={say("settings.number")}
      value={caller.number}
      maxLength={100}
      onChange={(number) => set({ number })}
    />
  );
}

/** The number that such a caller shows; undefined: none. */
export function callerOf({ who, number }: Caller, settings: SettingsDocument | undefined) {
  if (who === "hidden") return undefined;
  if (who === "number") return number.trim() || undefined;
  return settings?.people?.find(({ id }) => id === who)?.numbers?.[0] ?? nobody;
}
