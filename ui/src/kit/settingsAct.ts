import { useMutation, useQueryClient } from "@tanstack/react-query";
import { refreshAll } from "../api/queries.ts";
import { newestSettings, useDone } from "./change.ts";
import { usePage } from "./page.tsx";

interface Act {
  /** What is told when it is done. */
  readonly text: string;
  /** A call of the API that changes the settings. */
  readonly call: () => Promise<unknown>;
}

/** Something that the API does to the settings by a name of its own: told when it is done, with the way back. */
export function useSettingsAct() {
  const { api } = usePage();
  const queries = useQueryClient();
  const done = useDone();
  const act = useMutation({
    async mutationFn({ text, call }: Act) {
      const before = await newestSettings(api, queries);
      await call();
      done(text, before, await newestSettings(api, queries));
    },
    onSettled: () => refreshAll(queries),
  });
  return {
    error: act.error,
    isPending: act.isPending,
    /** True when it is done; the trouble is in `error` otherwise. */
    act: (text: string, call: Act["call"]): Promise<boolean> =>
      act.mutateAsync({ text, call }).then(
        () => true,
        () => false,
      ),
  };
}
