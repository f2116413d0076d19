/** What is said of a stretch of the week, and of what was done to it. */
import { clockText } from "#telephony/directing/times.ts";
import type { Names } from "../../../words/names.ts";
import { upperFirst, type Words } from "../../../words/say.ts";
import { type Block, clockIn, dayLength, endText } from "./blocks.ts";
import type { Brush, Piece } from "./board.ts";

interface Speakers {
  readonly words: Words;
  readonly names: Names;
}

export const hoursOf = (
  { start, length }: Block,
  words: Words,
): { readonly from: string; readonly to: string } => ({
  from: words.clockOf(clockText(clockIn(start))),
  to: words.clockOf(endText(start, length)),
});

/** "Night, 22:00 to 07:00". */
export const pieceText = ({ time, block }: Piece, { words, names }: Speakers): string =>
  words.say("handling.week.piece", {
    time: time === undefined ? words.say("handling.week.nothing") : names.time(time),
    ...hoursOf(block, words),
  });

/** "Monday to Wednesday, Family, 12:30 to 22:00". */
export function strokeText(
  brush: Brush,
  stretches: readonly Block[],
  { words, names }: Speakers,
): string {
  const [first] = stretches;
  if (!first) return "";
  const days = words.days(stretches.map(({ start }) => Math.floor(start / dayLength)));
  const said = { days: upperFirst(days, words), ...hoursOf(first, words) };
  return brush === undefined
    ? words.say("handling.week.erased", said)
    : words.say("handling.week.painted", { ...said, time: names.time(brush) });
}
