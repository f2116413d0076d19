import type { Fork, ForkEffect } from "#exchange/proxy/fork.ts";
import { minutes, seconds } from "#kit/time.ts";

/** RFC 3261 §16.6 step 11: more than three minutes without news is as good as an answer. */
export const timerC = minutes(3.5);
/** How long a call for help waits for a word, and then for a ring, while another way is left. */
export const helpWaits = { forWord: seconds(2), forRing: seconds(6) };

/** A branch begins. */
export const awaitsWord = (fork: Fork, id: number): readonly ForkEffect[] => [
  ...startC(fork, id),
  ...hurry(fork, id, "forWord"),
];

/** It has said that it has the request, and no more. */
export const awaitsRing = (fork: Fork, id: number): readonly ForkEffect[] =>
  hurry(fork, id, "forRing");

/** It rings, or says something like that. */
export const rings = (fork: Fork, id: number): readonly ForkEffect[] => [
  ...startC(fork, id),
  ...calm(fork, id),
];

/** Nothing is waited for any more. */
export const stopTimers = (fork: Fork, id: number): readonly ForkEffect[] => [
  ...(fork.invite ? [{ do: "stopTimer" as const, timer: `C ${id}` as const }] : []),
  ...calm(fork, id),
];

const startC = ({ invite }: Fork, id: number): readonly ForkEffect[] =>
  invite ? [{ do: "startTimer", timer: `C ${id}`, after: timerC }] : [];

function hurry(fork: Fork, id: number, wait: keyof typeof helpWaits): readonly ForkEffect[] {
  const isLate = fork.branches.some((one) => one.id === id && one.state === "late");
  if (!fork.hurries || isLate) return [];
  return [{ do: "startTimer", timer: `help ${id}`, after: helpWaits[wait] }];
}

const calm = ({ hurries }: Fork, id: number): readonly ForkEffect[] =>
  hurries ? [{ do: "stopTimer", timer: `help ${id}` }] : [];
