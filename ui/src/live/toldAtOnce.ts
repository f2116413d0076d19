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

/** Whether it said something that was taken as it is. */
export function toldAtOnce(queries: QueryClient, { type, data }: Told): boolean {
  if (typeof data !== "object" || data === null) return false;
  if (type === "call.ended") return isCall(data) && callIs(queries, data, false);
  if (type === "call.started" || type === "call.changed")
    return isCall(data) && callIs(queries, data, true);
  return type === "device.changed" && isDevice(data) && deviceIs(queries, data);
}

type DeviceNews = Pick<Device, "id" | "state">;

/* A page may be older than its server: what it would not understand, it asks for. */
const isCall = (data: object): data is Call =>
  "id" in data && "began" in data && "legs" in data && Array.isArray(data.legs) && "rtp" in data;
const states: ReadonlySet<unknown> = new Set(["idle", "ringing", "busy", "offline"]);
const isDevice = (data: object): data is DeviceNews =>
  "id" in data && "state" in data && states.has(data.state);

function callIs(queries: QueryClient, call: Call, lives: boolean): boolean {
  queries.setQueryData<Call>(["call", call.id], (known) => known && call);
  queries.setQueryData<Status>(["status"], (status) => {
    if (!status) return status;
    const others = status.live.filter(({ id }) => id !== call.id);
    const live = lives ? [...others, call].sort((a, b) => b.began - a.began) : others;
    return { ...status, live, ...lineWith(queries, live) };
  });
  return true;
}

function deviceIs(queries: QueryClient, news: DeviceNews): boolean {
  const devices = queries.getQueryData<readonly Device[]>(["devices"]);
  if (!devices?.some(({ id }) => id === news.id)) return false;
  const known = devices.map((one) => (one.id === news.id ? { ...one, ...news } : one));
  queries.setQueryData(["devices"], known);
  queries.setQueryData<Status>(
    ["status"],
    (status) => status && { ...status, ...lineWith(queries, status.live) },
  );
  return true;
}

/** The whole line is known to the owner alone: one of the family sees some of its calls. */
function lineWith(queries: QueryClient, live: readonly Call[]): Partial<Pick<Status, "line">> {
  const devices = queries.getQueryData<readonly Device[]>(["devices"]);
  const isMember = queries.getQueryData<Session>(["session"])?.role === "member";
  return isMember || !devices ? {} : { line: lineState(live, devices) };
}
