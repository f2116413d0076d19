import type { ExchangeSettings } from "#exchange/settings/settings.ts";

/**
 * exchange/relay: sound through the exchange, for two parties whose routers let neither reach the
 * other. It anchors RTP and RTCP at ports of its own (media/engine/anchorEnd.ts) and writes these
 * into the descriptions that pass; nothing is decoded. Which calls and which lines is decided by
 * pure functions; relay.ts, relays.ts, carriages.ts and relayDesk.ts act. This file decides which calls.
 */

/** Of the exchange, or of one user: `whenNeeded` is when neither can reach the other. */
export type RelayWish = ExchangeSettings["relay"];

/** One party as it is seen. */
export interface EndSeen {
  readonly wish: RelayWish;
  /** The address of the router that it is behind; undefined: it can be reached where it says. */
  readonly nat: string | undefined;
}

/**
 * Whoever says never is obeyed, then who says always. Else it takes two routers: whoever is not
 * behind one is reached by the other, and two behind the same one meet without us.
 */
export function wantsRelay(near: EndSeen, far: EndSeen): boolean {
  const wishes = [near.wish, far.wish];
  if (wishes.includes("never")) return false;
  if (wishes.includes("always")) return true;
  return near.nat !== undefined && far.nat !== undefined && near.nat !== far.nat;
}
