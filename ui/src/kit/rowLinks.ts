/** Rows of a list lead on by plain links with one ear for all: a router's link in each costs as much as the rest of it. */
import { type RefObject, useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { within } from "./base.ts";

/** For the list whose rows have them. */
export function useRowLinks<Place extends HTMLElement>(): RefObject<Place | null> {
  const navigate = useNavigate();
  const place = useRef<Place>(null);
  useEffect(() => {
    const list = place.current;
    const follow = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const path = link && isPlain(event) ? within(link.pathname) : undefined;
      if (!link || path === undefined) return;
      event.preventDefault();
      void navigate(path + link.search + link.hash);
    };
    list?.addEventListener("click", follow);
    return () => list?.removeEventListener("click", follow);
  }, [navigate]);
  return place;
}

/** Not one that asks the browser for another tab or window, or to keep what is there. */
const isPlain = (event: MouseEvent): boolean =>
  !(event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) &&
  event.button === 0;
