import { type EventPacket, keyOfEvent } from "#media/dtmf/eventPacket.ts";

/** An event as its RTP packet brought it. */
export interface ArrivedEvent extends EventPacket {
  readonly timestamp: number;
  readonly marker: boolean;
}

/** What was heard last: enough to tell a new key press from more of the same one. */
export interface HeardEvent {
  readonly event: number;
  readonly timestamp: number;
  readonly duration: number;
  readonly ended: boolean;
}

/**
 * Packets → each key press once, at its first packet, whichever of them came through. All packets of
 * a press carry the timestamp of its beginning (RFC 4733 §2.5.1); some senders move it along
 * instead, and a long press goes on in a new segment (§2.5.1.3): neither is a second press.
 */
export function hearEvent(
  last: HeardEvent | undefined,
  packet: ArrivedEvent,
): readonly [HeardEvent | undefined, key: string | undefined] {
  const { event, timestamp, duration, end } = packet;
  const key = keyOfEvent(event);
  if (key === undefined) return [last, undefined];
  const now = { event, timestamp, duration, ended: end };
  if (last === undefined) return [now, key];
  const later = (timestamp - last.timestamp) | 0; // 32-bit arithmetic: the clock may wrap
  if (later < 0 && later > -REORDERED) return [last, undefined];
  if (later === 0) return [{ ...now, ended: end || last.ended }, undefined];
  return isSamePress(last, packet, later) ? [now, undefined] : [now, key];
}

/** Further back than that (10 s at 8 kHz) the sender has begun a new clock. */
const REORDERED = 80_000;

function isSamePress(last: HeardEvent, packet: ArrivedEvent, later: number): boolean {
  if (packet.event !== last.event || later < 0) return false;
  if (later < last.duration) return true; // a press cannot begin before the one before it ended
  if (last.ended || packet.marker) return false;
  // the next segment, or a timestamp that moves as the duration grows
  return later === last.duration || packet.duration - last.duration === later;
}
