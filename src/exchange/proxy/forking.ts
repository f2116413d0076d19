import type { BranchEnd } from "#exchange/proxy/bestResponse.ts";
import type {
  Branch,
  Fork,
  ForkEffect,
  ForkEvent,
  ForkFacts,
  ForkTimer,
} from "#exchange/proxy/fork.ts";
import { anew, late, stateOnWord } from "#exchange/proxy/forkLate.ts";
import {
  answered,
  branchOf,
  closed,
  type Next,
  onwards,
  tried,
  withAllCancelled,
  withBranch,
} from "#exchange/proxy/forkOnwards.ts";
import { awaitsRing, rings, stopTimers } from "#exchange/proxy/forkTimers.ts";
import type { Target } from "#exchange/proxy/target.ts";
import type { Machine } from "#kit/machine.ts";
import type { HeaderLine, SipResponse } from "#sip/message/message.ts";

/**
 *   open ── all of a group ended, another waits ──► open
 *    │ │ └─ 2xx ──────────────────────────────────► over (the others are cancelled)
 *    │ └─── all ended ────► idle ── more, a word of who was late ──► open
 *    │      or late           └── giveUp ─► over
 *    └── 6xx, CANCEL ──► ending ── all ended ─────► over
 */
type Why = Extract<ForkEvent, { on: "failed" }>["why"];

export const forking: Machine<Fork, ForkEvent, ForkEffect, ForkFacts> = { name: "fork", step };

export const newFork = (
  invite: boolean,
  groups: Fork["waiting"],
  { hurries = false, hasSteps = false }: Partial<Pick<Fork, "hurries" | "hasSteps">> = {},
): Fork => ({
  name: "idle",
  invite,
  waiting: groups,
  branches: [],
  ends: [],
  redirections: 0,
  hurries,
  hasSteps,
});

/** Forwarded so often, a call is not on its way to anybody. */
const mostRedirections = 5;

const answeredElsewhere: readonly HeaderLine[] = [
  { name: "Reason", text: 'SIP;cause=200;text="Call completed elsewhere"' },
];
const refusedForAll: readonly HeaderLine[] = [
  { name: "Reason", text: 'SIP;cause=603;text="Declined"' },
];

function step(fork: Fork, event: ForkEvent, facts: ForkFacts): Next {
  if (event.on === "response") return responded(fork, event.branch, event.response, facts);
  switch (fork.name) {
    case "idle":
      return idle(fork, event);
    case "open":
    case "ending":
      return open(fork, event);
    case "over":
      return event.on === "failed" ? [closed(fork, event.branch), []] : [fork, []];
  }
}

function idle(fork: Fork, event: ForkEvent): Next {
  switch (event.on) {
    case "start":
      return onwards({ ...fork, name: "open" });
    case "more":
      return anew(fork, event.groups);
    case "giveUp":
      return event.status === undefined ? answered(fork) : refusedWith(fork, event.status, []);
    case "cancelled":
      return refusedWith(fork, 487, event.reason);
    case "failed":
      return [silentAt(fork, event.branch, event.why), timersOf(fork, event.branch)];
    default:
      return [fork, []];
  }
}

function refusedWith(fork: Fork, status: number, reason: readonly HeaderLine[]): Next {
  const [over, cancels] = withAllCancelled({ ...fork, name: "over" }, reason);
  return [over, [{ do: "refuse", status }, ...cancels]];
}

function open(fork: Fork, event: ForkEvent): Next {
  switch (event.on) {
    case "failed":
      return failed(fork, event.branch, event.why);
    case "more":
      return fork.name === "open"
        ? onwards({ ...fork, waiting: [...event.groups, ...fork.waiting] })
        : onwards(fork);
    case "cancelled":
      return withAllCancelled({ ...fork, name: "ending" }, event.reason);
    case "timer":
      return timedOut(fork, event.timer);
    default:
      return [fork, []];
  }
}

/** §16.7 step 1 to 5. */
function responded(was: Fork, id: number, response: SipResponse, facts: ForkFacts): Next {
  const branch = branchOf(was, id);
  if (branch === undefined) return [was, []];
  const { status } = response;
  const isBack = was.name === "idle" && branch.state === "late";
  const fork: Fork = isBack ? { ...was, name: "open" } : was;
  if (status < 200) return provisional(fork, branch, response);
  if (status < 300) return accepted(fork, branch, response);
  if (branch.state === "over") return [fork, []];
  if (fork.name === "over") return [closed(fork, id), stopTimers(fork, branch)];
  if (isBrokenWay(status) && fork.name === "open" && branch.target.otherwise !== undefined)
    return another(fork, branch, branch.target.otherwise);
  return refused(fork, branch, response, facts);
}

/** RFC 5626 §5.3: the flow is gone, or the edge proxy is; the device may have another. */
const isBrokenWay = (status: number): boolean => status === 430 || status === 503;

function provisional(fork: Fork, branch: Branch, response: SipResponse): Next {
  if (branch.state === "over") return [fork, []];
  const heard: Branch = { ...branch, state: stateOnWord(fork, branch) };
  const after = withBranch(fork, heard);
  if (response.status === 100) return [after, awaitsRing(after, heard)]; // §16.7 step 1: it ends here
  const timer = rings(fork, heard);
  const passes = fork.name === "open";
  return [after, passes ? [...timer, { do: "answer", response }] : timer];
}

/** The first 2xx ends the search; of an INVITE each further one is somebody who lifted too. */
function accepted(fork: Fork, branch: Branch, response: SipResponse): Next {
  const passes = fork.invite || fork.name !== "over";
  const first: readonly ForkEffect[] =
    fork.name === "over" ? [] : [{ do: "accepted", target: branch.target }];
  const after = closed({ ...fork, name: "over", waiting: [] }, branch.id);
  const [done, cancels] = withAllCancelled(after, answeredElsewhere);
  const answer: readonly ForkEffect[] = passes ? [{ do: "answer", response }] : [];
  return [done, [...stopTimers(fork, branch), ...answer, ...first, ...cancels]];
}

function refused(fork: Fork, branch: Branch, response: SipResponse, facts: ForkFacts): Next {
  const { target } = branch;
  const follows =
    response.status < 400 &&
    fork.name === "open" &&
    fork.redirections < mostRedirections &&
    facts.follows(target);
  const after = closed(fork, branch.id);
  const stopped = stopTimers(fork, branch);
  if (follows) {
    const effect: ForkEffect = { do: "redirected", response, by: target };
    return [{ ...after, redirections: fork.redirections + 1 }, [...stopped, effect]];
  }
  const waiting = facts.goesOn(response.status) ? after.waiting : [];
  const noted: Fork = { ...after, waiting, ends: [...after.ends, { is: "response", response }] };
  const [next, effects] = response.status >= 600 ? refusedByAll(noted) : onwards(noted); // §16.7 step 5
  return [next, [...stopped, ...effects]];
}

function refusedByAll(fork: Fork): Next {
  const [next, cancels] = withAllCancelled({ ...fork, name: "ending" }, refusedForAll);
  return [next, cancels];
}

function failed(fork: Fork, id: number, why: Why): Next {
  const branch = branchOf(fork, id);
  if (branch === undefined || branch.state === "over") return [fork, []];
  if (fork.name === "open" && branch.target.otherwise !== undefined)
    return another(fork, branch, branch.target.otherwise);
  const [next, effects] = onwards(silentAt(fork, id, why));
  return [next, [...stopTimers(fork, branch), ...effects]];
}

/** That branch has ended without an answer. */
function silentAt(fork: Fork, id: number, why: Why): Fork {
  const branch = branchOf(fork, id);
  if (branch === undefined || branch.state === "over") return fork;
  const end: BranchEnd = { is: "silent", status: silence(fork, branch, why) };
  const after = closed(fork, id);
  return { ...after, ends: [...after.ends, end] };
}

function timersOf(fork: Fork, id: number): readonly ForkEffect[] {
  const branch = branchOf(fork, id);
  return branch === undefined ? [] : stopTimers(fork, branch);
}

/** RFC 4320 §4.2: nobody is told 408 of what is no INVITE. */
function silence(fork: Fork, branch: Branch, why: Why): number {
  if (branch.state === "cancelled") return fork.invite ? 487 : 504;
  if (why === "unreachable") return 480;
  if (why === "full") return 503;
  return fork.invite ? 408 : 504;
}

/** Timer C (§16.8): who rings is cancelled, who never said a word is given up. */
function tooLong(fork: Fork, id: number): Next {
  const branch = branchOf(fork, id);
  if (branch?.state === "trying" || branch?.state === "late") {
    const [next, effects] = failed(fork, id, "timeout");
    return [next, [{ do: "cancel", branch: id, reason: [] }, ...effects]];
  }
  if (branch?.state !== "proceeding") return [fork, []];
  const after = withBranch(fork, { ...branch, state: "cancelled" });
  return [after, [{ do: "cancel", branch: id, reason: [] }]];
}

function timedOut(fork: Fork, timer: ForkTimer): Next {
  const [kind, id] = timer.split(" ");
  return kind === "C" ? tooLong(fork, Number(id)) : late(fork, Number(id));
}

/** The next flow of the same device, in this branch's place. */
function another(fork: Fork, branch: Branch, target: Target): Next {
  const [next, effects] = tried(closed(fork, branch.id), [target]);
  return [next, [...stopTimers(fork, branch), ...effects]];
}
