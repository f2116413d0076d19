/**
 * Forwarded calls on the wire: who has forwarded a call before it came, and what we add when we
 * forward it (Diversion, RFC 5806; History-Info, RFC 7044 with the causes of RFC 4458).
 */
import { Diversion } from "#sip/headers/diversion.ts";
import { HistoryInfo } from "#sip/headers/historyInfo.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { type HeaderLine, readable, type SipRequest } from "#sip/message/message.ts";
import { formatNameAddr, type NameAddr, nameAddr } from "#sip/message/nameAddr.ts";
import { noParams, withParam } from "#sip/message/params.ts";
import { formatUri, parseUri } from "#sip/message/uri.ts";
import type { WhyForwarded } from "#telephony/call/forwarded.ts";

/** More have forwarded it than anybody wants: what is older is left out. */
const mostEntries = 10;

/** How a call has come to us. */
export interface Came {
  /** How many more servers it may pass (RFC 3261 §20.22). */
  readonly hops: number;
  /** Who has forwarded it, newest first: numbers, else addresses. */
  readonly diverted: readonly string[];
}

export function cameBy(request: SipRequest): Came {
  const diversions = readable(request, Diversion) ?? [];
  const noted = readable(request, HistoryInfo) ?? [];
  const forwarded = noted.filter((_, i) => isCaused(noted[i + 1])).reverse();
  const said = diversions.length > 0 ? diversions : forwarded;
  return {
    hops: readable(request, MaxForwards) ?? usualHops,
    diverted: said.slice(0, mostEntries).map(({ uri }) => placeIn(uri)),
  };
}

export const usualHops = 70;

/** A target that says why it took another's place; who only passed a call on says nothing. */
const isCaused = (next: NameAddr | undefined): boolean => /;cause=\d{3}\b/i.test(next?.uri ?? "");

/** A number by itself; else the whole address. */
function placeIn(uri: string): string {
  const parsed = parseUri(uri.replace(/\?.*$/, ""));
  if (!parsed.ok) return uri.slice(0, 255);
  const { user, host } = parsed.value;
  if (user === undefined) return host;
  const plain = user.replace(/;.*$/, "");
  return /^\+?[0-9*#]+$/.test(plain) ? plain : `${plain}@${host}`;
}

/** What the two headers call each reason. */
const reasons: Readonly<Record<WhyForwarded, { readonly reason: string; readonly cause: number }>> =
  {
    unconditional: { reason: "unconditional", cause: 302 },
    busy: { reason: "user-busy", cause: 486 },
    noAnswer: { reason: "no-answer", cause: 408 },
    unavailable: { reason: "unavailable", cause: 503 },
    followMe: { reason: "follow-me", cause: 302 },
  };

export interface Forwarding {
  readonly why: WhyForwarded;
  /** Whom it was for, as an address, and to which it goes. */
  readonly from: string;
  readonly to: string;
  /** The INVITE that it came with, when it came over the wire. */
  readonly came: SipRequest | undefined;
}

/** The lines that say whose telephone it was called for; those that came stay behind ours. */
export function forwardingLines({ why, from, to, came }: Forwarding): readonly HeaderLine[] {
  const { reason, cause } = reasons[why];
  const before = (came && readable(came, Diversion)) ?? [];
  const ours = withParam(withParam(noParams, "reason", reason), "counter", "1");
  const diversions = [nameAddr(from, ours), ...before].slice(0, mostEntries);
  return [
    ...diversions.map((one) => ({ name: Diversion.name, text: formatNameAddr(one) })),
    { name: HistoryInfo.name, text: history(came, to, cause).map(formatNameAddr).join(", ") },
  ];
}

/** RFC 7044 §9: what came, where we were called when nobody had noted that, and where it goes now. */
function history(came: SipRequest | undefined, to: string, cause: number): readonly NameAddr[] {
  const noted = ((came && readable(came, HistoryInfo)) ?? []).slice(-mostEntries);
  const called = came?.uri.ok ? formatUri(came.uri.value) : undefined;
  const first = called === undefined ? [] : [nameAddr(called, withParam(noParams, "index", "1"))];
  const before = noted.length > 0 ? noted : first;
  const last = before.at(-1)?.params.get("index") ?? "1";
  const params = withParam(withParam(noParams, "index", `${last}.1`.slice(-60)), "mp", last);
  return [...before, nameAddr(`${to};cause=${cause}`, params)];
}
