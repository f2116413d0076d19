/** What follows when somebody has chosen whom the attendant asked. */
import { millis, seconds } from "#kit/time.ts";
import { askedCalled, askedCaller, attendantOf, isConfirming } from "./asking.ts";
import type { Attempt, CallEffect, CallFacts, Seat } from "./call.ts";
import type { Trying } from "./launch.ts";
import { because, type Choice, type LegEvent, type LegId } from "./leg.ts";
import type { Endpoint } from "./legTarget.ts";
import { calledBy } from "./outcome.ts";
import type { Plan, PlanStep, Wish } from "./plan.ts";
import { attemptFailed, launchedAsked, nextStep } from "./planRunner.ts";
import { callerOf, dismissed, left, type Next } from "./seats.ts";
import { finish } from "./states/ending.ts";
import { patience } from "./steps/prepare.ts";

type Chose = LegEvent & { readonly on: "chose" };
/** What becomes of whoever takes the call. */
type Won = (call: Trying, leg: LegId, facts: CallFacts) => Next;

const behind = (first: readonly CallEffect[], [state, rest]: Next): Next => [
  state,
  [...first, ...rest],
];

/** What an attendant says: the choice, or that it has gone without one. */
export function attendantSays(
  call: Trying,
  { leg, phase, target }: Seat,
  news: LegEvent,
  about: { readonly facts: CallFacts; readonly won: Won },
): Next {
  if (target.to !== "attendant" || (news.on !== "chose" && news.on !== "ended")) return [call, []];
  if (news.on === "ended") {
    const gone = left(call, leg, news.cause);
    return phase === "leaving" ? [gone, []] : chosen(gone, target.asks, nothing, about);
  }
  if (phase === "leaving") return [call, []];
  const [then, goodbye] = dismissed(call, leg, because("normal"));
  return behind(goodbye, chosen(then, target.asks, news, about));
}

const nothing: Chose = { on: "chose", choice: "nothing" };

function chosen(
  call: Trying,
  asks: LegId,
  news: Chose,
  { facts, won }: { readonly facts: CallFacts; readonly won: Won },
): Next {
  if (asks === callerOf(call).leg) return callerChose(call, news, facts);
  const attempt = call.run.attempts.find((one) => one.leg === asks);
  if (!attempt || !isConfirming(call, attempt)) return [call, []];
  return calledChose(call, attempt, news.choice, { facts, won });
}

/** A caller has said who it is, or which key; one who does neither is asked no more. */
function callerChose(
  { run, ...call }: Trying,
  { choice, recording }: Chose,
  facts: CallFacts,
): Next {
  const { asks: _, ...rest } = run;
  const state: Trying = {
    ...call,
    run: { ...rest, ...(recording !== undefined && { recording }) },
  };
  const confirming = rest.attempts.filter((one) => waitsToHear(state, one));
  if (choice === "named" || confirming.length > 0) return askedOrRung(state, confirming);
  return nextStep(state, [...behindKey(state, choice), ...rest.rest], rest.attempts, facts);
}

/** Who had the caller asked again. */
const waitsToHear = (state: Trying, one: Attempt): boolean =>
  isConfirming(state, one) && attendantOf(state, one.leg) === undefined;

/** Those who ring are rung now; those who lifted before hear what was said. */
function askedOrRung(state: Trying, confirming: readonly Attempt[]): Next {
  let [then, effects] = launchedAsked(state);
  for (const attempt of confirming) {
    const [heard, said] = askedCalled(then, attempt);
    [then, effects] = [heard, [...effects, ...said]];
  }
  return [then, effects];
}

/** What was chosen, and the question again for when nobody is reached by that. */
function behindKey(state: Trying, choice: Choice): Plan {
  const { now } = state.run;
  if (now.do !== "ask") return [];
  const then = chosenBy(now, choice);
  return [...(then ?? []), ...askedAgain(now, then && calledBy(state).length)];
}

type AskStep = PlanStep & { readonly do: "ask" };

function chosenBy({ keys, extensions }: AskStep, choice: Choice): Plan | undefined {
  const [what, digits = ""] = choice.split(" ");
  if (what === "dialled" && extensions)
    return [{ do: "forward", to: { number: digits, via: extensions.via } }];
  return what === "key" ? keys.find(({ key }) => key === digits)?.then : undefined;
}

function askedAgain(step: AskStep, called: number | undefined): Plan {
  const times = (step.asked?.times ?? 0) + 1;
  if (times >= (step.times ?? 1)) return [];
  return [{ ...step, asked: { times, ...(called !== undefined && { called }) } }];
}

function calledChose(
  call: Trying,
  { leg }: Attempt,
  choice: Choice,
  { facts, won }: { readonly facts: CallFacts; readonly won: Won },
): Next {
  switch (choice) {
    case "take":
      return won(call, leg, facts);
    case "mailbox":
    case "block":
      return choiceAsked(call, choice, facts);
    case "askAgain":
      return call.run.asks === undefined
        ? askedCaller(call, { ask: "name", again: true })
        : [call, []];
    default:
      return without(call, leg, choice === "decline" ? "rejected" : "noAnswer", facts);
  }
}

/** By who has lifted, or by the owner who sees the call on a page. What cannot be done changes nothing. */
export function choiceAsked(call: Trying, choice: Wish, facts: CallFacts): Next {
  if (choice === "mailbox") return instead(call, [], facts);
  if (choice === "wait") return rungLonger(call);
  if (choice !== "block")
    return leadsNowhere(choice, facts) ? [call, []] : instead(call, choice, facts);
  return behind(
    [{ do: "block", caller: call.about.from }],
    finish(call, { cause: because("rejected"), rejected: true }, facts),
  );
}

/** The others ring on. */
function without(call: Trying, leg: LegId, why: "rejected" | "noAnswer", facts: CallFacts): Next {
  const [then, goodbye] = dismissed(call, leg, because(why));
  return behind(goodbye, attemptFailed(then, leg, because(why), facts));
}

/** A caller who waits for a person waits for so much longer, at the least. */
const longer = seconds(30);

/** Their time begins again. Whoever is asked something has a time of their own. */
function rungLonger(call: Trying): Next {
  const { now, attempts, asks } = call.run;
  const time = patience(now, call);
  if (asks !== undefined || attempts.length === 0 || !isForPeople(now) || !time) return [call, []];
  const after = millis(Math.max(time, longer));
  return [{ ...call }, [{ do: "startTimer", timer: "step", after }]];
}

const isForPeople = ({ do: what }: PlanStep): boolean =>
  what === "ring" || what === "screen" || what === "forward";

const leadsNowhere = (plan: Plan, { reach }: CallFacts): boolean =>
  plan.some((step) => step.do === "forward" && reach(step.to).every(isNobody));

const isNobody = (end: Endpoint): boolean =>
  end.to === "nobody" || (end.to === "device" && end.state === "offline");

/** These steps, and behind them the plan's own end: a mailbox, or what is there instead of one. Nobody rings on. */
function instead({ run, ...call }: Trying, first: Plan, facts: CallFacts): Next {
  const attempts = run.attempts.map(({ step: { keepRinging: _, ...step }, ...one }) => ({
    ...one,
    step,
  }));
  const at = run.rest.findIndex((step) => step.do === "mailbox" || step.do === "reject");
  const end: Plan = at < 0 ? [{ do: "mailbox" }] : run.rest.slice(at);
  const state = { ...call, run: { ...run, attempts } } as Trying;
  return nextStep(state, [...first, ...end], attempts, facts);
}
