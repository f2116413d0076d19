/**
 * What an event itself says is known, and so drawn, in the moment in which it comes. All else that
 * it makes old is asked for a little later, once for a burst of them.
 */
import type { QueryClient } from "@tanstack/react-query";
import { lineState } from "#telephony/line/lineState.ts";
import type { Call, Device, Session, Status } from "../api/client.ts";

export interface Told {
  readonly type?: unknown;
  readonly data?: unknown;
}

/** Which answers are as new as it now, and need not be asked for; undefined where nothing that it said was taken. */
export function toldAtOnce(
  queries: QueryClient,
  { type, data }: Told,
): readonly string[] | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  if (type === "device.changed") return isDevice(data) ? deviceIs(queries, data) : undefined;
  if (type !== "call.started" && type !== "call.changed" && type !== "call.ended") return undefined;
  return isCall(data) ? callIs(queries, data, type !== "call.ended") : undefined;
}

type DeviceNews = Pick<Device, "id" | "state">;

/* A page may be older than its server: what it would not understand, it asks for. */
const isCall = (data: object): data is Call =>
  "id" in data && "began" in data && "legs" in data && Array.isArray(data.legs) && "rtp" in data;
const states: ReadonlySet<unknown> = new Set(["idle", "ringing", "busy", "offline"]);
const isDevice = (data: object): data is DeviceNews =>
  "id" in data && "state" in data && states.has(data.state);

function callIs(queries: QueryClient, call: Call, lives: boolean): readonly string[] {
  queries.setQueryData<Call>(["call", call.id], (known) => known && call);
  queries.setQueryData<Status>(["status"], (status) => {
    if (!status) return status;
    const others = status.live.filter(({ id }) => id !== call.id);
    const live = lives ? [...others, call].sort((a, b) => b.began - a.began) : others;
    return { ...status, live, ...lineWith(queries, live) };
  });
  return []; // what it makes of the day's counts is asked for
}

function deviceIs(queries: QueryClient, news: DeviceNews): readonly string[] | undefined {
  const devices = queries.getQueryData<readonly Device[]>(["devices"]);
  const before = devices?.find(({ id }) => id === news.id);
  if (!devices || !before) return undefined;
  queries.setQueryData(
    ["devices"],
    devices.map((one) => (one === before ? { ...one, ...news } : one)),
  );
  queries.setQueryData<Status>(
    ["status"],
    (status) => status && { ...status, ...lineWith(queries, status.live) },
  );
  // a page of one telephone shows more than the event says
  if (queries.getQueryCache().findAll({ queryKey: ["devices"], type: "active" }).length > 1)
    return [];
  const known = isMembers(queries) ? ["devices"] : ["devices", "status"];
  return before.state === news.state ? [...known, "decide"] : known;
}

const isMembers = (queries: QueryClient): boolean =>
  queries.getQueryData<Session>(["session"])?.role === "member";

/** The whole line is known to the owner alone: one of the family sees some of its calls. */
function lineWith(queries: QueryClient, live: readonly Call[]): Partial<Pick<Status, "line">> {
  const devices = queries.getQueryData<readonly Device[]>(["devices"]);
  return isMembers(queries) || !devices ? {} : { line: lineState(live, devices) };
}
