import type { Branch, Fork, ForkEffect } from "#exchange/proxy/fork.ts";
import {
  branchOf,
  closed,
  type Next,
  onwards,
  tried,
  withBranch,
} from "#exchange/proxy/forkOnwards.ts";
import { isHeldUp, stopTimers } from "#exchange/proxy/forkTimers.ts";

/* Branches that were silent for too long: what comes after them no longer waits, and they may still come. */

/** Nothing need wait for it, if there is anything: the device's other flow, the next group, the steps. */
export function late(fork: Fork, id: number): Next {
  const branch = branchOf(fork, id);
  if (branch === undefined || !waitsFor.has(branch.state)) return [fork, []];
  if (branch.state === "proceeding" && !fork.hurries) return [fork, []];
  if (fork.name !== "open" || !isHeldUp(fork, branch)) return [fork, []];
  const { otherwise, ...target } = branch.target;
  const after = withBranch(fork, { ...branch, target, state: "late" });
  return otherwise === undefined ? onwards(after) : tried(after, [otherwise]);
}

const waitsFor: ReadonlySet<Branch["state"]> = new Set(["trying", "proceeding"]);

/** A call for help waits for nobody a second time. */
export function stateOnWord({ hurries }: Fork, { state }: Branch): Branch["state"] {
  if (state === "trying") return "proceeding";
  return state === "late" && !hurries ? "proceeding" : state;
}

/** Whoever is late and asked anew is asked once: the other INVITE is withdrawn (RFC 3261 §8.2.2.2). */
export function anew(fork: Fork, groups: Fork["waiting"]): Next {
  const asked = groups.flat();
  const isAsked = ({ target }: Branch): boolean =>
    asked.some(({ uri, of }) => uri === target.uri && of === target.of);
  const twice = fork.branches.filter((one) => one.state === "late" && isAsked(one));
  const without = twice.reduce((rest, { id }) => closed(rest, id), fork);
  const [next, effects] = onwards({ ...without, name: "open", waiting: groups });
  const cancels = twice.flatMap((branch): readonly ForkEffect[] => [
    ...stopTimers(fork, branch),
    { do: "cancel", branch: branch.id, reason: [] },
  ]);
  return [next, [...cancels, ...effects]];
}
