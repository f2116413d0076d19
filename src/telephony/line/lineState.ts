/** How the line of a house is, in a word, as its pages and programs are told. */
export type LineState = "free" | "ringing" | "talking" | "offline";

interface InState {
  readonly state?: string | undefined;
}

/** By the calls that live and the telephones there are: all of them off is offline. */
export function lineState(live: readonly InState[], devices: readonly InState[]): LineState {
  if (live.some(({ state }) => state === "talking")) return "talking";
  if (live.length > 0) return "ringing";
  return devices.every(({ state }) => state === "offline") ? "offline" : "free";
}
