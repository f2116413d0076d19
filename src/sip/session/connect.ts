import { callerDialog, confirmed, refreshTarget } from "#sip/dialog/dialog.ts";
import { dialogIdOf } from "#sip/dialog/dialogId.ts";
import { Allow } from "#sip/headers/allow.ts";
import { Contact, qParam } from "#sip/headers/contact.ts";
import { MinSE } from "#sip/headers/minSe.ts";
import { readable, type SipResponse } from "#sip/message/message.ts";
import { acknowledge } from "#sip/session/acknowledge.ts";
import { challenged, settledThread } from "#sip/session/ask.ts";
import { leave } from "#sip/session/bye.ts";
import { rootOf, sendInvite } from "#sip/session/invite.ts";
import {
  acknowledgeProvisional,
  isNext,
  reliableNumber,
} from "#sip/session/reliableProvisional.ts";
import type { Body, SessionEvent } from "#sip/session/session.ts";
import type {
  Calling,
  Next,
  Root,
  SessionFacts,
  Talk,
  Talking,
} from "#sip/session/sessionState.ts";
import { grantedBy, timed } from "#sip/session/sessionTimer.ts";
import {
  andThen,
  bodyOf,
  patience,
  start,
  talkOf,
  tell,
  threadOf,
  withTalk,
  withTurn,
} from "#sip/session/steps.ts";

/* The caller's side, up to the answer (RFC 3261 §13.2). */

/** Whatever answers our INVITE. */
export function inviteAnswered(state: Calling, response: SipResponse, facts: SessionFacts): Next {
  if (response.status < 200) return provisional(state, response, facts);
  return response.status < 300 ? answered(state, response, facts) : refused(state, response, facts);
}

/** Forks that ring at once; what further ones say goes unheard. */
const mostForks = 12;

function provisional(state: Calling, response: SipResponse, facts: SessionFacts): Next<Calling> {
  const proceeding = state.invite.heard ? [] : [tell({ on: "proceeding" })];
  const heard = { ...state, invite: { ...state.invite, heard: true } };
  const known = talkOf(heard, dialogIdOf(response).remoteTag);
  if (response.status === 100 || (known === undefined && heard.talks.length >= mostForks))
    return [heard, proceeding];
  const talk = earlyTalk(heard, known, response);
  const joined =
    known === undefined ? [{ do: "join", remoteTag: talk.dialog.remoteTag } as const] : [];
  const [next, effects] = earlyAnswer(withTalk(heard, talk), talk, response, facts);
  return [next, [...proceeding, ...joined, ...effects]];
}

function earlyTalk(
  { invite, ...state }: Calling,
  known: Talk | undefined,
  response: SipResponse,
): Talk {
  const allows = readable(response, Allow) ?? known?.allows;
  if (known !== undefined)
    return { ...known, dialog: refreshTarget(known.dialog, response, "INVITE"), allows };
  const dialog = callerDialog(rootOf(state, invite), response);
  return { dialog, turn: firstTurn(invite), rseq: 0, allows };
}

const firstTurn = ({ first }: Calling["invite"]): Talk["turn"] =>
  first.body === undefined ? "fresh" : "ours";

function earlyAnswer(
  state: Calling,
  talk: Talk,
  response: SipResponse,
  facts: SessionFacts,
): Next<Calling> {
  const rseq = reliableNumber(response);
  const body = bodyOf(response);
  const tag = talk.dialog.remoteTag;
  // what is not reliable may show an answer beforehand, but not make an offer (§13.2.1)
  if (rseq === undefined)
    return [state, [progressed(talk, response, talk.turn === "ours" ? body : undefined)]];
  if (!isNext(talk, rseq)) return [state, []];
  const offers = body !== undefined && talk.turn === "fresh";
  // one offer at a time: what its answer must precede comes again
  if (talk.turn === "theirs" || (offers && state.open !== undefined)) return [state, []];
  if (offers)
    return [
      { ...withTurn(state, tag, "theirs"), open: { by: "1xx", tag, rseq }, theirs: body },
      [progressed(talk, response), tell({ on: "offered", by: "INVITE", body })],
    ];
  const answer = talk.turn === "ours" ? body : undefined;
  const next = answer ? { ...withTurn(state, tag, "agreed"), theirs: answer } : state;
  const acknowledged = acknowledgeProvisional(
    next,
    { tag, rseq, inviteSeq: state.invite.seq },
    facts,
  );
  return andThen(acknowledged, (after) => [after, [progressed(talk, response, answer)]]);
}

const progressed = ({ dialog }: Talk, response: SipResponse, body?: ReturnType<typeof bodyOf>) =>
  tell({
    on: "progress",
    status: response.status,
    fork: dialog.remoteTag,
    response,
    ...(body === undefined ? {} : { body }),
  });

/** The first 2xx: this fork it is. */
function answered(state: Calling, response: SipResponse, facts: SessionFacts): Next<Talking> {
  const { invite } = state;
  const tag = dialogIdOf(response).remoteTag;
  const known = talkOf(state, tag);
  const root = rootOf(state, invite);
  const talk = confirmedTalk(known, root, response, firstTurn(invite));
  const agreed = agreeing(state, talk, bodyOf(response));
  const talking: Talking = {
    ...settledThread(threadOf(state)),
    ...agreed.media,
    name: "talking",
    root,
    // the other forks stay known, should they answer too
    talks: [{ ...talk, turn: agreed.turn }, ...state.talks.filter((one) => one !== known)],
    lingers: true,
  };
  const joined: Next<Talking> = [
    talking,
    known === undefined ? [{ do: "join", remoteTag: tag }] : [],
  ];
  const acknowledged =
    talking.open?.by === "2xx"
      ? joined
      : andThen(joined, (next) => acknowledge(next, talk, invite));
  const lingering = andThen(acknowledged, (next) => [next, [start("linger", patience)]]);
  const withTimer = andThen(lingering, (next) => timed(next, grantedBy(response, facts.options)));
  const told: SessionEvent = { on: "accepted", fork: tag, response, ...agreed.told };
  return andThen(withTimer, (next) => [next, [tell(told)]]);
}

interface Agreeing {
  readonly turn: Talk["turn"];
  readonly media: Pick<Talking, "open" | "ours" | "theirs">;
  readonly told: { readonly offers: boolean; readonly body?: Body };
}

/** What the body of the 2xx is: our answer, their offer, or nothing new (RFC 3261 §13.2.1). */
function agreeing({ invite, ...state }: Calling, talk: Talk, body: Body | undefined): Agreeing {
  const { seq, credentials } = invite;
  const ours = invite.first.body ?? state.ours;
  const open = { by: "2xx", tag: talk.dialog.remoteTag, seq, credentials } as const;
  if (talk.turn === "fresh" && body !== undefined)
    return { turn: "theirs", media: { open, ours, theirs: body }, told: { offers: true, body } };
  if (talk.turn === "theirs") {
    // an UPDATE of theirs still waits for the owner and goes on; else the answer to a 1xx goes into the ACK
    const still = state.open?.by === "UPDATE" ? state.open : open;
    const media = { open: still, ours, theirs: state.theirs };
    return { turn: "theirs", media, told: { offers: false } };
  }
  const answer = talk.turn === "ours" ? body : undefined;
  const media = { open: undefined, ours, theirs: answer ?? state.theirs };
  return { turn: "agreed", media, told: { offers: false, ...(answer && { body: answer }) } };
}

function confirmedTalk(
  known: Talk | undefined,
  root: Root,
  response: SipResponse,
  turn: Talk["turn"],
): Talk {
  const allows = readable(response, Allow) ?? known?.allows;
  return known === undefined
    ? { dialog: callerDialog(root, response), turn, rseq: 0, allows }
    : { ...known, dialog: confirmed(known.dialog, root, response), allows };
}

function refused(state: Calling, response: SipResponse, facts: SessionFacts): Next {
  const again = challenged(state, response, facts) ?? withLongerInterval(state, response);
  if (again !== undefined) return sendInvite({ ...again, talks: [], open: undefined }, facts);
  const { status } = response;
  const first = { on: "refused", status, response, contacts: contactsOf(response) } as const;
  return leave(state, { why: "refused", first }, facts);
}

/** RFC 4028 §7.4: asks again for as long as they want; undefined when they said nothing new. */
function withLongerInterval(state: Calling, response: SipResponse): Calling | undefined {
  const minSE = response.status === 422 ? readable(response, MinSE) : undefined;
  const { invite } = state;
  return minSE !== undefined && minSE > (invite.minSE ?? 0)
    ? { ...state, invite: { ...invite, minSE } }
    : undefined;
}

/** Of a 3xx, the likeliest first (§8.1.3.4). */
function contactsOf(response: SipResponse): readonly string[] {
  if (response.status >= 400) return [];
  const contacts = readable(response, Contact);
  return contacts === undefined || contacts === "*"
    ? []
    : contacts.toSorted((a, b) => qParam(b) - qParam(a)).map(({ uri }) => uri);
}

/** Nobody answered, or there is no way there: as if a 408 or 503 had come (§8.1.3.1). */
export const inviteFailed = (
  state: Calling,
  why: "timeout" | "unreachable",
  facts: SessionFacts,
): Next =>
  leave(
    state,
    {
      why: "refused",
      first: { on: "refused", status: why === "timeout" ? 408 : 503, contacts: [] },
    },
    facts,
  );
