import type { TimeSettings } from "../words/decision.ts";

export const timeColours = ["plum", "sky", "pine", "amber", "clay"] as const;
export type TimeColour = (typeof timeColours)[number];

/** What a named time is shown in: its own, else one after the other, clay being kept for what is refused. */
export const timeColour = (times: readonly TimeSettings[], index: number): TimeColour =>
  times[index]?.colour ?? timeColours[index % (timeColours.length - 1)] ?? "plum";
