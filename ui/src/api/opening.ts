/** What the first screen wants, in one answer that is on its way before anything of the page runs (ui/vite.config.ts). */
import type { QueryClient } from "@tanstack/react-query";
import type { Decision, SettingsDocument } from "../words/decision.ts";
import { type Api, dataOf } from "./client.ts";
import {
  accountsQuery,
  decideQuery,
  devicesQuery,
  sessionQuery,
  settingsQuery,
  statusQuery,
} from "./queries.ts";

/** From then on it is known as if each had been asked for. Where it cannot be had, each is asked for, and says why. */
export async function askOpening(queries: QueryClient, api: Api): Promise<void> {
  const asked = await dataOf(api.client.GET("/api/v1/opening")).catch(() => undefined);
  if (!asked) return;
  const { session, settings, status, devices, accounts, probes = [] } = asked;
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
