import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiTrouble, dataOf } from "../api/client.ts";
import { settingsQuery } from "../api/queries.ts";
import type { SettingsDocument } from "../words/decision.ts";
import { usePage } from "./page.tsx";

type Edit = (now: SettingsDocument) => SettingsDocument;

/** A change made with the newest version in hand; somebody else's change between is met once more. */
const attempts = 2;

/** For small changes that do not depend on what the owner saw: add a telephone, set the zone. */
export function useChange() {
  const { api } = usePage();
  const queries = useQueryClient();
  const change = useMutation({
    async mutationFn(edit: Edit) {
      for (let left = attempts; ; left--) {
        const { document, etag } = await queries.fetchQuery({
          ...settingsQuery(api),
          staleTime: 0,
        });
        try {
          return await dataOf(
            api.client.PUT("/api/v1/settings", {
              body: { ...edit(document) },
              headers: { "if-match": etag },
            }),
          );
        } catch (error) {
          if (!(error instanceof ApiTrouble && error.status === 412) || left === 1) throw error;
        }
      }
    },
    onSuccess: () =>
      queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => key !== "session" }),
  });
  return {
    error: change.error,
    isPending: change.isPending,
    /** True when it is done; the trouble is in `error` otherwise. */
    change: (edit: Edit): Promise<boolean> =>
      change.mutateAsync(edit).then(
        () => true,
        () => false,
      ),
  };
}
