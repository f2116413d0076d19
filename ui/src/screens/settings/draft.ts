import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiTrouble, isConflict, type PathProblem } from "../../api/client.ts";
import { type KnownSettings, refreshAll, settingsQuery } from "../../api/queries.ts";
import { newestSettings, putSettings, useDone } from "../../kit/change.ts";
import { usePage } from "../../kit/page.tsx";
import { changeSentence, differing } from "../../words/changed.ts";
import type { SettingsDocument } from "../../words/decision.ts";
import { namesOf } from "../../words/names.ts";

export interface Draft {
  readonly document: SettingsDocument;
  /** As the server has it: what is new can be told from what was there. */
  readonly base: SettingsDocument;
  readonly changed: boolean;
  readonly state: "still" | "saving" | "saved" | "conflict";
  /** What somebody else has made meanwhile of what this draft began with. */
  readonly conflict?: { readonly from: SettingsDocument; readonly theirs: SettingsDocument };
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
  /** What it was made from. */
  readonly from: KnownSettings;
}

/** What the owner is writing, kept through other people's changes until it is saved or given up. */
export function useDraft(): Draft | undefined {
  const { api, words } = usePage();
  const queries = useQueryClient();
  const done = useDone();
  const known = useQuery(settingsQuery(api)).data;
  const [edited, setEdited] = useState<Edited>();
  const [state, setState] = useState<Draft["state"]>("still");
  const [error, setError] = useState<unknown>();
  if (!known) return undefined;
  const document = edited?.document ?? known.document;

  async function put(body: SettingsDocument, from: KnownSettings): Promise<void> {
    setState("saving");
    setError(undefined);
    try {
      const etag = await putSettings(api, body, from.etag);
      const said = changeSentence(from.document, body, words, namesOf(body, words));
      done(said, from, { document: body, etag });
      await refreshAll(queries);
      setEdited(undefined);
      setState("saved");
    } catch (trouble) {
      const conflict = isConflict(trouble);
      if (conflict) await newestSettings(api, queries);
      setState(conflict ? "conflict" : "still");
      setError(conflict ? undefined : trouble);
    }
  }

  async function keepMine(): Promise<void> {
    if (!edited) return;
    const theirs = await newestSettings(api, queries);
    const mine = sectionsChanged(edited.document, edited.from.document);
    await put({ ...theirs.document, ...mine }, theirs);
  }

  const isOvertaken = edited !== undefined && state !== "saving" && known.etag !== edited.from.etag;
  const problems = error instanceof ApiTrouble ? error.problems : [];
  return {
    document,
    base: known.document,
    changed: edited !== undefined,
    state: isOvertaken ? "conflict" : state,
    ...(edited &&
      isOvertaken && { conflict: { from: edited.from.document, theirs: known.document } }),
    problems,
    error,
    edit(change) {
      setEdited({ document: change(document), from: edited?.from ?? known });
      setState("still");
    },
    save: async () => edited && put(edited.document, edited.from),
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
const sectionsChanged = (mine: SettingsDocument, before: SettingsDocument) =>
  Object.fromEntries(differing(mine, before).map((section) => [section, mine[section]]));
