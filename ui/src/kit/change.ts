import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Api, dataOf, isConflict } from "../api/client.ts";
import { type KnownSettings, refreshAll, settingsQuery } from "../api/queries.ts";
import type { SettingsDocument } from "../words/decision.ts";
import { usePage, useTroubleText } from "./page.tsx";
import { useTell } from "./toasts.tsx";

export const newestSettings = (api: Api, queries: QueryClient): Promise<KnownSettings> =>
  queries.fetchQuery({ ...settingsQuery(api), staleTime: 0 });

/** Sent with the version that it was made from; the new version's ETag. */
export const putSettings = async (
  api: Api,
  body: SettingsDocument,
  etag: string,
): Promise<string> => {
  const headers = { "if-match": etag };
  return (await dataOf(api.client.PUT("/api/v1/settings", { body: { ...body }, headers }))).etag;
};

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
  const done = useDone();
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
    onSettled: () => refreshAll(queries),
  });
  const act = async (edit: Edit, text: string | undefined): Promise<void> => {
    const { before, after } = await change.mutateAsync(edit);
    if (text !== undefined) done(text, before, after);
  };
  return {
    error: change.error,
    isPending: change.isPending,
    /** True when it is done; the trouble is in `error` otherwise. With a `text` it is told, and may be undone. */
    change: (edit: Edit, text?: string): Promise<boolean> =>
      act(edit, text).then(
        () => true,
        () => false,
      ),
    /** The same where the trouble is told at its own place: what went wrong, undefined when it is done. */
    attempt: (edit: Edit, text?: string): Promise<unknown> =>
      act(edit, text).then(
        () => undefined,
        (error: unknown) => {
          change.reset();
          return error;
        },
      ),
  };
}

interface Changed {
  readonly before: KnownSettings;
  readonly after: KnownSettings;
}

async function put(edit: Edit, api: Api, queries: QueryClient): Promise<Changed> {
  const query = settingsQuery(api);
  let known = await queries.ensureQueryData(query);
  for (let left = attempts; ; left--) {
    const { etag } = known;
    const document = edit(known.document);
    await queries.cancelQueries({ queryKey: query.queryKey });
    queries.setQueryData<KnownSettings>(query.queryKey, { document, etag });
    try {
      const after = { document, etag: await putSettings(api, document, etag) };
      queries.setQueryData<KnownSettings>(query.queryKey, after);
      return { before: known, after };
    } catch (error) {
      queries.setQueryData<KnownSettings>(query.queryKey, known);
      if (!isConflict(error) || left === 1) throw error;
      known = await queries.fetchQuery({ ...query, staleTime: 0 });
    }
  }
}

/** Tells at the edge of the page what was done, with the way back. */
export function useDone(): (text: string, before: KnownSettings, after: KnownSettings) => void {
  const { api, words } = usePage();
  const queries = useQueryClient();
  const tell = useTell();
  const trouble = useTroubleText();
  return (text, before, after) => {
    const undo = async (): Promise<void> => {
      try {
        const undone = await takeBack(api, queries, before, after);
        tell({ text: words.say(undone ? "toast.undone" : "toast.changedSince") });
      } catch (error) {
        tell({ text: trouble(error) });
      }
      await refreshAll(queries);
    };
    tell({ text, undo: () => void undo() });
  };
}

/** In a header it stands in quotes. */
const bare = (etag: string): string => etag.replaceAll('"', "");

/**
 * As it was. While nothing else was changed since, by the history, which knows the passwords too;
 * else only the parts that this change touched; false when one of them was changed again.
 */
async function takeBack(
  api: Api,
  queries: QueryClient,
  before: KnownSettings,
  after: KnownSettings,
): Promise<boolean> {
  const now = await newestSettings(api, queries);
  const version = Number(bare(before.etag));
  if (bare(now.etag) === bare(after.etag) && Number.isInteger(version)) {
    const { response } = await api.client.POST("/api/v1/settings/restore", { body: { version } });
    if (response.ok) return true; // the very first version is in no history
  }
  const { takenBack } = await import("../words/changed.ts");
  const back = takenBack(now.document, before.document, after.document);
  if (back) await putSettings(api, back, now.etag);
  return back !== undefined;
}
