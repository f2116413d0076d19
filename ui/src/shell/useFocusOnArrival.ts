import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** A part of a screen that was asked for may still have to be fetched. */
const waitsFor = 5000;

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
  useEffect(() => (hash.length > 1 ? arriveAt(hash.slice(1)) : undefined), [hash, key]);
  return main;
}

/** As soon as it is there; returns how to give up. */
function arriveAt(id: string): () => void {
  const arrived = (): boolean => {
    const place = document.getElementById(id); // ids are plain letters: nothing to decode
    if (!place) return false;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
    return true;
  };
  if (arrived()) return () => undefined;
  const watch = new MutationObserver(() => arrived() && watch.disconnect());
  watch.observe(document.body, { childList: true, subtree: true });
  const timer = setTimeout(() => watch.disconnect(), waitsFor);
  return () => {
    clearTimeout(timer);
    watch.disconnect();
  };
}
