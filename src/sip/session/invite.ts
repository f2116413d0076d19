import { CallId } from "#sip/headers/callId.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { From } from "#sip/headers/from.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { Route } from "#sip/headers/route.ts";
import { To } from "#sip/headers/to.ts";
import { header } from "#sip/message/message.ts";
import { parseNameAddr } from "#sip/message/nameAddr.ts";
import { abilities, credentialsFor } from "#sip/session/ask.ts";
import type { FirstInvite, OwnInvite } from "#sip/session/pendingInvite.ts";
import type { Calling, Next, Root, SessionFacts, Thread } from "#sip/session/sessionState.ts";
import { proposalLines } from "#sip/session/sessionTimer.ts";
import { newThread } from "#sip/session/steps.ts";

/* The INVITE that begins a call out (RFC 3261 §13.2.1), the first time and again. */

export function startCalling(
  first: FirstInvite,
  ids: { readonly callId: string; readonly localTag: string },
  facts: SessionFacts,
): Next<Calling> {
  const thread = { ...newThread("caller", ids), ours: first.body };
  const invite = { id: 0, seq: 0, first, credentials: [], heard: false };
  return sendInvite({ ...thread, name: "calling", invite }, facts);
}

/** In a new transaction with the next number: the first, or after a 401, 407 or 422 (§8.1.3.5). */
export function sendInvite(state: Calling, facts: SessionFacts): Next<Calling> {
  const { invite } = state;
  const { first } = invite;
  const asked = { method: "INVITE", uri: first.uri };
  const [challenges, credentials] = credentialsFor(state, asked, facts);
  const [id, seq] = [state.sent + 1, invite.seq + 1];
  const headers = [
    ...first.route.map((text) => ({ name: Route.name, text })),
    header(MaxForwards, first.maxForwards ?? 70),
    { name: From.name, text: fromText(first, state) },
    { name: To.name, text: first.to },
    header(CallId, state.callId),
    header(CSeq, { number: seq, method: "INVITE" }),
    ...abilities(facts.options),
    ...proposalLines(facts.options, invite.minSE),
    ...credentials,
    ...first.extra,
  ];
  const way = { nextHop: nextHopOf(first), byRoute: first.route.length > 0 };
  const request = { ...asked, ...way, headers, body: first.body };
  return [
    { ...state, sent: id, challenges, invite: { ...invite, id, seq, credentials } },
    [{ do: "send", id, request, first: true }],
  ];
}

function nextHopOf({ route, uri }: FirstInvite): string {
  const hop = parseNameAddr(route[0] ?? "");
  return hop.ok ? hop.value.uri : uri;
}

const fromText = ({ from }: FirstInvite, { localTag }: Pick<Thread, "localTag">): string =>
  `${from.includes("<") ? from : `<${from}>`};tag=${localTag}`;

/** What the dialogs of this INVITE stem from. */
export const rootOf = (
  { callId, localTag }: Pick<Thread, "callId" | "localTag">,
  { first, seq, credentials }: OwnInvite,
): Root => ({
  callId,
  localTag,
  localParty: fromText(first, { localTag }),
  seq,
  uri: first.uri,
  credentials,
});
