/**
 * How many digits a gateway may gather before the line must hear of them, as a digit map: made from
 * the dial plan itself, so that the two never disagree.
 */
import type { Dialled } from "#telephony/line/line.ts";
import type { DigitMap } from "./digitMap.ts";

/** With more, a slow finger would let the line's own patience run out unheard (16 s; the gateway's timer T is 4 s a digit). */
const deepest = 3;
/** Looks into the dial plan: enough for three digits of a plan that leaves little open. */
const mostLooks = 400;
const keys = "0123456789*#";
/** Any digits, and then a pause: what was gathered is told. */
const pause = "X.T";

/**
 * The map for what follows these digits; undefined: the line must hear each key, for the number may
 * be whole after any of them.
 */
export function dialMapAfter(
  digits: string,
  plan: (digits: string) => Dialled,
): DigitMap | undefined {
  let looks = 0;
  const isOpen = (text: string): boolean => {
    looks += 1;
    const verdict = plan(text);
    return verdict.is === "more" && !verdict.enough && !verdict.asks; // a tone must be heard there
  };
  const endings = (text: string, depth: number): readonly string[] => {
    const tails = new Map<string, string>(); // ways to go on → the keys that lead there
    for (const key of keys) {
      const next = text + key;
      const goesOn = depth < deepest && looks < mostLooks && isOpen(next);
      const tail = goesOn ? endings(next, depth + 1).join("|") : "";
      tails.set(tail, (tails.get(tail) ?? "") + key);
    }
    return [...tails].flatMap(([tail, group]) =>
      tail.split("|").flatMap((rest) => classes(group).map((one) => one + rest)),
    );
  };
  if (digits === "" || !isOpen(digits)) return undefined;
  const found = endings(digits, 1);
  return found.every((one) => one.replace(/\[.*?\]/, "X").length === 1)
    ? undefined
    : [...found, pause];
}

/** `013456789*` → `[013-9]` and `*`; all ten digits are `X`. */
function classes(group: string): readonly string[] {
  const signs = [...group].filter((key) => key === "*" || key === "#");
  const digits = group.replaceAll(/[*#]/g, "");
  if (digits === "") return signs;
  if (digits.length === 10) return ["X", ...signs];
  return [digits.length === 1 ? digits : `[${ranged(digits)}]`, ...signs];
}

/** Three and more neighbours as a range. */
function ranged(digits: string): string {
  const runs: string[] = [];
  for (const digit of digits) {
    const run = runs.at(-1) ?? "";
    if (run !== "" && Number(digit) === Number(run.at(-1)) + 1) runs[runs.length - 1] += digit;
    else runs.push(digit);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}-${run.at(-1)}` : run)).join("");
}
