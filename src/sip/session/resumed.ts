/** A session that another process began, as it goes on here: from what was kept of it. */

import type { Millis } from "#kit/time.ts";
import { ackOf, type Dialog } from "#sip/dialog/dialog.ts";
import type {
  Called,
  Calling,
  KeptAck,
  Next,
  SessionEffect,
  SessionTimer,
  Talk,
  Talking,
} from "#sip/session/sessionState.ts";
import { start } from "#sip/session/steps.ts";

/** What can go on: whoever is leaving is not taken up. */
export type Resumable = Calling | Called | Talking;

/** A timer that ran, and how long it still had; below zero when it is overdue. */
export interface TimerLeft {
  readonly timer: SessionTimer;
  readonly in: Millis;
}

/**
 * Our next request has a number that no request of before can have had, sent and not written down
 * (RFC 3261 §12.2.1.1: higher, by any step).
 */
const skipped = 100;

/**
 * What was under way is not waited for: its transactions are gone. A request of theirs that nobody
 * had answered will be sent again, and is new then; an offer of ours is made again.
 */
export function resumed(state: Resumable, timers: readonly TimerLeft[]): Next<Resumable> {
  const effects: SessionEffect[] = state.talks.map(({ dialog }) => ({
    do: "join",
    remoteTag: dialog.remoteTag,
  }));
  const running = timers.filter(({ timer }) => goesOn(state, timer));
  const started = running.map(({ timer, in: left }) => start(timer, Math.max(0, left) as Millis));
  return [goneOn(state), [...effects, ...started]];
}

function goneOn(state: Resumable): Resumable {
  const { asked, open } = state;
  const unfinished = asked.find(({ purpose }) => purpose === "offer");
  const unheard = open !== undefined && "seq" in open && open.by !== "2xx";
  const talks = state.talks.map((talk) => onward(talk, unheard || state.requests.length > 0));
  return {
    ...state,
    talks,
    asked: [],
    challenges: [],
    requests: [],
    acks: [...state.acks, ...forAnswersToCome(state)],
    lingers: false,
    holdsOff: false,
    open: undefined,
    wanted: state.wanted ?? unfinished?.body,
    owed: state.owed?.first ? state.owed : undefined,
  };
}

function onward(talk: Talk, isUnheard: boolean): Talk {
  const { dialog, turn } = talk;
  const { localSeq, remoteSeq } = dialog;
  const next: Dialog = {
    ...dialog,
    localSeq: localSeq + skipped,
    ...(remoteSeq !== undefined && { remoteSeq: isUnheard ? remoteSeq - 1 : remoteSeq }),
  };
  const isSettled = dialog.phase === "confirmed" && turn !== "fresh";
  return { ...talk, dialog: next, turn: isSettled ? "agreed" : turn };
}

/** A re-INVITE of ours may yet be answered: whoever answered must have an ACK (§13.2.2.4). */
const forAnswersToCome = ({ asked, talks }: Resumable): readonly KeptAck[] =>
  asked.flatMap(({ method, tag, seq, credentials }) => {
    const talk = talks.find(({ dialog }) => dialog.remoteTag === tag);
    if (method !== "INVITE" || talk === undefined) return [];
    const ack = ackOf(talk.dialog, seq);
    return [{ tag, seq, request: { ...ack, headers: [...ack.headers, ...credentials] } }];
  });

function goesOn(state: Resumable, timer: SessionTimer): boolean {
  if (timer === "retry" || timer === "linger") return false;
  return (timer !== "resend" && timer !== "noAck") || state.owed?.first === true;
}
