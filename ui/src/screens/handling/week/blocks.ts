/**
 * The week as a ring of minutes, Monday 00:00 first: one named time is a set of blocks on it, as
 * they stand on the clock on the wall. Pure; to and from `weekly` of the settings.
 */
import { clockText, minuteOf } from "#telephony/directing/times.ts";
import type { Weekly } from "#telephony/settings/times.ts";
import { weekdays } from "#telephony/settings/week.ts";

export const dayLength = 1440;
export const weekLength = 7 * dayLength;

/** It may go on over midnight and over the end of the week, and is a day long at most. */
export interface Block {
  /** 0 to 10079. */
  readonly start: number;
  /** Minutes, 1 to 1440. */
  readonly length: number;
}

/** On the ring: 10 085 is Monday 00:05. */
export const onRing = (minute: number): number => ((minute % weekLength) + weekLength) % weekLength;

/** How far it is from one minute to another the nearer way round: negative is back. */
export const nearerWay = (from: number, to: number): number =>
  onRing(to - from + weekLength / 2) - weekLength / 2;

export const blocksOf = (weekly: readonly Weekly[]): readonly Block[] =>
  sorted(
    weekly.flatMap(({ days, from, to }) => {
      const [begin, end] = [minuteOf(from), minuteOf(to)];
      const length = end > begin ? end - begin : end + dayLength - begin;
      return days.map((day) => ({ start: weekdays.indexOf(day) * dayLength + begin, length }));
    }),
  );

/** Blocks of the same hours are one line with their days. */
export function weeklyOf(blocks: readonly Block[]): Weekly[] {
  const lines = new Map<string, Weekly>();
  const days = [...blocks].sort((a, b) => clockIn(a.start) - clockIn(b.start) || a.start - b.start);
  for (const { start, length } of days) {
    const [from, to] = [clockText(clockIn(start)), endText(start, length)];
    const day = weekdays[Math.floor(start / dayLength)] ?? "mon";
    const line = lines.get(`${from} ${to}`);
    if (!line?.days.includes(day))
      lines.set(`${from} ${to}`, { days: [...(line?.days ?? []), day], from, to });
  }
  return [...lines.values()];
}

/** Of its day. */
export const clockIn = (minute: number): number => onRing(minute) % dayLength;

/** "07:00"; "24:00" where a block ends its day. */
export function endText(start: number, length: number): string {
  const end = clockIn(start) + length;
  return clockText(end <= dayLength ? end : end - dayLength);
}

/** With that stretch too; what it touches becomes one with it as far as a day is long enough. */
export function withBlock(blocks: readonly Block[], added: Block): readonly Block[] {
  let whole = added;
  const rest: Block[] = [];
  for (const block of blocks) {
    const one = joined(block, whole);
    if (one) whole = one;
    else rest.push(...without([block], whole));
  }
  return sorted([...rest, whole]);
}

/** Undefined where they do not touch, or would be longer than a day. */
function joined(one: Block, other: Block): Block | undefined {
  const ahead = onRing(other.start - one.start);
  const [first, second, gap] =
    ahead <= one.length ? [one, other, ahead] : [other, one, weekLength - ahead];
  if (gap > first.length) return undefined;
  const length = Math.max(first.length, gap + second.length);
  return length > dayLength ? undefined : { start: first.start, length };
}

/** Without that stretch; a block with a hole is two. */
export const without = (blocks: readonly Block[], gone: Block): readonly Block[] =>
  sorted(blocks.flatMap((block) => cut(block, gone)));

function cut({ start, length }: Block, gone: Block): readonly Block[] {
  const left: Block[] = [];
  let at = 0; // what of the block is not looked at yet, from its start
  for (const begin of [onRing(gone.start - start) - weekLength, onRing(gone.start - start)]) {
    if (begin >= length || begin + gone.length <= at) continue;
    if (begin > at) left.push({ start: onRing(start + at), length: begin - at });
    at = Math.max(at, begin + gone.length);
  }
  if (at < length) left.push({ start: onRing(start + at), length: length - at });
  return left;
}

export type Edge = "start" | "end";
/** What a block is at least, so that it can still be taken hold of. */
export const shortest = 15;

/** With one edge so many minutes further on; it stays a block of `shortest` to a day. */
export function resized({ start, length }: Block, edge: Edge, by: number): Block {
  const wanted = edge === "end" ? length + by : length - by;
  const now = Math.min(dayLength, Math.max(Math.min(shortest, length), wanted));
  return { start: edge === "end" ? start : onRing(start + length - now), length: now };
}

/** Where on the sheet of the week: `minute` is 1440 at the end of a row. */
export interface Place {
  readonly day: number;
  readonly minute: number;
}

/** From one corner to the other: the same hours of each day between. */
export function rectangle(one: Place, other: Place): readonly Block[] {
  const [top, bottom] = inOrder(one.day, other.day);
  const [begin, end] = inOrder(one.minute, other.minute);
  return Array.from({ length: bottom - top + 1 }, (_, i) => ({
    start: (top + i) * dayLength + begin,
    length: end - begin,
  }));
}

const inOrder = (a: number, b: number): readonly [number, number] => (a < b ? [a, b] : [b, a]);

function sorted(blocks: readonly Block[]): readonly Block[] {
  const all = new Map(blocks.map((block) => [`${block.start} ${block.length}`, block]));
  return [...all.values()].sort((a, b) => a.start - b.start || a.length - b.length);
}
