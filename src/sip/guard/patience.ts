import { type Millis, millis } from "#kit/time.ts";

/**
 * How long what begins something may have waited and still be served. Whoever waited longer is
 * refused at once, with when to come again: so a queue stays short however much comes, and the time
 * goes to those who are served (RFC 5390 §4; the idea of a queue judged by the wait, not by its
 * length, is CoDel's, RFC 8289 §4).
 *
 * A burst, or a pause that the machine made, is no overload: then all that would not yet have been
 * sent again is served. A queue that stands although we have worked on is one. Work is CPU time of
 * our own, for the clock on the wall goes on while a busy machine lets others run.
 */
export function patience(worked: Millis, isCall: boolean): Millis {
  if (worked < standsAfter) return generous;
  return isCall ? callsWait : othersWait;
}

/** Our own work since nobody waited last: after so much of it the queue stands. */
export const standsAfter = millis(100);

/** Less than T1 (500 ms), after which it is sent again. */
const generous = millis(400);
const callsWait = millis(50);
/** A registration that is refused may cost calls for minutes. */
const othersWait = millis(250);
