import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiTrouble, dataOf, type PathProblem } from "../../api/client.ts";
import { type KnownSettings, settingsQuery } from "../../api/queries.ts";
import { usePage } from "../../kit/page.tsx";
import type { SettingsDocument } from "../../words/decision.ts";

export interface Draft {
  readonly document: SettingsDocument;
  /** As the server has it: what is new can be told from what was there. */
  readonly base: SettingsDocument;
  readonly changed: boolean;
  readonly state: "still" | "saving" | "saved" | "conflict";
  readonly problems: readonly PathProblem[];
  readonly error: unknown;
  edit(change: (now: SettingsDocument) => SettingsDocument): void;
  save(): Promise<void>;
  takeTheirs(): void;
  keepMine(): Promise<void>;
  /** What is wrong at this JSON pointer, or below it. */
  wrongAt(path: string): string | undefined;
}

interface Edited {
  readonly document: SettingsDocument;
  /** The version it was made from. */
  readonly etag: string;
}

/** What the owner is writing, kept through other people's changes until it is saved or given up. */
export function useDraft(): Draft | undefined {
  const { api } = usePage();
  const queries = useQueryClient();
  const known = useQuery(settingsQuery(api)).data;
  const [edited, setEdited] = useState<Edited>();
  const [state, setState] = useState<Draft["state"]>("still");
  const [error, setError] = useState<unknown>();
  if (!known) return undefined;
  const document = edited?.document ?? known.document;

  async function put(body: SettingsDocument, etag: string): Promise<void> {
    setState("saving");
    setError(undefined);
    try {
      const headers = { "if-match": etag };
      await dataOf(api.client.PUT("/api/v1/settings", { body: { ...body }, headers }));
      await queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => key !== "session" });
      setEdited(undefined);
      setState("saved");
    } catch (trouble) {
      const conflict = trouble instanceof ApiTrouble && trouble.status === 412;
      setState(conflict ? "conflict" : "still");
      setError(conflict ? undefined : trouble);
    }
  }

  async function keepMine(): Promise<void> {
    if (!edited) return;
    const { document: theirs, etag } = await newest();
    await put({ ...theirs, ...sectionsChanged(edited.document, known?.document ?? {}) }, etag);
  }
  const newest = (): Promise<KnownSettings> =>
    queries.fetchQuery({ ...settingsQuery(api), staleTime: 0 });

  const problems = error instanceof ApiTrouble ? error.problems : [];
  return {
    document,
    base: known.document,
    changed: edited !== undefined,
    state,
    problems,
    error,
    edit(change) {
      setEdited({ document: change(document), etag: edited?.etag ?? known.etag });
      setState("still");
    },
    save: async () => edited && put(edited.document, edited.etag),
    takeTheirs() {
      setEdited(undefined);
      setState("still");
      void queries.invalidateQueries({ queryKey: ["settings"] });
    },
    keepMine,
    wrongAt: (path) =>
      problems.find((one) => one.path === path || one.path.startsWith(`${path}/`))?.detail,
  };
}

/** Only the sections that the owner wrote in; the others' changes stay. */
function sectionsChanged(
  mine: SettingsDocument,
  before: SettingsDocument,
): Record<string, unknown> {
  const changed = Object.entries(mine).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]),
  );
  return Object.fromEntries(changed);
}
