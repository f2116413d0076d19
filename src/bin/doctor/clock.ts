/** The machine's clock, and who keeps it right. */
import { existsSync } from "node:fs";
import type { ClockFacts } from "./verdicts.ts";

/** systemd-timesyncd makes the folder when it runs, and the file when it has heard from a server. */
const timesync = "/run/systemd/timesync";

export function lookAtClock(now: number, timeZone: string, newest: number | undefined): ClockFacts {
  const isSet = timeIsKept();
  const shown = new Date(now).toLocaleString("sv-SE", { timeZone }).slice(0, 16);
  return { now, newest, isSet, timeZone, shown };
}

/** Undefined: nobody says. */
export const timeIsKept = (): boolean | undefined =>
  existsSync(timesync) ? existsSync(`${timesync}/synchronized`) : undefined;
