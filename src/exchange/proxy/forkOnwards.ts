import { type BranchEnd, bestResponse } from "#exchange/proxy/bestResponse.ts";
import type { Branch, Fork, ForkEffect } from "#exchange/proxy/fork.ts";
import { awaitsWord, stopTimers } from "#exchange/proxy/forkTimers.ts";
import type { Target } from "#exchange/proxy/target.ts";
import type { Step } from "#kit/machine.ts";
import type { HeaderLine } from "#sip/message/message.ts";

/** What a fork does when a branch has ended: the next group, what comes after all of them, or the answer. */
export type Next = Step<Fork, ForkEffect>;

/** A user's devices, and a bound for what one INVITE may set off (RFC 5393 §5). */
const mostBranches = 30;

/** When nothing is waited for any more: the next group, or the end. */
export function onwards(fork: Fork): Next {
  if (fork.branches.some(({ state }) => state !== "over" && state !== "late")) return [fork, []];
  const [group, ...waiting] = fork.waiting;
  if (group === undefined && waitsForLate(fork)) return [fork, []];
  if (fork.name === "ending") return answered(fork);
  const room = mostBranches - fork.branches.length;
  if (group !== undefined && room > 0) return tried({ ...fork, waiting }, group.slice(0, room));
  return [{ ...fork, name: "idle", waiting: [] }, [{ do: "exhausted", best: bestOf(fork) }]];
}

/** With nothing else to do, who is late may still come; but not when somebody else has answered. */
function waitsForLate({ branches, hurries, hasSteps, ends }: Fork): boolean {
  if (!branches.some(({ state }) => state === "late")) return false;
  return hurries || !(hasSteps || ends.some((end) => end.is === "response"));
}

export function tried(fork: Fork, group: readonly Target[]): Next {
  if (group.length === 0) return onwards(fork);
  const first = fork.branches.length;
  const fresh = group.map((target, i): Branch => ({ id: first + i, target, state: "trying" }));
  const effects = fresh.flatMap((branch): readonly ForkEffect[] => [
    { do: "try", branch: branch.id, target: branch.target },
    ...awaitsWord(fork, branch),
  ]);
  return [{ ...fork, branches: [...fork.branches, ...fresh] }, effects];
}

/** Who was late is not waited for: it is cancelled as soon as it says a word (§9.1). */
export function answered(fork: Fork): Next {
  const best = bestOf(fork);
  const [over, cancels] = withAllCancelled({ ...fork, name: "over" }, []);
  if (best.is === "silent") return [over, [{ do: "refuse", status: best.status }, ...cancels]];
  // §16.7 step 6: 503 would say that we are overloaded ourselves
  if (best.response.status === 503) return [over, [{ do: "refuse", status: 500 }, ...cancels]];
  return [over, [{ do: "answer", response: best.response }, ...cancels]];
}

/** Who is late has said nothing so far: as good as 408 (§16.7). */
function bestOf({ ends, branches }: Fork): BranchEnd {
  const late = branches.filter(({ state }) => state === "late");
  return bestResponse([...ends, ...late.map((): BranchEnd => ({ is: "silent", status: 408 }))]);
}

export function withAllCancelled(fork: Fork, reason: readonly HeaderLine[]): Next {
  const out = fork.branches.filter(({ state }) => state !== "cancelled" && state !== "over");
  const branches = fork.branches.map(
    (one): Branch => (out.includes(one) ? { ...one, state: "cancelled" } : one),
  );
  const effects = out.flatMap((branch): readonly ForkEffect[] => [
    ...stopTimers(fork, branch),
    ...(fork.invite ? [{ do: "cancel" as const, branch: branch.id, reason }] : []),
  ]);
  const after = { ...fork, branches, waiting: [] };
  if (after.name !== "ending") return [after, effects];
  const [next, more] = onwards(after);
  return [next, [...effects, ...more]];
}

export const branchOf = ({ branches }: Fork, id: number): Branch | undefined =>
  branches.find((one) => one.id === id);

export const withBranch = (fork: Fork, branch: Branch): Fork => ({
  ...fork,
  branches: fork.branches.map((one) => (one.id === branch.id ? branch : one)),
});

export const closed = (fork: Fork, id: number): Fork => ({
  ...fork,
  branches: fork.branches.map((one) => (one.id === id ? { ...one, state: "over" } : one)),
});
