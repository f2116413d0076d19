import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/**
 * A new screen is read from its beginning: the focus goes to the main part, not back to the link.
 * An address that names a part of it (`/handling#rule-night`) leads there.
 */
export function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const { pathname, hash, key } = useLocation();
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is what it waits for
  useEffect(() => {
    const writes = Boolean(document.activeElement?.closest("search")); // the next question already
    if (!(first.current || writes)) main.current?.focus({ preventScroll: true });
    if (!first.current) scrollTo(0, 0);
    first.current = false;
  }, [pathname]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same place may be asked for again
  useEffect(() => {
    if (hash.length < 2) return;
    const gone = new AbortController();
    void import("./arriveAt.ts").then(({ arriveAt }) => arriveAt(hash.slice(1), gone.signal));
    return () => gone.abort();
  }, [hash, key]);
  return main;
}
