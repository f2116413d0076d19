import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Schemas } from "../api/client.ts";
import { refreshAll } from "../api/queries.ts";
import { here } from "../kit/base.ts";
import { usePage } from "../kit/page.tsx";
import { type LinkState, openLink, socketUrl } from "./link.ts";

type Session = Schemas["Session"];

/** Short breaks are nobody's business. */
const grace = 3000;
/** The first event asks at once; what comes in a burst behind it asks once more. */
const gather = 80;

/** Keeps the answers of the whole page fresh; says how well that goes. `after`: which are old after an event; all, where it does not say. */
export function useLive(after: (type: unknown) => readonly string[] | undefined): LinkState {
  const { api } = usePage();
  const queries = useQueryClient();
  const [state, setState] = useState<LinkState>({ name: "opening" });
  useEffect(() => {
    let seq = api.since() ?? queries.getQueryData<Session>(["session"])?.seq; // all answers are newer
    const refresh = gathering(queries);
    const late = delayed(setState);
    const events = (): string => here(`/api/v1/events${seq === undefined ? "" : `?since=${seq}`}`);
    const link = openLink({
      url: () => socketUrl(events()),
      stream: events,
      onFrame(frame) {
        if (typeof frame["seq"] === "number") seq = frame["seq"];
        refresh(after(frame["type"]));
      },
      onState: late.tell,
    });
    const hurry = () => link.hurry();
    addEventListener("online", hurry);
    return () => {
      removeEventListener("online", hurry);
      late.stop();
      link.close();
    };
  }, [queries, api, after]);
  return state;
}

function gathering(queries: QueryClient) {
  let waiting: Set<string> | "all" | undefined;
  let asked = 0;
  function flush(): void {
    asked = performance.now();
    const old = waiting;
    waiting = undefined;
    if (old === "all") void refreshAll(queries);
    else for (const key of old ?? []) void queries.invalidateQueries({ queryKey: [key] });
  }
  return (keys: readonly string[] | undefined): void => {
    if (waiting === undefined) setTimeout(flush, Math.max(0, asked + gather - performance.now()));
    if (keys === undefined || waiting === "all") waiting = "all";
    else waiting = new Set([...(waiting ?? []), ...keys]);
  };
}

/** Tells of a loss only when it lasts. */
function delayed(tell: (state: LinkState) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    tell(state: LinkState): void {
      if (state.name === "lost") timer ??= setTimeout(() => tell(state), grace);
      else if (state.name !== "opening") {
        clearTimeout(timer);
        timer = undefined;
        tell(state);
      }
    },
    stop: () => clearTimeout(timer),
  };
}
