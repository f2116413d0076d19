import { Reason, reasonOf } from "#sip/headers/reason.ts";
import { header } from "#sip/message/message.ts";
import { acknowledge } from "#sip/session/acknowledge.ts";
import { ask } from "#sip/session/ask.ts";
import type { Extra, SessionEvent } from "#sip/session/session.ts";
import type {
  Alive,
  Leaving,
  Next,
  SessionEffect,
  SessionFacts,
  SessionState,
  Talking,
} from "#sip/session/sessionState.ts";
import { andThen, mainTalk, respond, stop, talkOf, tell, threadOf } from "#sip/session/steps.ts";

/* Leaving (RFC 3261 §15): for the owner all is over at once; goodbyes follow by themselves. */

type Why = Extract<SessionEvent, { readonly on: "over" }>["why"];

export interface Parting {
  readonly why: Why;
  /** Say BYE, with these lines. */
  readonly bye?: Extra | undefined;
  /** Told right before `over`. */
  readonly first?: SessionEvent | undefined;
}

/** Out of any state that has not told `over`. */
export function leave(state: Alive, { why, bye, first }: Parting, facts: SessionFacts): Next {
  const last = [...(first === undefined ? [] : [tell(first)]), tell({ on: "over", why })];
  const [leaving, quiet] = dismissed(state);
  const [next, goodbye] = bye === undefined ? [leaving, []] : sayBye(leaving, bye, facts);
  return [next, [...quiet, ...goodbye, ...last]];
}

/** What a BYE to somebody of whom nothing is heard any more says (RFC 3326): he may hear us. */
export const unheard: Extra = [header(Reason, [reasonOf("Q.850", 41, "Connection lost")])];

/** Nothing is asked of the owner any more: timers stop, and what waited for an answer of theirs gets one. */
export function dismissed(state: Alive): Next<Leaving> {
  const { open } = state;
  const held = open !== undefined && "id" in open ? [open.id] : [];
  // §15.1.2: requests that still wait are terminated
  const refused = [...held, ...state.requests.map(({ id }) => id)].map((id) => respond(id, 487));
  const thread = { ...threadOf(state), open: undefined, wanted: undefined, requests: [] };
  const leaving: Leaving = {
    ...thread,
    interval: undefined,
    holdsOff: false,
    name: "leaving",
  };
  const rest: Next<Leaving> = [leaving, [...stops(state), ...refused]];
  return open?.by === "2xx" ? andThen(rest, (next) => acknowledgeOpen(next, open)) : rest;
}

/** An answer nobody will give: the ACK goes without, for the BYE behind it needs it. */
function acknowledgeOpen(
  state: Leaving,
  open: { readonly tag: string; readonly seq: number; readonly credentials: Extra },
): Next<Leaving> {
  const talk = talkOf(state, open.tag);
  return talk === undefined ? [state, []] : acknowledge(state, talk, open);
}

function stops(state: Alive): readonly SessionEffect[] {
  const { interval, holdsOff } = state;
  const own =
    state.name === "called" ? (["expires", "ringOn", "resendReliable", "noPrack"] as const) : [];
  const timed = interval === undefined ? [] : (["refresh", "session"] as const);
  const glare = holdsOff ? (["retry"] as const) : [];
  return [...own, ...timed, ...glare].map(stop);
}

/** §15: the called side says BYE only after the ACK of its 2xx, or when that will not come. */
export function sayBye(state: Leaving, extra: Extra, facts: SessionFacts): Next<Leaving> {
  if (state.owed !== undefined) return [{ ...state, byeAfterAck: extra }, []];
  const talk = mainTalk(state);
  const { byeAfterAck: _, ...rest } = state;
  return talk === undefined
    ? [rest, []]
    : ask(rest, talk, { method: "BYE", purpose: "bye", extra }, facts);
}

/** The ACK has come or been given up. */
export const byeIfWaiting = (state: Leaving, facts: SessionFacts): Next =>
  state.byeAfterAck === undefined ? [state, []] : sayBye(state, state.byeAfterAck, facts);

/** BYE came, after an answer: what is owed to its sender is not sent again. */
export function byeCame(
  state: Talking | Leaving,
  id: number,
  reasons: readonly string[],
  facts: SessionFacts,
): Next {
  const quiet = state.owed === undefined ? [] : [stop("resend"), stop("noAck")];
  const effects = [respond(id, 200), ...quiet];
  if (state.name === "leaving") {
    const { byeAfterAck: _, ...rest } = state; // theirs will do
    return [{ ...rest, owed: undefined }, effects];
  }
  const parting = { why: "bye", first: { on: "bye", reasons } } as const;
  const [next, told] = leave({ ...state, owed: undefined }, parting, facts);
  return [next, [...effects, ...told]];
}

/** The last one out closes: no answer, ACK or copy is waited for. */
export function closedIfDone(state: SessionState): Next {
  if (state.name !== "leaving") return [state, []];
  const done = state.asked.length === 0 && state.owed === undefined && !state.lingers;
  return done ? [{ name: "over" }, [{ do: "close" }]] : [state, []];
}
