import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Schemas } from "../api/client.ts";
import { refreshAll } from "../api/queries.ts";
import { afterPaint } from "../kit/afterFirst.ts";
import { here } from "../kit/base.ts";
import { usePage } from "../kit/page.tsx";
import { type Link, type LinkState, openLink, socketUrl } from "./link.ts";
import type { Told } from "./toldAtOnce.ts";

type Session = Schemas["Session"];

/** Short breaks are nobody's business. */
const grace = 3000;
/** The first event asks at once; what comes in a burst behind it asks once more, ms. */
const gather = 80;
/** What has been drawn already is looked at again when the burst is over, ms. */
const settled = 250;

/** Which answers are old after an event; all, where it does not say. */
export type KeysAfter = (type: unknown) => readonly string[] | undefined;
/** Takes what an event says itself: which answers are as new now; undefined where it said nothing. */
export type TellAtOnce = (queries: QueryClient, told: Told) => readonly string[] | undefined;

/** Keeps the answers of the whole page fresh; says how well that goes. */
export function useLive(after: KeysAfter, atOnce?: TellAtOnce): LinkState {
  const { api } = usePage();
  const queries = useQueryClient();
  const [state, setState] = useState<LinkState>({ name: "opening" });
  useEffect(() => {
    let seq = api.since() ?? queries.getQueryData<Session>(["session"])?.seq; // all answers are newer
    const refresh = gathering(queries);
    const late = delayed(setState);
    const events = (): string => here(`/api/v1/events${seq === undefined ? "" : `?since=${seq}`}`);
    let link: Link | undefined;
    const open = (): void => {
      link = openLink({
        url: () => socketUrl(events()),
        stream: events,
        onFrame(frame) {
          if (typeof frame["seq"] === "number") seq = frame["seq"];
          const known = atOnce?.(queries, frame);
          const old = after(frame["type"])?.filter((key) => !known?.includes(key));
          if (old?.length !== 0) refresh(old, known !== undefined);
        },
        onState: late.tell,
      });
    };
    const stop = afterPaint(open); // it resumes where the answers were: nothing is missed
    const hurry = () => link?.hurry();
    addEventListener("online", hurry);
    return () => {
      removeEventListener("online", hurry);
      stop();
      late.stop();
      link?.close();
    };
  }, [queries, api, after, atOnce]);
  return state;
}

function gathering(queries: QueryClient) {
  let waiting: Set<string> | "all" | undefined;
  let asked = 0;
  let due = Number.POSITIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function flush(): void {
    asked = performance.now();
    due = Number.POSITIVE_INFINITY;
    const old = waiting;
    waiting = undefined;
    if (old === "all") void refreshAll(queries);
    else for (const key of old ?? []) void queries.invalidateQueries({ queryKey: [key] });
  }
  return (keys: readonly string[] | undefined, isTold: boolean): void => {
    if (keys === undefined || waiting === "all") waiting = "all";
    else waiting = new Set([...(waiting ?? []), ...keys]);
    const now = performance.now();
    const wished = isTold ? now + settled : Math.max(now, asked + gather);
    if (wished >= due) return;
    due = wished;
    clearTimeout(timer);
    timer = setTimeout(flush, wished - now);
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
