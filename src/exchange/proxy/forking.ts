import { type BranchEnd, bestResponse } from "#exchange/proxy/bestResponse.ts";
import type {
  Branch,
  Fork,
  ForkEffect,
  ForkEvent,
  ForkFacts,
  ForkTimer,
} from "#exchange/proxy/fork.ts";
import { awaitsRing, awaitsWord, rings, stopTimers } from "#exchange/proxy/forkTimers.ts";
import type { Target } from "#exchange/proxy/target.ts";
import type { Machine, Step } from "#kit/machine.ts";
import type { HeaderLine, SipResponse } from "#sip/message/message.ts";

/**
 *   open ── all of a group ended, another waits ──► open
 *    │ │ └─ 2xx ──────────────────────────────────► over (the others are cancelled)
 *    │ └─── all ended ────► idle ── more ──► open
 *    │                        └── giveUp ─► over
 *    └── 6xx, CANCEL ──► ending ── all ended ─────► over
 */
type Next = Step<Fork, ForkEffect>;
type Why = Extract<ForkEvent, { on: "failed" }>["why"];

export const forking: Machine<Fork, ForkEvent, ForkEffect, ForkFacts> = { name: "fork", step };

export const newFork = (invite: boolean, groups: Fork["waiting"], hurries = false): Fork => ({
  name: "idle",
  invite,
  waiting: groups,
  branches: [],
  ends: [],
  redirections: 0,
  hurries,
});

/** Forwarded so often, a call is not on its way to anybody. */
const mostRedirections = 5;
/** A user's devices, and a bound for what one INVITE may set off (RFC 5393 §5). */
const mostBranches = 30;

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
      return onwards({ ...fork, name: "open", waiting: event.groups });
    case "giveUp":
      return event.status === undefined
        ? answered(fork)
        : [{ ...fork, name: "over" }, [{ do: "refuse", status: event.status }]];
    case "cancelled":
      return [{ ...fork, name: "over" }, [{ do: "refuse", status: 487 }]];
    default:
      return [fork, []];
  }
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
function responded(fork: Fork, id: number, response: SipResponse, facts: ForkFacts): Next {
  const branch = fork.branches.find((one) => one.id === id);
  if (branch === undefined) return [fork, []];
  const { status } = response;
  if (status < 200) return provisional(fork, branch, response);
  if (status < 300) return accepted(fork, branch, response);
  if (branch.state === "over") return [fork, []];
  if (fork.name === "over") return [closed(fork, id), stopTimers(fork, id)];
  if (isBrokenWay(status) && fork.name === "open" && branch.target.otherwise !== undefined)
    return another(fork, branch, branch.target.otherwise);
  return refused(fork, branch, response, facts);
}

/** RFC 5626 §5.3: the flow is gone, or the edge proxy is; the device may have another. */
const isBrokenWay = (status: number): boolean => status === 430 || status === 503;

function provisional(fork: Fork, branch: Branch, response: SipResponse): Next {
  if (branch.state === "over") return [fork, []];
  const state = branch.state === "trying" ? "proceeding" : branch.state;
  const after = withBranch(fork, { ...branch, state });
  if (response.status === 100) return [after, awaitsRing(after, branch.id)]; // §16.7 step 1: it ends here
  const timer = rings(fork, branch.id);
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
  return [done, [...stopTimers(fork, branch.id), ...answer, ...first, ...cancels]];
}

function refused(fork: Fork, branch: Branch, response: SipResponse, facts: ForkFacts): Next {
  const { target } = branch;
  const follows =
    response.status < 400 &&
    fork.name === "open" &&
    fork.redirections < mostRedirections &&
    facts.follows(target);
  const after = closed(fork, branch.id);
  const stopped = stopTimers(fork, branch.id);
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
  const branch = fork.branches.find((one) => one.id === id);
  if (branch === undefined || branch.state === "over") return [fork, []];
  if (fork.name === "open" && branch.target.otherwise !== undefined)
    return another(fork, branch, branch.target.otherwise);
  const end: BranchEnd = { is: "silent", status: silence(fork, branch, why) };
  const after = closed(fork, id);
  const [next, effects] = onwards({ ...after, ends: [...after.ends, end] });
  return [next, [...stopTimers(fork, id), ...effects]];
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
  const branch = fork.branches.find((one) => one.id === id);
  if (branch?.state === "trying" || branch?.state === "late") {
    const [next, effects] = failed(fork, id, "timeout");
    return [next, [{ do: "cancel", branch: id, reason: [] }, ...effects]];
  }
  if (branch?.state !== "proceeding") return [fork, []];
  const after = withBranch(fork, { ...branch, state: "cancelled" });
  return [after, [{ do: "cancel", branch: id, reason: [] }]];
}

/** The next flow of the same device, in this branch's place. */
function timedOut(fork: Fork, timer: ForkTimer): Next {
  const [kind, id] = timer.split(" ");
  return kind === "C" ? tooLong(fork, Number(id)) : late(fork, Number(id));
}

/** The next group need not wait for it, if there is one. */
function late(fork: Fork, id: number): Next {
  const branch = fork.branches.find((one) => one.id === id);
  if (branch?.state !== "trying" && branch?.state !== "proceeding") return [fork, []];
  if (fork.waiting.length === 0) return [fork, []];
  return onwards(withBranch(fork, { ...branch, state: "late" }));
}

function another(fork: Fork, branch: Branch, target: Target): Next {
  const [next, effects] = tried(closed(fork, branch.id), [target]);
  return [next, [...stopTimers(fork, branch.id), ...effects]];
}

/** When nothing is out any more: the next group, or the end. */
function onwards(fork: Fork): Next {
  if (fork.branches.some(({ state }) => state !== "over" && state !== "late")) return [fork, []];
  const [group, ...waiting] = fork.waiting;
  if (group === undefined && fork.branches.some(({ state }) => state === "late")) return [fork, []];
  if (fork.name === "ending") return answered(fork);
  const room = mostBranches - fork.branches.length;
  if (group !== undefined && room > 0) return tried({ ...fork, waiting }, group.slice(0, room));
  const best = bestResponse(fork.ends);
  return [{ ...fork, name: "idle", waiting: [] }, [{ do: "exhausted", best }]];
}

function tried(fork: Fork, group: readonly Target[]): Next {
  if (group.length === 0) return onwards(fork);
  const first = fork.branches.length;
  const fresh = group.map((target, i): Branch => ({ id: first + i, target, state: "trying" }));
  const effects = fresh.flatMap(({ id, target }): readonly ForkEffect[] => [
    { do: "try", branch: id, target },
    ...awaitsWord(fork, id),
  ]);
  return [{ ...fork, branches: [...fork.branches, ...fresh] }, effects];
}

function answered(fork: Fork): Next {
  const best = bestResponse(fork.ends);
  const over: Fork = { ...fork, name: "over" };
  if (best.is === "silent") return [over, [{ do: "refuse", status: best.status }]];
  // §16.7 step 6: 503 would say that we are overloaded ourselves
  if (best.response.status === 503) return [over, [{ do: "refuse", status: 500 }]];
  return [over, [{ do: "answer", response: best.response }]];
}

function withAllCancelled(fork: Fork, reason: readonly HeaderLine[]): Next {
  const out = fork.branches.filter(({ state }) => state !== "cancelled" && state !== "over");
  const branches = fork.branches.map(
    (one): Branch => (out.includes(one) ? { ...one, state: "cancelled" } : one),
  );
  const effects = out.flatMap(({ id }): readonly ForkEffect[] => [
    ...stopTimers(fork, id),
    ...(fork.invite ? [{ do: "cancel" as const, branch: id, reason }] : []),
  ]);
  const after = { ...fork, branches, waiting: [] };
  if (after.name !== "ending") return [after, effects];
  const [next, more] = onwards(after);
  return [next, [...effects, ...more]];
}

const withBranch = (fork: Fork, branch: Branch): Fork => ({
  ...fork,
  branches: fork.branches.map((one) => (one.id === branch.id ? branch : one)),
});

const closed = (fork: Fork, id: number): Fork => ({
  ...fork,
  branches: fork.branches.map((one) => (one.id === id ? { ...one, state: "over" } : one)),
});
