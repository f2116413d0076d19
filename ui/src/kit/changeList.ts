import type {
  PersonSettings,
  RuleSettings,
  SettingsDocument,
  TimeSettings,
} from "../words/decision.ts";
import { useChange } from "./change.ts";
import { useSettings } from "./page.tsx";

interface Lists {
  readonly rules: readonly RuleSettings[];
  readonly people: readonly PersonSettings[];
  readonly times: readonly TimeSettings[];
}
type ListName = keyof Lists;

/** A list of the settings, each change of it in force at once, told, and to be undone. */
export function useChangeList<Name extends ListName>(name: Name) {
  type List = Lists[Name];
  const listIn = (document: SettingsDocument | undefined) => document?.[name] as List | undefined;
  const items = listIn(useSettings());
  const { change, attempt, error, isPending } = useChange();
  const within = (edit: (now: List) => List) => (now: SettingsDocument) => ({
    ...now,
    [name]: edit(listIn(now) ?? ([] as unknown as List)),
  });
  return {
    items,
    error,
    isPending,
    /** True when the server has taken it. `edit` is given the list as it is then. */
    edit: (text: string, edit: (now: List) => List): Promise<boolean> => change(within(edit), text),
    /** The same where the trouble is told at its place: what went wrong, undefined when it was taken. */
    attempt: (text: string, edit: (now: List) => List): Promise<unknown> =>
      attempt(within(edit), text),
  };
}
export type ListInHand<Name extends ListName> = ReturnType<typeof useChangeList<Name>>;
