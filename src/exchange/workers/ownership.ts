import { CallId } from "#sip/headers/callId.ts";
import { To } from "#sip/headers/to.ts";
import { branchCookie, topVia } from "#sip/headers/via.ts";
import { readable, type SipMessage, type SipResponse } from "#sip/message/message.ts";
import { parseUri } from "#sip/message/uri.ts";

/**
 * exchange/workers: several processes that are one exchange. They share its ports, so whoever gets a
 * message may not be whose it is; this file says whose. All that belongs to one call is one worker's:
 * its transactions, its channel, its relay, its row in the book.
 */

/** FNV-1a over the text's code units: spread well, and the same in every process. */
export function spread(text: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % count;
}

/** What a worker puts first into its branches. */
export const branchMark = (worker: number): string => `w${worker}-`;

/** What a worker puts first into the names of its connections; `run`: a word of its own process. */
export const connectionMark = (worker: number, run: string): string => `w${worker}.${run}.`;

/** Whose connection that is; undefined: no worker's. */
export function holderOf(connection: string): number | undefined {
  const [, worker] = /^w(\d{1,3})\./.exec(connection) ?? [];
  return worker === undefined ? undefined : Number(worker);
}

/** The worker that does what only one can do: publications, subscriptions, files, trunks' registrations. */
export const first = 0;

/**
 * Where a message belongs: a response to who awaits it, a registration to its user's worker (so that
 * two devices of one user never write at once), any other by its Call-ID. Undefined: it is as good
 * anywhere. `nameOf`: the user of a user part.
 */
export function homeOf(
  message: SipMessage,
  count: number,
  nameOf: (userPart: string) => string,
): number | undefined {
  if (message.kind === "response") return awaiting(message, count);
  switch (message.method) {
    case "PUBLISH":
    case "SUBSCRIBE":
      return first;
    case "REGISTER":
      return spread(nameOf(registered(message)), count);
    default:
      return spread(readable(message, CallId) ?? "", count);
  }
}

function awaiting(response: SipResponse, count: number): number | undefined {
  const branch = topVia(response)?.params.get("branch") ?? "";
  if (!branch.startsWith(`${branchCookie}w`)) return undefined;
  const [, text] = /^w(\d{1,3})-/.exec(branch.slice(branchCookie.length)) ?? [];
  const worker = Number(text ?? count);
  return worker < count ? worker : undefined;
}

function registered(message: SipMessage): string {
  const uri = parseUri(readable(message, To)?.uri ?? "");
  return (uri.ok && uri.value.user) || "";
}

/** Who takes it: its own worker, or while that is away the next one in the circle; `otherwise` when nobody is. */
export function takerOf(
  home: number,
  count: number,
  isReady: (worker: number) => boolean,
  otherwise: number,
): number {
  for (let step = 0; step < count; step++) {
    const worker = (home + step) % count;
    if (isReady(worker)) return worker;
  }
  return otherwise;
}

export interface Ports {
  readonly from: number;
  readonly to: number;
}

/** Each worker's part of the ports for sound, in whole fours: two sides of two. */
export function portsOf(
  { from, to }: Ports,
  { own, count }: { own: number; count: number },
): Ports {
  const each = Math.floor((to - from + 1) / count / 4) * 4;
  return { from: from + own * each, to: from + own * each + each - 1 };
}
