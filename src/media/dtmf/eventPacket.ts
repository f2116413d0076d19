import { readUint16, writeUint16 } from "#kit/bytes.ts";

/**
 * media/dtmf: keys and the hook-flash in RTP, as events (RFC 4733) or as tones. The engine feeds it
 * and is told each key press once; it never sends a packet by itself. This file: the four octets.
 *
 *    0        1          2 3
 *   +--------+-+-+------+----------------+
 *   | event  |E|R|volume| duration       |     E ends it; duration in units of the RTP clock,
 *   +--------+-+-+------+----------------+     counted from the packet's RTP timestamp
 */
export interface EventPacket {
  /** 0–9, 10 *, 11 #, 12–15 A–D, 16 the flash; others are not of the telephone's keys. */
  readonly event: number;
  readonly end: boolean;
  /** In −dBm0, 0 to 63. */
  readonly volume: number;
  readonly duration: number;
}

const KEYS = "0123456789*#ABCD!";
export const FLASH = "!";

/** `5`, `#` … and `!` for the flash; nothing for events that no telephone's key makes. */
export const keyOfEvent = (event: number): string | undefined => KEYS[event];
/** Nothing for what is no key. */
export function eventOfKey(key: string): number | undefined {
  const event = key.length === 1 ? KEYS.indexOf(key.toUpperCase()) : -1;
  return event < 0 ? undefined : event;
}

/** Nothing for what is too short; what stands behind the first four octets is passed over (§2.5.2). */
export function readEvent(payload: Uint8Array): EventPacket | undefined {
  const [event, flags] = payload;
  const duration = readUint16(payload, 2);
  if (event === undefined || flags === undefined || duration === undefined) return undefined;
  return { event, end: (flags & 0x80) !== 0, volume: flags & 0x3f, duration };
}

export function writeEvent({ event, end, volume, duration }: EventPacket): Uint8Array {
  const payload = Uint8Array.of(event, (end ? 0x80 : 0) | (volume & 0x3f), 0, 0);
  writeUint16(payload, 2, duration);
  return payload;
}
