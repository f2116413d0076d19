/** What the first screen wants, asked for before anything is drawn: the way to the server takes its time meanwhile. */
import type { QueryClient } from "@tanstack/react-query";
import { remember, remembered } from "../kit/look.ts";
import type { Api, Session } from "./client.ts";
import {
  accountsQuery,
  callsQuery,
  devicesQuery,
  messagesQuery,
  sessionQuery,
  settingsQuery,
  statusQuery,
  todaysCalls,
} from "./queries.ts";

/** Only where somebody was signed in the last time: a stranger would be refused all of it. */
export function askAhead(queries: QueryClient, api: Api, path: string): void {
  void queries.prefetchQuery(sessionQuery(api));
  const role = remembered("role");
  if (role === undefined) return;
  void queries.prefetchQuery(settingsQuery(api));
  void queries.prefetchQuery(statusQuery(api));
  void queries.prefetchQuery(devicesQuery(api));
  if (path !== "/") return;
  void queries.prefetchQuery(callsQuery(api, todaysCalls));
  void queries.prefetchQuery(messagesQuery(api));
  if (role !== "member") void queries.prefetchQuery(accountsQuery(api));
}

/** For the next time. */
export function rememberRole({ state, role = "owner" }: Session): void {
  remember("role", state === "open" ? role : undefined);
}
