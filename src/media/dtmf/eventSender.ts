import type { Millis } from "#kit/time.ts";
import { FRAME_MS } from "#media/codec/codec.ts";
import { eventOfKey, writeEvent } from "#media/dtmf/eventPacket.ts";

/** One RTP packet of a key press; all of them carry the RTP timestamp of its beginning. */
export interface EventSlot {
  readonly payload: Uint8Array;
  /** On the first one only (RFC 4733 §2.5.1.1). */
  readonly marker: boolean;
}

/** Between two presses nothing is sent for so many slots: 60 ms, so that they stay two. */
export const SLOTS_BETWEEN_KEYS = 3;
const VOLUME = 10; // −10 dBm0
const LONGEST = 0xffff; // of one segment, in clock units
const SHORTEST_MS = 40;
const ENDS = 3; // RFC 4733 §2.5.1.4: the last packet and two more of it

/** The packets of a press, one for each 20 ms from its beginning on; nothing for what is no key. */
export function eventSlots(key: string, length: Millis, clockRate: number): EventSlot[] {
  const event = eventOfKey(key);
  if (event === undefined) return [];
  const frame = (clockRate * FRAME_MS) / 1000;
  const most = Math.floor(LONGEST / frame);
  const frames = Math.min(most, Math.ceil(Math.max(length, SHORTEST_MS) / FRAME_MS));
  return Array.from({ length: frames + ENDS - 1 }, (_, slot) => {
    const duration = Math.min(slot + 1, frames) * frame;
    const end = slot >= frames - 1;
    return { payload: writeEvent({ event, end, volume: VOLUME, duration }), marker: slot === 0 };
  });
}
