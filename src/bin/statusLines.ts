/** What `ringwise status` says to a person; `--json` says all of it. */
import type { AccountStatus, CallView, Status } from "#server/control.ts";

export function statusLines(status: Status, shown: (at: number) => string): readonly string[] {
  const { number, owner, line, live, mode, newMessages, ignored, today, troubles, version } =
    status;
  const until = mode.until === undefined ? "" : ` until ${shown(mode.until)}`;
  const counts = Object.entries(today).map(([outcome, n]) => `${n} ${outcome}`);
  return [
    `Ringwise ${version}${owner ? ` of ${owner}` : ""}, ${number ?? "without a number"}`,
    `the line is ${line}, the mode is ${mode.now}${until}`,
    ...live.map((call) => liveLine(call, shown)),
    `today: ${counts.length === 0 ? "no calls" : counts.join(", ")}`,
    newMessages === 1 ? "1 new message" : `${newMessages || "no"} new messages`,
    ...(status.settingsLockedBy === undefined
      ? []
      : [`settings are locked by ${status.settingsLockedBy}`]),
    ...(ignored.length === 0 ? [] : [`ignored: ${ignored.map(often).join(", ")}`]),
    ...troubles.map(({ code, detail }) => `✗ ${detail} (${code})`),
  ];
}

const often = ({ what, count }: Status["ignored"][number]): string => `${count} × ${what}`;

function liveLine({ from, to, state, began, answered }: CallView, shown: (at: number) => string) {
  const caller = from.name ?? from.number ?? "a hidden number";
  return `${caller} → ${to}: ${state ?? "ending"} since ${shown(answered ?? began)}`;
}

const states: Readonly<Record<AccountStatus["state"], string>> = {
  registered: "registered",
  trying: "not registered yet, trying",
  failed: "not registered",
  static: "known by its address",
};

/** How an account stands, and why. */
export function accountLine(
  { id, server, state, since, detail }: AccountStatus,
  shown: (at: number) => string,
): string {
  const why = detail === undefined ? "" : `: ${detail}`;
  return `account ${id} (${server}): ${states[state]} since ${shown(since)}${why}`;
}
