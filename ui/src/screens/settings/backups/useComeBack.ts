import { useEffect } from "react";
import { here } from "../../../kit/base.ts";
import { useLink } from "../../../kit/page.tsx";

/** A server that lets nobody notice that it was gone. */
const atLatest = 5000;
const asksEvery = 700;

/** Once the server has gone and answers again, the page begins anew with what is there now. */
export function useComeBack(isComing: boolean): void {
  const isGone = useLink().name === "lost";
  useEffect(() => {
    if (!isComing) return;
    const over = new AbortController();
    const later = (ask: () => void, ms: number): void => {
      const timer = setTimeout(ask, ms);
      over.signal.addEventListener("abort", () => clearTimeout(timer));
    };
    const ask = async (): Promise<void> => {
      const answer = await fetch(here("/api/v1/session"), { signal: over.signal }).catch(
        () => undefined,
      );
      if (over.signal.aborted) return;
      if (answer?.ok) location.assign(here("/"));
      else later(() => void ask(), asksEvery);
    };
    later(() => void ask(), isGone ? 0 : atLatest);
    return () => over.abort();
  }, [isComing, isGone]);
}
