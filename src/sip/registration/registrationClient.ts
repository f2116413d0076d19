import type { Machine, Step } from "#kit/machine.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { seconds } from "#kit/time.ts";
import { settled, takeChallenge } from "#sip/auth/answer.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { ServiceRoute } from "#sip/headers/serviceRoute.ts";
import { readable, type SipResponse } from "#sip/message/message.ts";
import {
  grantedSeconds,
  lossWait,
  mended,
  refreshAfter,
  steadyAfter,
  waitFor,
} from "#sip/registration/registerAnswer.ts";
import { registerRequest } from "#sip/registration/registerRequest.ts";
import type {
  RegistrationEffect,
  RegistrationEvent,
  RegistrationFacts,
  RegistrationState,
  Thread,
} from "#sip/registration/registration.ts";

/**
 *   stopped ──start──► registering ◄──refresh, flowLost, changed── registered
 *      ▲                │   │  ▲ └── 401 407 423 439 3xx, next hop ─┐   ▲
 *      │                │   │  └───────────────────────────────────-┘   │
 *      │        refused │   └───────────── 2xx ─────────────────────────┘
 *      │                ▼
 *      │             waiting ──retry, changed──► registering
 *      └── answer ── unregistering ◄── stop
 *
 *   A second flow that is lost before it was steady: registered ──flowLost──► waiting
 */
type Next = Step<RegistrationState, RegistrationEffect>;
type InThread<Name extends RegistrationState["name"]> = RegistrationState & { readonly name: Name };

export const registrationClient: Machine<
  RegistrationState,
  RegistrationEvent,
  RegistrationEffect,
  RegistrationFacts
> = { name: "registration", step };

function step(state: RegistrationState, event: RegistrationEvent, facts: RegistrationFacts): Next {
  switch (state.name) {
    case "stopped":
      return event.on === "start" ? attempt(newThread(facts), facts) : [state, []];
    case "registering":
      return registering(state, event, facts);
    case "registered":
      return registered(state, event, facts);
    case "waiting":
      return waiting(state, event, facts);
    case "unregistering":
      return unregistering(state, event, facts);
  }
}

const newThread = ({ newId, account }: RegistrationFacts): Thread => ({
  callId: newId,
  fromTag: newId.slice(0, 16),
  cseq: 0,
  answered: [],
  hop: 0,
  expires: Math.round(account.expires / 1000),
  turns: 0,
  failures: 0,
});

function attempt(before: Thread, facts: RegistrationFacts, renewing = false): Next {
  const [thread, request] = registerRequest(before, before.expires, facts);
  return [{ name: "registering", thread, renewing }, [{ do: "send", request, hop: thread.hop }]];
}

/* Each state's events. */

function registering(
  state: InThread<"registering">,
  event: RegistrationEvent,
  facts: RegistrationFacts,
): Next {
  switch (event.on) {
    case "response":
      return isAnswerTo(state.thread, event.response)
        ? answeredBy(state, event.response, facts)
        : [state, []];
    case "unanswered":
      return tryNextHop(state, event.problem, facts);
    case "changed":
      return attempt(fresh(state.thread), facts, state.renewing);
    case "stop":
      return leave(state.thread, facts); // it may have arrived
    default:
      return [state, []];
  }
}

function registered(
  state: InThread<"registered">,
  event: RegistrationEvent,
  facts: RegistrationFacts,
): Next {
  switch (event.on) {
    case "timer":
      return event.timer === "steady"
        ? [{ ...state, thread: steady(state.thread) }, []]
        : attempt(state.thread, facts, true);
    case "flowLost":
      return outOf(lost(fresh(state.thread), facts));
    case "changed":
      return outOf(attempt(steady(fresh(state.thread)), facts, true));
    case "stop":
      return outOf(leave(state.thread, facts));
    default:
      return [state, []];
  }
}

/** The timers of `registered` end with it. */
function outOf([next, effects]: Next): Next {
  const stops = (["refresh", "steady"] as const).map(
    (timer) => ({ do: "stopTimer", timer }) as const,
  );
  return [next, [...stops, ...effects]];
}

/** RFC 5626 §4.5: a flow that is lost is had anew at once; one that was no sooner there than lost, later and later. */
function lost({ losses = 0, ...before }: Thread, facts: RegistrationFacts): Next {
  const thread = { ...before, losses: losses + 1 };
  if (losses === 0) return attempt(thread, facts);
  const retryIn = lossWait(losses, facts.luck);
  return [
    { name: "waiting", thread },
    [
      { do: "startTimer", timer: "retry", after: retryIn },
      { do: "tell", status: { is: "failed", problem: breaks, retryIn } },
    ],
  ];
}

const breaks = problem("sip.flowLost", "the connection to the server breaks again and again");

const steady = ({ losses: _, ...thread }: Thread): Thread => thread;

function waiting(
  state: InThread<"waiting">,
  event: RegistrationEvent,
  facts: RegistrationFacts,
): Next {
  switch (event.on) {
    case "timer":
      return attempt(state.thread, facts);
    case "start":
    case "changed": {
      const [next, effects] = attempt({ ...fresh(state.thread), failures: 0 }, facts);
      return [next, [{ do: "stopTimer", timer: "retry" }, ...effects]];
    }
    case "stop":
      return [
        { name: "stopped" },
        [
          { do: "stopTimer", timer: "retry" },
          { do: "tell", status: { is: "stopped" } },
        ],
      ];
    default:
      return [state, []];
  }
}

function unregistering(
  state: InThread<"unregistering">,
  event: RegistrationEvent,
  facts: RegistrationFacts,
): Next {
  if (event.on === "start") return attempt(state.thread, facts);
  if (event.on === "unanswered") return stopped();
  if (event.on !== "response" || !isAnswerTo(state.thread, event.response)) return [state, []];
  const { status } = event.response;
  if (status < 200) return [state, []];
  if (status !== 401 && status !== 407) return stopped();
  const answered = takeChallenge(state.thread.answered, event.response);
  return answered.ok ? leave({ ...state.thread, answered: answered.value }, facts) : stopped();
}

const stopped = (): Next => [{ name: "stopped" }, [{ do: "tell", status: { is: "stopped" } }]];

/** §10.2.2: takes our binding away. */
function leave(before: Thread, facts: RegistrationFacts): Next {
  const [thread, request] = registerRequest(before, 0, facts);
  return [{ name: "unregistering", thread }, [{ do: "send", request, hop: thread.hop }]];
}

/** What was learned of the old account or network may not hold for the new one. */
const fresh = ({ moved: _, plain: __, ...thread }: Thread): Thread => ({
  ...thread,
  hop: 0,
  turns: 0,
});

/** A late answer to an earlier request says nothing about this one. */
const isAnswerTo = (thread: Thread, response: SipResponse): boolean =>
  readable(response, CSeq)?.number === thread.cseq;

/* The answers to a REGISTER. */

function answeredBy(
  state: InThread<"registering">,
  response: SipResponse,
  facts: RegistrationFacts,
): Next {
  const { status } = response;
  if (status < 200) return [state, []];
  if (status < 300) return accepted(state.thread, response, facts);
  const again = state.thread.turns < mostTurns ? mended(state.thread, response, facts) : undefined;
  if (again !== undefined && !("code" in again))
    return attempt({ ...again, turns: again.turns + 1 }, facts, state.renewing);
  const trouble = again ?? problem("sip.registrationRefused", `${status} ${response.reason}`);
  // RFC 3263 §4.3: a 503 is this hop's trouble, so the next one may do
  return status === 503 || status === 408
    ? tryNextHop(state, trouble, facts, response)
    : wait(state.thread, trouble, facts, response);
}

/** Challenges, redirections and the like in a row before we give up for a while. */
const mostTurns = 6;

function accepted(thread: Thread, response: SipResponse, facts: RegistrationFacts): Next {
  const granted = grantedSeconds(response, facts.account) ?? thread.expires;
  if (granted === 0)
    return wait(thread, problem("sip.notRegistered", "the answer holds no contact of ours"), facts);
  const serviceRoute = (readable(response, ServiceRoute) ?? []).map(({ uri }) => uri);
  const { hop } = thread;
  const kept = { ...thread, answered: settled(thread.answered), turns: 0, failures: 0 };
  return [
    { name: "registered", thread: kept },
    [
      { do: "startTimer", timer: "refresh", after: refreshAfter(granted, facts.luck) },
      ...(thread.losses === undefined
        ? []
        : [{ do: "startTimer", timer: "steady", after: steadyAfter } as const]),
      { do: "tell", status: { is: "registered", expires: seconds(granted), serviceRoute, hop } },
    ],
  ];
}

function tryNextHop(
  state: InThread<"registering">,
  trouble: Problem,
  facts: RegistrationFacts,
  response?: SipResponse,
): Next {
  const hop = state.thread.hop + 1;
  if (hop < facts.hops) return attempt({ ...state.thread, hop }, facts, state.renewing);
  return wait({ ...state.thread, hop: 0 }, trouble, facts, response);
}

function wait(
  thread: Thread,
  trouble: Problem,
  facts: RegistrationFacts,
  response?: SipResponse,
): Next {
  const retryIn = waitFor(thread, trouble, facts, response);
  const status = response === undefined ? {} : { status: response.status };
  const { moved: _, ...kept } = thread;
  return [
    { name: "waiting", thread: { ...kept, turns: 0, failures: thread.failures + 1 } },
    [
      { do: "startTimer", timer: "retry", after: retryIn },
      { do: "tell", status: { is: "failed", problem: trouble, ...status, retryIn } },
    ],
  ];
}
