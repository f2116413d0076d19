/** A telephone that is being plugged in, as its owner sees it. Pure. */
import type { WallTime } from "#kit/time.ts";
import { type Candidate, type PlugIn, type PlugInTrouble, troubleOf } from "./plugIn.ts";

/** What went between the telephone and us. */
export interface PlugInPacket {
  readonly at: WallTime;
  readonly from: "phone" | "server";
  readonly text: string;
}

export interface PlugInView {
  readonly device: string;
  readonly ends: WallTime;
  readonly isOver: boolean;
  readonly phone?: Candidate;
  readonly steps: PlugIn["steps"];
  readonly others: readonly Candidate[];
  readonly trouble?: PlugInTrouble;
  readonly packets: readonly PlugInPacket[];
  /** To be typed into a telephone that does not look for us by itself. */
  readonly url: string;
}

const mostPackets = 200;
const longestText = 120;

/** The oldest of too many goes. */
export const noted = (
  packets: readonly PlugInPacket[],
  { text, ...packet }: PlugInPacket,
): readonly PlugInPacket[] =>
  [...packets, { ...packet, text: text.slice(0, longestText) }].slice(-mostPackets);

export function viewOf(
  now: PlugIn,
  seen: Pick<PlugInView, "isOver" | "packets" | "url">,
): PlugInView {
  const { device, ends, phone, steps, others } = now;
  const trouble = troubleOf(now, seen.isOver);
  return {
    ...{ device, ends, steps, others },
    ...seen,
    ...(phone && { phone }),
    ...(trouble && { trouble }),
  };
}
