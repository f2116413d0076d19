import { notifyManager, QueryClient } from "@tanstack/react-query";
import { ApiTrouble } from "./client.ts";

/** Refused is refused; only what could not be asked is asked again. */
const mayRetry = (count: number, error: Error): boolean =>
  count < 2 && (!(error instanceof ApiTrouble) || error.status === 0 || error.status >= 500);

/** What the pages know of their server, and for how long they take it as it was. What is new is drawn in the same moment. */
export function newQueries(): QueryClient {
  notifyManager.setScheduler(queueMicrotask);
  return new QueryClient({
    defaultOptions: { queries: { retry: mayRetry, staleTime: 10_000, refetchOnWindowFocus: true } },
  });
}
