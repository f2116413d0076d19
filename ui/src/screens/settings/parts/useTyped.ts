import { useState } from "react";
import { useWords } from "../../../kit/page.tsx";
import { type Clash, clashes, Overtaken, upon, withTheirs } from "./upon.ts";

interface TypedOf<T> {
  readonly start: T;
  /** As it stands there now; undefined: somebody removed it. What is new is as it began. */
  readonly there: T | undefined;
  readonly isSaving: boolean;
  /** How what is there is said; undefined where there are no words for it, empty where it is nothing. */
  readonly said: (key: string, there: T) => string | undefined;
  /** Ends the form. */
  readonly leave: () => void;
  /** Whether what was removed can be added again by saving it. */
  readonly mayReturn: boolean;
}

/** What is typed into a form, beside what others make meanwhile of the same. */
export function useTyped<T extends object>(of: TypedOf<T>) {
  const { say } = useWords();
  const { there, isSaving, said, leave, mayReturn } = of;
  /** Where the form began: what others have changed since is no change of its writer's. */
  const [began, setBegan] = useState(of.start);
  const [typed, setTyped] = useState(of.start);
  const [returns, setReturns] = useState(false);
  const isGone = there === undefined && !(returns || isSaving);
  const keys = there === undefined || isSaving ? [] : clashes(began, typed, there);
  const settle = (next: T): void => {
    if (there === undefined) return;
    setTyped(upon(began, next, there));
    setBegan(there);
  };
  const told = (key: string): string => {
    const value = there && said(key, there);
    if (value === undefined) return say("conflict.changed");
    return value === "" ? say("conflict.emptied") : say("conflict.field", { value });
  };
  const both = (now: T): Clash => ({
    besides: keys.map(told),
    keepMine: () => settle(typed),
    takeTheirs: () => settle(withTheirs(keys, typed, now)),
  });
  const gone: Clash = {
    isGone: true,
    besides: [],
    ...(mayReturn && { keepMine: () => setReturns(true) }),
    takeTheirs: leave,
  };
  const met = there !== undefined && keys.length > 0 ? both(there) : undefined;
  return {
    began,
    typed,
    set: (more: Partial<T>): void => setTyped((now) => ({ ...now, ...more })),
    /** It is saved, and the form stays. */
    begin: (): void => setBegan(typed),
    clash: isGone ? gone : met,
    /** What was typed, upon what is there when it is saved; it throws where the page had not heard of another. */
    upon(now: T | undefined): T {
      if (now === undefined && !returns) throw new Overtaken(now);
      if (now !== undefined && clashes(began, typed, now).length > 0) throw new Overtaken(now);
      return upon(began, typed, now);
    },
  };
}
export type InHand<T extends object> = ReturnType<typeof useTyped<T>>;
