import type { HandsetSignal, ShownParty } from "#server/control/channels.ts";
import type { Party } from "#telephony/call/leg.ts";
import type { LineCall, LineState } from "#telephony/line/line.ts";

export type DisplayFrame = Extract<HandsetSignal, { readonly state: unknown }>;

/** What a handset's display shows of its line: the state, who is in the ear, and who else is there. */
export function displayOf(line: LineState): DisplayFrame {
  if (line.name === "flashed") return displayOf(line.from);
  if (line.name === "threeWay") return frame(line.name, line.first, { third: line.second });
  const call = "call" in line ? line.call : undefined;
  const held = "held" in line ? line.held : undefined;
  if (line.name === "whispered") return frame(line.name, line.call, { third: line.speaker });
  if (line.name === "interrupted") return frame(line.name, line.call, { waiting: line.by });
  const waiting = "waiting" in line ? line.waiting : undefined;
  const shown = frame(line.name, call, { held, waiting });
  return line.name === "talking" && line.call.oneWay ? { ...shown, oneWay: true } : shown;
}

function frame(
  state: LineState["name"],
  party: LineCall | undefined,
  others: Readonly<Record<string, LineCall | undefined>>,
): DisplayFrame {
  const shown = Object.entries({ party, ...others }).flatMap(([key, call]) =>
    call ? [[key, shownParty(call.party)]] : [],
  );
  return { state, ...Object.fromEntries(shown) };
}

/** Who wishes not to be shown is not shown. */
export function shownParty({ number, name, address, hidden }: Party): ShownParty {
  if (hidden) return {};
  const shown = number ?? address;
  return { ...(shown !== undefined && { number: shown }), ...(name !== undefined && { name }) };
}
