/** How each party of a call was heard, as the server measured it, in words. */
import type { Names } from "./names.ts";
import { otherParty, type ToldCall } from "./outcome.ts";
import type { Words } from "./say.ts";

export interface Sample {
  readonly at: number;
  /** Of a hundred packets. */
  readonly lost: number;
  /** ms. */
  readonly jitter: number;
  /** ms. */
  readonly roundTrip?: number | undefined;
  /** 1 to 4.5. */
  readonly mos: number;
}

export interface LegSound {
  readonly leg: string;
  readonly codec?: string | undefined;
  readonly samples: readonly Sample[];
}

/** Below the first many people are content no more, below the second hardly any (ITU-T G.107, annex B). */
export const [choppyBelow, brokenBelow] = [3.6, 2.6] as const;

export interface Stretch {
  readonly how: "choppy" | "broken";
  readonly from: number;
  readonly to: number;
  /** On average, of a hundred packets. */
  readonly lost: number;
}

/** Samples this far apart, in ms, still tell of one trouble. */
const apart = 20_000;

/** Where it was hard to hear, each time from when to when; none where all was clear. */
export function stretches(samples: readonly Sample[]): readonly Stretch[] {
  const bad: Sample[][] = [];
  for (const sample of samples) {
    if (sample.mos >= choppyBelow) continue;
    const last = bad.at(-1);
    if (last && sample.at - (last.at(-1)?.at ?? 0) <= apart) last.push(sample);
    else bad.push([sample]);
  }
  return bad.flatMap((all) => {
    const [first, last] = [all[0], all.at(-1)];
    if (!first || !last) return [];
    const how = all.some(({ mos }) => mos < brokenBelow) ? "broken" : "choppy";
    const lost = all.reduce((sum, one) => sum + one.lost, 0) / all.length;
    return [{ how, from: first.at - before(samples, first), to: last.at, lost }];
  });
}

/** A sample tells of the time since the one before it. */
function before(samples: readonly Sample[], sample: Sample): number {
  const previous = samples[samples.indexOf(sample) - 1];
  return previous === undefined ? 0 : Math.min(apart, sample.at - previous.at);
}

/** Who speaks at the end of that leg. */
export function speakerOf(leg: string, call: ToldCall, names: Names, isAccount: boolean): string {
  return isAccount ? otherParty(call, names) : names.title(leg);
}

/** "Margaret: choppy 13:20–13:21, 6 % of the packets were lost". */
export function soundSentence(name: string, samples: readonly Sample[], words: Words): string {
  const bad = stretches(samples);
  if (bad.length === 0) return words.say("sound.clear", { name });
  const told = bad.slice(0, 3).map(({ how, from, to, lost }) => {
    const [begin, end] = [words.clock(from), words.clock(to)];
    const span = begin === end ? begin : `${begin}–${end}`;
    return words.say("sound.stretch", { how, span, lost: words.count(lost) });
  });
  const more = bad.length - told.length;
  if (more > 0) told.push(words.say("sound.more", { n: more }));
  return words.say("sound.troubled", { name, stretches: words.list(told) });
}
