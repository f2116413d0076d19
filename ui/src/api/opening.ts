/**
 * What the first screen wants, in one answer. To whoever is signed in it comes in the page itself
 * (src/web/pages.ts); else it is on its way before anything of the page runs (ui/vite.config.ts).
 */
import type { QueryClient } from "@tanstack/react-query";
import type { Decision, SettingsDocument } from "../words/decision.ts";
import { type Api, dataOf, type Schemas } from "./client.ts";
import {
  accountsQuery,
  decideQuery,
  devicesQuery,
  sessionQuery,
  settingsQuery,
  statusQuery,
} from "./queries.ts";

type Opening = Schemas["Opening"];

/** Once: what lies in the page is as old as the page. */
function inPage(): (Opening & { readonly seq: number }) | undefined {
  const place = document.getElementById("opening");
  if (!place) return undefined;
  place.remove();
  return JSON.parse(place.textContent ?? "");
}

/** True when it was there. Else it is asked for. */
export function takeOpening(queries: QueryClient, api: Api): boolean {
  const opening = inPage();
  if (!opening) return false;
  api.isSince(opening.seq);
  know(queries, api, opening);
  return true;
}

/** From then on it is known as if each had been asked for. Where it cannot be had, each is asked for, and says why. */
export async function askOpening(queries: QueryClient, api: Api): Promise<void> {
  const asked = await dataOf(api.client.GET("/api/v1/opening")).catch(() => undefined);
  if (asked) know(queries, api, asked);
}

function know(queries: QueryClient, api: Api, opening: Opening): void {
  const { session, settings, status, devices, accounts, probes = [] } = opening;
  api.carryCsrf(session.csrf);
  queries.setQueryData(sessionQuery(api).queryKey, session);
  if (settings) {
    const { document, etag } = settings;
    queries.setQueryData(settingsQuery(api).queryKey, {
      document: document as SettingsDocument,
      etag,
    });
  }
  queries.setQueryData(statusQuery(api).queryKey, status);
  queries.setQueryData(devicesQuery(api).queryKey, devices);
  queries.setQueryData(accountsQuery(api).queryKey, accounts);
  for (const { decision, ...question } of probes)
    queries.setQueryData(decideQuery(api, question).queryKey, decision as unknown as Decision);
}
