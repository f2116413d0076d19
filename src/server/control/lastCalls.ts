import type { CallView, DeviceDetail } from "#server/control.ts";

/** The newest call of each telephone that placed one or was rung by one. Calls come newest first. */
export function lastCallsOf(
  calls: readonly CallView[],
): ReadonlyMap<string, Pick<DeviceDetail, "lastCall">> {
  const last = new Map<string, Pick<DeviceDetail, "lastCall">>();
  for (const { id, began, direction, via, legs } of calls) {
    const there = legs.map(({ target }) => target);
    for (const device of direction === "out" && via !== undefined ? [via, ...there] : there)
      if (!last.has(device)) last.set(device, { lastCall: { id, began } });
  }
  return last;
}
