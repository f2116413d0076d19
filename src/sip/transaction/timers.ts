/**
 * sip/transaction: the four transactions of RFC 3261 §17 as amended by RFC 6026, pure. A machine
 * has one alarm: how long it was set and what is left of the whole are in its state. What only
 * waits for repeats is buried: a tombstone of the shell answers them from the bytes last sent.
 *
 *   A  INVITE again           T1, doubling        G  final response again   T1, doubling to T2
 *   B  no response to INVITE  64·T1               H  no ACK                 64·T1
 *   D  repeats of a refusal   32 s, stream 0      I  repeats of the ACK     T4, stream 0
 *   E  request again          T1, doubling to T2  J  repeats of a request   64·T1, stream 0
 *   F  no final response      64·T1               L  after a 2xx, server    64·T1
 *   K  repeats of a response  T4, stream 0        M  after a 2xx, client    64·T1
 */
import { type Millis, millis, seconds } from "#kit/time.ts";

/** A round trip, guessed (§17.1.1.1). */
export const T1 = millis(500);
/** The longest wait between two copies of a request that is no INVITE, or of a final response. */
export const T2 = seconds(4);
/** How long a message may linger in the network. */
export const T4 = seconds(5);
/** Timers B, F, H, J, L and M: long enough for seven copies. */
export const giveUp = millis(64 * T1);
/** §17.2.1: an INVITE that nobody answered yet gets its 100. */
export const untilTrying = millis(200);
/** Timer D on UDP: at least 32 s. */
export const timerD = seconds(32);

/** How long the alarm was set, and what is left of the whole when it rings at the latest. */
export interface Waiting {
  readonly wait: Millis;
  readonly left: Millis;
}

/** The first wait: a stream resends for us, so there the whole time is one wait. */
export const firstWait = (reliable: boolean): Waiting => (reliable ? onStream : onUdp);

const onStream: Waiting = { wait: giveUp, left: giveUp };
const onUdp: Waiting = { wait: T1, left: giveUp };

/** The wait behind this one: twice as long within the bounds, never past the end. Undefined at the end. */
export function nextWait(
  { wait, left }: Waiting,
  longest: Millis,
  shortest = T1,
): Waiting | undefined {
  const rest = millis(left - wait);
  if (rest <= 0) return undefined;
  const next = Math.max(shortest, Math.min(2 * wait, longest));
  return { wait: millis(Math.min(next, rest)), left: rest };
}
