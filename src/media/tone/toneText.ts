import { fail, ok, type Result } from "#kit/result.ts";
import { type Millis, millis } from "#kit/time.ts";
import type { ToneFrequency, TonePlan, ToneSegment } from "#media/tone/tonePlan.ts";

/**
 * Tones as people of the trade write them:
 *
 *   350@-13+440@-13                  for ever; the level of each sine in dBm0
 *   440@-19+480@-19/2 -/4            2 s on, 4 s off, again and again
 *   !350@-13/.1 !-/.1 350@-13        what has `!` comes once, the rest goes on
 *   !600@-16/.25                     only once: then the tone ends
 */
export function parseTone(text: string): Result<TonePlan> {
  const words = text.trim().split(/\s+/);
  const segments: ToneSegment[] = [];
  for (const word of words) {
    const segment = readSegment(word.replace(/^!/, ""));
    if (!segment) return fail("media.badTone", `${word} in ${text}`);
    segments.push(segment);
  }
  const once = words.map((word) => word.startsWith("!"));
  const repeatFrom = once.lastIndexOf(true) + 1;
  if (once.indexOf(false) >= 0 && once.indexOf(false) < repeatFrom)
    return fail("media.badTone", `what comes once stands first: ${text}`);
  const goesOn = repeatFrom < segments.length && segments.at(-1)?.length !== undefined;
  return ok({ segments, ...(goesOn && { repeatFrom }) });
}

const SECONDS = /^\d*\.?\d+$/;

function readSegment(word: string): ToneSegment | undefined {
  const [sound = "", length, more] = word.split("/");
  if (more !== undefined || (length !== undefined && !isLength(length))) return undefined;
  const frequencies = sound === "-" ? [] : sound.split("+").map(readFrequency);
  const known = frequencies.filter((each) => each !== undefined);
  if (known.length !== frequencies.length) return undefined;
  return { frequencies: known, ...(length !== undefined && { length: inMillis(length) }) };
}

const isLength = (text: string): boolean => SECONDS.test(text) && Number(text) > 0;
const inMillis = (text: string): Millis => millis(Math.round(Number(text) * 1000));

function readFrequency(text: string): ToneFrequency | undefined {
  const [, hz, dbm0] = /^(\d+(?:\.\d+)?)@(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (hz === undefined || dbm0 === undefined) return undefined;
  const frequency = { hz: Number(hz), dbm0: Number(dbm0) };
  return frequency.hz >= 20 && frequency.hz <= 3900 && frequency.dbm0 <= 0 ? frequency : undefined;
}

/** The same words so many times. */
export const times = (count: number, words: string): string =>
  Array.from({ length: count }, () => words).join(" ");
