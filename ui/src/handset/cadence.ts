/** How a bell rings, as the server has it from the owner's country: ms of bell and of silence, in turn. */
export interface Cadence {
  readonly pattern: readonly number[];
  readonly once?: boolean;
}

/** For a frame that says nothing of the kind. */
const usual: Cadence = { pattern: [2000, 4000] };

/** What the frame has, as far as it can be rung. */
export function cadenceOf(frame: object): Cadence {
  const { pattern, once } = frame as { readonly pattern?: unknown; readonly once?: unknown };
  const fits = Array.isArray(pattern) && pattern.length > 0 && pattern.every((ms) => ms > 0);
  return fits ? { pattern, once: once === true } : usual;
}

/** The spans of bell in the first `seconds`, from zero, in seconds: what is scheduled ahead. */
export function strokes(
  { pattern, once = false }: Cadence,
  seconds: number,
): readonly (readonly [from: number, to: number])[] {
  const spans: (readonly [number, number])[] = [];
  let at = 0;
  do {
    for (const [i, ms] of pattern.entries()) {
      if (i % 2 === 0 && at < seconds) spans.push([at, at + ms / 1000]);
      at += ms / 1000;
    }
  } while (at < seconds && !once);
  return spans;
}

/** As many parts as browsers take. */
const mostShakes = 98;

/** The same for the hand that holds the telephone: ms of shaking and of rest, in turn. */
export function shakes({ pattern, once = false }: Cadence): number[] {
  const round = pattern.length % 2 === 0 ? pattern : [...pattern, 0];
  const rounds = once ? 1 : Math.max(1, Math.floor(mostShakes / round.length));
  return Array.from({ length: rounds }, () => round)
    .flat()
    .slice(0, mostShakes);
}
