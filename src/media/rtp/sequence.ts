/** Numbers that wrap: 16 bits of sequence, 32 bits of timestamp. */

/** How far it is from one sequence number to another, the short way round: −32768 to 32767. */
export const sequenceSteps = (from: number, to: number): number => ((to - from) << 16) >> 16;

/** The same for timestamps, and any other 32-bit number. */
export const timestampSteps = (from: number, to: number): number => (to - from) | 0;

export const nextSequence = (sequence: number, by = 1): number => (sequence + by) & 0xffff;
export const nextTimestamp = (timestamp: number, by: number): number => (timestamp + by) >>> 0;

/** A sequence number with its turns, next to one that is known: RFC 3711 §3.3.1 and RFC 3550 A.1. */
export const extended = (near: number, sequence: number): number =>
  near + sequenceSteps(near & 0xffff, sequence);
