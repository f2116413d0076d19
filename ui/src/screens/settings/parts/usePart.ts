import { useState } from "react";
import { ApiTrouble, type PathProblem } from "../../../api/client.ts";
import { useChange } from "../../../kit/change.ts";
import { useWords } from "../../../kit/page.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import { upon } from "./upon.ts";
import { besidesFields, wrongAt } from "./wrong.ts";

/** A part of the settings while it is being written: in force when it is saved, its mistakes told at their fields. */
export interface Part<T> {
  readonly value: T;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  /** What went wrong and is no field's. */
  readonly error: unknown;
  /** What no field says of it. */
  readonly besides: readonly string[];
  set(next: T): void;
  /** True when the server has taken it. */
  save(told: string): Promise<boolean>;
  giveUp(): void;
  /** What is wrong at that place of the part, a JSON pointer: `/username`. */
  wrongAt(place: string): string | undefined;
}

interface PartOf<T> {
  readonly start: T;
  /** As it stands there; with it, what others have changed beside this stays. */
  readonly from?: (now: SettingsDocument) => T | undefined;
  readonly into: (now: SettingsDocument, part: T) => SettingsDocument;
  /** Where it stands in a document that it was put into: `/accounts/2`. */
  readonly at: (written: SettingsDocument, part: T) => string;
  /** The places that its form asks for. */
  readonly fields: readonly string[];
}

export function usePart<T>({ start, from, into, at, fields }: PartOf<T>): Part<T> {
  const words = useWords();
  const { attempt } = useChange();
  /** With what it began as: what others change meanwhile is no change of the writer's. */
  const [written, setWritten] = useState<{ readonly part: T; readonly began: T }>();
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>();
  const [place, setPlace] = useState("");
  const { part: value, began } = written ?? { part: start, began: start };
  const problems: readonly PathProblem[] = error instanceof ApiTrouble ? error.problems : [];
  const own = problems.map((one) =>
    one.path.startsWith(place) ? { ...one, path: one.path.slice(place.length) } : one,
  );
  return {
    value,
    isChanged: written !== undefined,
    isSaving,
    error: problems.length > 0 ? undefined : error,
    besides: besidesFields(own, fields, words),
    set(next) {
      setWritten({ part: next, began });
    },
    async save(told) {
      setSaving(true);
      const trouble = await attempt((now) => {
        const part = from ? upon(began, value, from(now)) : value;
        const next = into(now, part);
        setPlace(at(next, part));
        return next;
      }, told);
      setSaving(false);
      setError(trouble);
      if (trouble === undefined) setWritten(undefined);
      return trouble === undefined;
    },
    giveUp() {
      setWritten(undefined);
      setError(undefined);
    },
    wrongAt: (where) => wrongAt(own, where, words),
  };
}
