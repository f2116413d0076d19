/** Every named time of the week, and what is seen of each: where two overlap, the one named first. */
import { type Weekday, weekdays } from "#telephony/settings/week.ts";
import type { TimeSettings } from "../../../words/decision.ts";
import {
  type Block,
  blocksOf,
  dayLength,
  type Edge,
  onRing,
  resized,
  weekLength,
  weeklyOf,
  withBlock,
  without,
} from "./blocks.ts";

/** A stretch of one day as it is seen: of a named time, or of none. */
export interface Piece {
  /** 0 is Monday. */
  readonly day: number;
  /** Minutes since midnight; `end` is not in it any more, 1440 at most. */
  readonly from: number;
  readonly end: number;
  /** Undefined where nothing is painted. */
  readonly time: string | undefined;
  /** What it is a part of: a night goes on over midnight. The stretch itself where nothing is painted. */
  readonly block: Block;
}

/** Which of the times is to be painted with; undefined paints nothing over what is there. */
export type Brush = string | undefined;

/** Painted over: what was there of other times is gone. */
export function painted(
  times: readonly TimeSettings[],
  brush: Brush,
  stretches: readonly Block[],
): readonly TimeSettings[] {
  return times.map((time) =>
    changed(time, (blocks) =>
      stretches.reduce<readonly Block[]>(
        (now, stretch) => (time.id === brush ? withBlock(now, stretch) : without(now, stretch)),
        blocks,
      ),
    ),
  );
}

/** One edge of a block moved; what it comes over of other times gives way. */
export function edged(
  times: readonly TimeSettings[],
  { time, block, edge, by }: { time: string; block: Block; edge: Edge; by: number },
): readonly TimeSettings[] {
  return repainted(times, { time, block }, time, [resized(block, edge, by)]);
}

/** Other stretches, of another time maybe, in place of a block. */
export function repainted(
  times: readonly TimeSettings[],
  { time, block }: Pick<Piece, "time" | "block">,
  brush: string,
  stretches: readonly Block[],
): readonly TimeSettings[] {
  const rest = times.map((one) =>
    one.id === time ? changed(one, (blocks) => without(blocks, block)) : one,
  );
  return painted(rest, brush, stretches).map((one, i) => asWritten(one, times[i]));
}

/** What was taken away and painted again is written as it was. */
const asWritten = (now: TimeSettings, before: TimeSettings | undefined): TimeSettings =>
  before && isSame(blocksOf(now.weekly ?? []), blocksOf(before.weekly ?? [])) ? before : now;

/** The settings stay as they are written where the blocks do. */
function changed(
  time: TimeSettings,
  edit: (blocks: readonly Block[]) => readonly Block[],
): TimeSettings {
  const before = blocksOf(time.weekly ?? []);
  const after = edit(before);
  return isSame(before, after) ? time : { ...time, weekly: weeklyOf(after) };
}

const isSame = (one: readonly Block[], other: readonly Block[]): boolean =>
  one.length === other.length &&
  one.every(({ start, length }, i) => start === other[i]?.start && length === other[i]?.length);

/** The seven days in their pieces, those without a name too: what a grid has as its cells. */
export function piecesOf(times: readonly TimeSettings[]): readonly (readonly Piece[])[] {
  const owners = ownersOf(times);
  return weekdays.map((_: Weekday, day) => {
    const found: Piece[] = [];
    const begin = day * dayLength;
    for (let from = 0, end = 0; from < dayLength; from = end) {
      const owner = owners[begin + from];
      end = from + 1;
      while (end < dayLength && owners[begin + end] === owner) end++;
      const bare = { start: begin + from, length: end - from };
      found.push({ day, from, end, time: owner?.time, block: owner?.block ?? bare });
    }
    return found;
  });
}

interface Owner {
  readonly time: string;
  readonly block: Block;
}

function ownersOf(times: readonly TimeSettings[]): readonly (Owner | undefined)[] {
  const owners = new Array<Owner | undefined>(weekLength);
  for (const { id, weekly = [] } of times)
    for (const block of blocksOf(weekly)) {
      const owner = { time: id, block };
      for (let i = 0; i < block.length; i++) owners[onRing(block.start + i)] ??= owner;
    }
  return owners;
}

export type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End";

/** Where the arrows lead: within a day from piece to piece, to another day at the same hour. */
export function neighbour(days: readonly (readonly Piece[])[], at: Piece, key: Arrow): Piece {
  const row = days[at.day] ?? [];
  const place = row.findIndex(({ from }) => from === at.from);
  const middle = (at.from + at.end) / 2;
  const across = (day: number): Piece | undefined =>
    days[day]?.find(({ from, end }) => from <= middle && middle < end);
  const to = {
    ArrowLeft: row[place - 1] ?? days[at.day - 1]?.at(-1),
    ArrowRight: row[place + 1] ?? days[at.day + 1]?.[0],
    ArrowUp: across(at.day - 1),
    ArrowDown: across(at.day + 1),
    Home: row[0],
    End: row.at(-1),
  }[key];
  return to ?? at;
}

/** The piece that holds that minute of the week. */
export function pieceAt(days: readonly (readonly Piece[])[], minute: number): Piece | undefined {
  const [day, clock] = [Math.floor(onRing(minute) / dayLength), onRing(minute) % dayLength];
  return days[day]?.find(({ from, end }) => from <= clock && clock < end);
}
