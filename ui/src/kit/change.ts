import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Api, ApiTrouble, dataOf } from "../api/client.ts";
import { type KnownSettings, settingsQuery } from "../api/queries.ts";
import type { SettingsDocument } from "../words/decision.ts";
import { usePage } from "./page.tsx";

/** It may throw: what the owner saw is there no more, and nothing is changed. */
type Edit = (now: SettingsDocument) => SettingsDocument;

/** A change made with the version in hand; somebody else's change between is met once more. */
const attempts = 2;

/** Changes of this page come one after the other. */
const last = new WeakMap<QueryClient, Promise<unknown>>();

/**
 * A change of the settings: seen at once, kept when the server has taken it, and gone again when it
 * has not.
 */
export function useChange() {
  const { api } = usePage();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn(edit: Edit) {
      const before = last.get(queries) ?? Promise.resolve();
      const done = before.then(
        () => put(edit, api, queries),
        () => put(edit, api, queries),
      );
      last.set(queries, done);
      return done;
    },
    onSettled: () =>
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
    /** What went wrong, where that is told at its own place; undefined when it is done. */
    attempt: (edit: Edit): Promise<unknown> =>
      change.mutateAsync(edit).then(
        () => undefined,
        (error: unknown) => {
          change.reset();
          return error;
        },
      ),
  };
}

async function put(edit: Edit, api: Api, queries: QueryClient): Promise<void> {
  const query = settingsQuery(api);
  let known = await queries.ensureQueryData(query);
  for (let left = attempts; ; left--) {
    const { etag } = known;
    const document = edit(known.document);
    await queries.cancelQueries({ queryKey: query.queryKey });
    queries.setQueryData<KnownSettings>(query.queryKey, { document, etag });
    try {
      const taken = await dataOf(
        api.client.PUT("/api/v1/settings", {
          body: { ...document },
          headers: { "if-match": etag },
        }),
      );
      queries.setQueryData<KnownSettings>(query.queryKey, { document, etag: taken.etag });
      return;
    } catch (error) {
      queries.setQueryData<KnownSettings>(query.queryKey, known);
      if (!(error instanceof ApiTrouble && error.status === 412) || left === 1) throw error;
      known = await queries.fetchQuery({ ...query, staleTime: 0 });
    }
  }
}
