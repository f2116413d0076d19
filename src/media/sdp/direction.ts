import type { Direction } from "#media/sdp/description.ts";

/** The four directions as two wishes; hold is the wish of one who does not want to hear. */
export const sends = (direction: Direction): boolean =>
  direction === "sendrecv" || direction === "sendonly";
export const receives = (direction: Direction): boolean =>
  direction === "sendrecv" || direction === "recvonly";

export function directionOf(does: {
  readonly send: boolean;
  readonly receive: boolean;
}): Direction {
  if (does.send) return does.receive ? "sendrecv" : "sendonly";
  return does.receive ? "recvonly" : "inactive";
}

/** The same stream as the other side sees it. */
export const reversed = (direction: Direction): Direction =>
  directionOf({ send: receives(direction), receive: sends(direction) });

/** What both allow (RFC 3264 §6.1: what one does not send, the other cannot receive). */
export const bothAllow = (a: Direction, b: Direction): Direction =>
  directionOf({ send: sends(a) && sends(b), receive: receives(a) && receives(b) });
