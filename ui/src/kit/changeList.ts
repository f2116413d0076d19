import { useState } from "react";
import type { PersonSettings, RuleSettings, TimeSettings } from "../words/decision.ts";
import { useChange } from "./change.ts";
import { useSettings } from "./page.tsx";

interface Lists {
  readonly rules: readonly RuleSettings[];
  readonly people: readonly PersonSettings[];
  readonly times: readonly TimeSettings[];
}
type ListName = keyof Lists;

/** What was done, in words, and what there was before. */
interface Done<Name extends ListName> {
  readonly text: string;
  readonly before: Lists[Name];
}

/** Where it is told what was done, with the way back: by the screen itself, or at the edge of the page. */
type ToldWhere = "here" | "edge";

/** A list of the settings, each change of it in force at once and to be undone. */
export function useChangeList<Name extends ListName>(name: Name, told: ToldWhere = "here") {
  const items = useSettings()?.[name] as Lists[Name] | undefined;
  const { change, attempt, error, isPending } = useChange();
  const [done, setDone] = useState<Done<Name>>();
  return {
    items,
    error,
    isPending,
    done: done?.text,
    /** True when the server has taken it. `edit` is given the list as it is then. */
    async edit(text: string, edit: (now: Lists[Name]) => Lists[Name]): Promise<boolean> {
      let before = [] as Lists[Name];
      const taken = await change(
        (now) => {
          before = (now[name] ?? []) as Lists[Name];
          return { ...now, [name]: edit(before) };
        },
        told === "edge" ? text : undefined,
      );
      if (taken && told === "here") setDone({ text, before });
      return taken;
    },
    /** The same where the trouble is told at its place: what went wrong, undefined when it was taken. */
    async attempt(text: string, edit: (now: Lists[Name]) => Lists[Name]): Promise<unknown> {
      let before = [] as Lists[Name];
      const wrong = await attempt((now) => {
        before = (now[name] ?? []) as Lists[Name];
        return { ...now, [name]: edit(before) };
      });
      if (wrong === undefined) setDone({ text, before });
      return wrong;
    },
    async undo(): Promise<void> {
      if (done && (await change((now) => ({ ...now, [name]: done.before })))) setDone(undefined);
    },
  };
}
export type ListInHand<Name extends ListName> = ReturnType<typeof useChangeList<Name>>;
