import { useState } from "react";
import { ApiTrouble, type PathProblem } from "../../../api/client.ts";
import { useChange } from "../../../kit/change.ts";
import { useSettings, useWords } from "../../../kit/page.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import type { Words } from "../../../words/say.ts";
import { type Clash, clashes, Overtaken, upon, withTheirs } from "./upon.ts";
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
  /** Somebody else has written in the same places meanwhile: nothing is saved until one of the two is chosen. */
  readonly clash: Clash | undefined;
  /** What is wrong at that place of the part, a JSON pointer: `/username`; or what somebody else wrote there. */
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
  /** How a value is said that stands for something else: `tls`. */
  readonly said?: (key: string, value: unknown) => string | undefined;
}

/** A part that is being written, with what it began as: what others change meanwhile is no change of the writer's. */
interface Written<T> {
  readonly part: T;
  readonly began: T;
}

export function usePart<T>(of: PartOf<T>): Part<T> {
  const { start, fields } = of;
  const words = useWords();
  const { attempt } = useChange();
  const [written, setWritten] = useState<Written<T>>();
  /** As it was found there when it should be saved. */
  const [found, setFound] = useState<T>();
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>();
  const [place, setPlace] = useState("");
  const now = written ?? { part: start, began: start };
  const giveUp = (): void => {
    setWritten(undefined);
    setFound(undefined);
    setError(undefined);
  };
  const { gone, isKnown, setKnown } = useGone(of, isSaving, giveUp);
  const problems: readonly PathProblem[] = error instanceof ApiTrouble ? error.problems : [];
  const own = problems.map((one) =>
    one.path.startsWith(place) ? { ...one, path: one.path.slice(place.length) } : one,
  );
  const both = isSaving || gone || !written ? undefined : bothOf(now, found ?? start, of, words);
  const settled = (next: Written<T>) => (): void => {
    setWritten(next);
    setFound(undefined);
  };
  return {
    value: now.part,
    isChanged: written !== undefined,
    isSaving,
    error: problems.length > 0 ? undefined : error,
    besides: besidesFields(own, fields, words),
    clash: gone ?? both?.clash(settled),
    set(part) {
      setWritten({ ...now, part });
    },
    async save(told) {
      if (both || gone) return false;
      setSaving(true);
      const trouble = await attempt((document) => {
        const part = met(now, document, of, isKnown);
        const next = of.into(document, part);
        setPlace(of.at(next, part));
        return next;
      }, told);
      setSaving(false);
      if (trouble instanceof Overtaken) setFound(trouble.now as T);
      else setError(trouble);
      if (trouble === undefined) {
        setWritten(undefined);
        setKnown(of.from !== undefined);
      }
      return trouble === undefined;
    },
    giveUp,
    wrongAt: (where) => both?.at(where) ?? wrongAt(own, where, words),
  };
}

/** Whether it was there when its writer began, and somebody removed it meanwhile. */
function useGone<T>({ from }: PartOf<T>, isSaving: boolean, giveUp: () => void) {
  const settings = useSettings();
  const isThere = settings !== undefined && from?.(settings) !== undefined;
  const [isKnown, setKnown] = useState(isThere);
  const keepMine = (): void => setKnown(false);
  const gone: Clash = { isGone: true, besides: [], keepMine, takeTheirs: giveUp };
  return { gone: isKnown && !isThere && !isSaving ? gone : undefined, isKnown, setKnown };
}

/** What was written, upon what is there; it throws where somebody else has written too, or removed what `isKnown`. */
function met<T>(
  { part, began }: Written<T>,
  document: SettingsDocument,
  { from }: PartOf<T>,
  isKnown: boolean,
): T {
  if (!from) return part;
  const there = from(document);
  if (there === undefined && isKnown) throw new Overtaken(there);
  if (there !== undefined && clashes(began, part, there).length > 0) throw new Overtaken(there);
  return upon(began, part, there);
}

/** What the two have made of it; undefined where they do not meet. */
function bothOf<T>({ part, began }: Written<T>, there: T, of: PartOf<T>, words: Words) {
  const clash = clashes(began, part, there);
  if (clash.length === 0) return undefined;
  const told = (key: string): string => theirsSaid(there, key, of.said, words);
  const upto = (mine: T): Written<T> => ({ part: upon(began, mine, there), began: there });
  return {
    clash: (settled: (next: Written<T>) => () => void): Clash => ({
      besides: clash.filter((key) => !of.fields.includes(`/${key}`)).map(told),
      keepMine: settled(upto(part)),
      takeTheirs: settled(upto(withTheirs(clash, part, there))),
    }),
    at(where: string): string | undefined {
      const key = clash.find((one) => where === `/${one}`);
      return key === undefined ? undefined : told(key);
    },
  };
}

/** What somebody else has made of it. */
function theirsSaid<T>(now: T, key: string, said: PartOf<T>["said"], { say, list }: Words): string {
  const value: unknown = key === "" ? now : (now as Readonly<Record<string, unknown>>)[key];
  const known = said?.(key, value);
  if (known !== undefined) return say("conflict.field", { value: known });
  if (value === undefined || value === null || value === "") return say("conflict.emptied");
  if (typeof value === "string" || typeof value === "number")
    return say("conflict.field", { value: String(value) });
  const isTexts = Array.isArray(value) && value.every((one) => typeof one === "string");
  return isTexts && value.length > 0
    ? say("conflict.field", { value: list(value) })
    : say("conflict.changed");
}
