/** A call whose plan is carried out: somebody rings, and whoever answers first has it. */
import { askedCalled, isConfirming, keyedTo } from "../asking.ts";
import type { Attempt, CallEffect, CallEvent, CallFacts, LegPhase } from "../call.ts";
import { attendantSays, choiceAsked } from "../choosing.ts";
import { soleEarly } from "../ears.ts";
import type { Trying } from "../launch.ts";
import { because, type Cause, type LegEvent, type LegId, type Manner } from "../leg.ts";
import {
  accountIsSlow,
  attemptFailed,
  attempting,
  consulted,
  delayIsOver,
  redirected,
  timeIsUp,
} from "../planRunner.ts";
import {
  allDismissed,
  callerOf,
  createLeg,
  left,
  listening,
  moved,
  type Next,
  putThrough,
  seatOf,
  seatWith,
  shortName,
  stop,
  tell,
  waits,
  watchesOf,
} from "../seats.ts";
import { heirOf, type Taking } from "../taking.ts";
import { isAsked, ringsOnly } from "../whose.ts";
import { finish } from "./ending.ts";
import { beginSpeaking } from "./speaking.ts";

export function trying(call: Trying, event: CallEvent, facts: CallFacts): Next {
  switch (event.on) {
    case "leg":
      if (event.leg === callerOf(call).leg) return callerSays(call, event.event, facts);
      return calledSays(call, event.leg, event.event, facts);
    case "timer":
      return onTimer(call, event.timer, facts);
    case "endAsked":
      return finish(call, { cause: event.cause }, facts);
    case "shellFailed":
      return finish(call, { cause: because("failed") }, facts);
    case "takeAsked":
      return pickedUp(call, event, facts);
    case "consulted":
      return consulted(call, event, facts);
    case "choiceAsked":
      return choiceAsked(call, event.choice, facts);
    default:
      return [call, []];
  }
}

function onTimer(
  call: Trying,
  timer: (CallEvent & { on: "timer" })["timer"],
  facts: CallFacts,
): Next {
  const [what, name = ""] = timer.split(" ");
  switch (what) {
    case "step":
      return timeIsUp(call, facts);
    case "total":
      return finish(call, { cause: because("noAnswer") }, facts);
    case "after":
      return delayIsOver(call, name);
    case "route":
    case "ringing":
      return accountIsSlow(call, name, facts);
    default:
      return [call, []];
  }
}

function callerSays(call: Trying, news: LegEvent, facts: CallFacts): Next {
  const { leg } = callerOf(call);
  switch (news.on) {
    case "ended":
      return finish(left(call, leg, news.cause), { cause: news.cause }, facts);
    case "digit":
      return keyedTo(call, leg, news.digit);
    case "listens":
      return [listening(call, leg), []];
    case "transferAsked":
      return [call, [tell(leg, { do: "refuseTransfer" })]];
    default:
      return [call, []];
  }
}

function calledSays(call: Trying, leg: LegId, news: LegEvent, facts: CallFacts): Next {
  const seat = seatOf(call, leg);
  if (seat?.target.to === "attendant") return attendantSays(call, seat, news, { facts, won });
  const attempt = attempting(call, leg);
  if (news.on === "ended") return wentAway(call, leg, news.cause, facts);
  if (!attempt || seatOf(call, leg)?.phase === "leaving") return [call, []];
  switch (news.on) {
    case "proceeding":
      return [call, [stop(`route ${shortName(leg)}`)]];
    case "ringing":
      return rings(call, leg, "ringing", news.waiting);
    case "earlyAudio":
      return rings(call, leg, "early");
    case "answered":
      return answered(withManner(call, attempt, news.manner), attempt, facts);
    case "digit":
      return keyedTo(call, leg, news.digit);
    case "redirected":
      return redirected(call, leg, news.addresses, facts);
    case "transferAsked":
      return [call, [tell(leg, { do: "refuseTransfer" })]];
    default:
      return [call, []];
  }
}

function wentAway(call: Trying, leg: LegId, cause: Cause, facts: CallFacts): Next {
  const before = seatOf(call, leg);
  if (!before || before.phase === "over") return [call, []];
  return attemptFailed(left(call, leg, before.cause ?? cause), leg, cause, facts);
}

/** Ringing that comes behind early audio takes nothing back; a confirming party rings no more. */
function rings(call: Trying, leg: LegId, phase: LegPhase, waiting?: true): Next {
  const now = seatOf(call, leg)?.phase;
  const quiet = [stop(`route ${shortName(leg)}`), stop(`ringing ${shortName(leg)}`)];
  if (now !== "inviting" && now !== "ringing") return [call, quiet];
  const [then, told] = tellCaller(waits(moved(call, leg, phase), leg, waiting));
  return [then, [...quiet, ...told]];
}

/** The caller hears once that somebody rings, and once that there is audio before the answer. */
function tellCaller(call: Trying): readonly [Trying, readonly CallEffect[]] {
  const { leg, phase } = callerOf(call);
  if (soleEarly(call) && (phase === "offered" || phase === "ringing"))
    return [moved(call, leg, "early"), [tell(leg, { do: "progress", audio: true })]];
  const waiting = onlyWaits(call);
  const news = phase === "offered" || (phase === "ringing" && !waiting && callerOf(call).waiting);
  if (!news) return [call, []];
  const then = waits(moved(call, leg, "ringing"), leg, waiting);
  return [then, [tell(leg, { do: "progress", audio: false, ...(waiting && { waiting }) })]];
}

/** Whoever rings is in a call with somebody else. */
function onlyWaits({ seats }: Trying): true | undefined {
  const rung = seats.slice(1).filter(({ phase }) => phase === "ringing");
  return rung.every(({ waiting }) => waiting) || undefined;
}

/** For the record: how it took the call, where that is not as usual. */
function withManner(call: Trying, { leg, oneWay }: Attempt, manner: Manner | undefined): Trying {
  const how = manner ?? (oneWay !== undefined && "oneWay");
  return how ? seatWith(call, leg, { manner: how }) : call;
}

/** Whoever must press a key first keeps the others ringing: it may be a stranger's mailbox. */
function answered(call: Trying, attempt: Attempt, facts: CallFacts): Next {
  const { leg, confirm } = attempt;
  if (isConfirming(call, attempt)) return [call, []];
  if (!confirm) return won(call, leg, facts);
  const [then, effects] = askedCalled(call, attempt);
  return [then, [...watchesOf(leg).map(stop), ...effects]];
}

/** Another telephone of ours answers it, although it does not ring there. */
function pickedUp(call: Trying, event: Taking, facts: CallFacts): Next {
  if (!ringsOnly(call) && !isAsked(call)) return [call, []];
  const [then, leg, target] = heirOf(call, event, call.run.attempts);
  const [next, effects] = won(then, leg, facts);
  return [next, [createLeg(leg, target), ...effects]];
}

/** First answer wins; the others are told that it was answered elsewhere (RFC 3326), then the caller is answered. */
function won(call: Trying, leg: LegId, facts: CallFacts): Next {
  const { run } = call;
  const attempt = run.attempts.find((one) => one.leg === leg);
  if (attempt?.oneWay !== undefined) return wonOneWay(call, attempt, facts);
  const caller = callerOf(call);
  const others = run.attempts.map((one) => one.leg).filter((one) => one !== leg);
  const [then, goodbyes] = allDismissed(
    moved(call, leg, "answered"),
    others,
    because("answeredElsewhere"),
  );
  const answer: CallEffect[] =
    caller.phase === "answered" ? [] : [tell(caller.leg, { do: "answer", mode: "normal" })];
  const timers = run.attempts.flatMap((one) => watchesOf(one.leg));
  return [
    putThrough(moved(then, caller.leg, "answered"), leg, facts.now),
    [...["step" as const, "total" as const, ...timers].map(stop), ...goodbyes, ...answer],
  ];
}

/** The others of a page may yet hear it too; whoever rang to talk does not ring on. */
function wonOneWay(call: Trying, by: Attempt, facts: CallFacts): Next {
  const { attempts } = call.run;
  const others = attempts.filter((one) => one.oneWay === undefined || one.wait !== undefined);
  const [then, goodbyes] = allDismissed(
    moved(call, by.leg, "answered"),
    others.map(({ leg }) => leg),
    because("answeredElsewhere"),
  );
  const timers = attempts.flatMap(({ leg }) => watchesOf(leg));
  const quiet = ["total" as const, ...timers].map(stop);
  const [state, effects] = beginSpeaking(then, by, facts);
  return [state, [...quiet, ...goodbyes, ...effects]];
}
