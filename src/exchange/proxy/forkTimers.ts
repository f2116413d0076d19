import type { Branch, Fork, ForkEffect } from "#exchange/proxy/fork.ts";
import { type Millis, minutes, seconds } from "#kit/time.ts";

/** RFC 3261 §16.6 step 11: more than three minutes without news is as good as an answer. */
export const timerC = minutes(3.5);
/** How long a call for help waits for a word, and then for a ring, while another way is left. */
export const helpWaits = { forWord: seconds(2), forRing: seconds(6) };
/**
 * How long a server that has registered may be silent to an INVITE while there is something else to
 * do: four copies of it on UDP. It goes on being asked (timer B), and may still answer.
 */
export const memberWaits = seconds(5);

/** A branch begins. */
export const awaitsWord = (fork: Fork, branch: Branch): readonly ForkEffect[] => [
  ...startC(fork, branch),
  ...startLate(branch, waitFor("forWord", fork, branch)),
];

/** It has said that it has the request, and no more. */
export function awaitsRing(fork: Fork, branch: Branch): readonly ForkEffect[] {
  const wait = waitFor("forRing", fork, branch);
  return wait === undefined ? calm(fork, branch) : startLate(branch, wait);
}

/** It rings, or says something like that. */
export const rings = (fork: Fork, branch: Branch): readonly ForkEffect[] => [
  ...startC(fork, branch),
  ...calm(fork, branch),
];

/** Nothing is waited for any more. */
export const stopTimers = (fork: Fork, branch: Branch): readonly ForkEffect[] => [
  ...(fork.invite ? [{ do: "stopTimer" as const, timer: `C ${branch.id}` as const }] : []),
  ...calm(fork, branch),
];

/** Whether there is anything to do but to wait for it. */
export const isHeldUp = ({ hasSteps, waiting }: Fork, { target }: Branch): boolean =>
  hasSteps || waiting.length > 0 || target.otherwise !== undefined;

const startC = ({ invite }: Fork, { id }: Branch): readonly ForkEffect[] =>
  invite ? [{ do: "startTimer", timer: `C ${id}`, after: timerC }] : [];

const startLate = ({ id }: Branch, after: Millis | undefined): readonly ForkEffect[] =>
  after === undefined ? [] : [{ do: "startTimer", timer: `late ${id}`, after }];

function waitFor(what: keyof typeof helpWaits, fork: Fork, branch: Branch): Millis | undefined {
  if (branch.state === "late") return undefined;
  if (fork.hurries) return helpWaits[what];
  const mayBeGone = fork.invite && branch.target.registered && isHeldUp(fork, branch);
  return what === "forWord" && mayBeGone ? memberWaits : undefined;
}

const calm = ({ hurries }: Fork, { id, target }: Branch): readonly ForkEffect[] =>
  hurries || target.registered ? [{ do: "stopTimer", timer: `late ${id}` }] : [];
