import type { LeftMessage } from "./message.ts";
import type { Kept } from "./records.ts";
import type { Came, Kill } from "./round.ts";

/** What came of all kills of one kind. Times in ms. */
export interface Outcome {
  readonly rounds: number;
  readonly calls: number;
  readonly lost: number;
  readonly gone: readonly string[];
  /** Directions of calls that were talked in at the kill. */
  readonly gaps: number;
  readonly gapP50: number;
  readonly gapP99: number;
  /** What our own telephones were late meanwhile. */
  readonly pauseP99: number;
  /** The most that is missing by the count of another's program; how many have counted. */
  readonly missed: number;
  readonly counted: number;
  readonly tried: number;
  readonly failed: readonly string[];
  readonly ringsP50: number;
  readonly ringsMost: number;
  readonly records: Kept;
  /** Messages that were being left. */
  readonly messages: {
    readonly due: number;
    readonly lost: number;
    readonly doubled: number;
    readonly unplayable: number;
    /** The most that is missing of one. */
    readonly missing: number;
  };
}

/** Those of issue and product: the longest gap, and until a telephone rings again. */
export const goals: Readonly<Record<Kill, { readonly gap: number; readonly rings: number }>> = {
  server: { gap: 40, rings: 2000 },
  media: { gap: 500, rings: 2000 },
  both: { gap: 2000, rings: 2000 },
};

export function outcomeOf(came: readonly Came[], records: readonly Kept[]): Outcome {
  const told = came.flatMap(({ seats }) => seats);
  const sum = (of: (one: Came["seats"][number]) => number): number =>
    told.reduce((all, one) => all + of(one), 0);
  const kept = (of: (one: Kept) => number): number =>
    records.reduce((all, one) => all + of(one), 0);
  const gaps = told.flatMap((one) => one.gaps);
  const rings = told.map((one) => one.rings);
  const missed = told.flatMap((one) => one.missed);
  return {
    rounds: told.length,
    calls: sum(({ calls }) => calls),
    lost: sum(({ lost }) => lost),
    gone: told.flatMap(({ gone }) => gone),
    gaps: gaps.length,
    gapP50: part(gaps, 0.5),
    gapP99: part(gaps, 0.99),
    pauseP99: part(
      told.flatMap((one) => one.pauses),
      0.99,
    ),
    missed: part(missed, 1),
    counted: missed.length,
    tried: sum(({ tried }) => tried),
    failed: told.flatMap(({ failed }) => failed),
    ringsP50: part(rings, 0.5),
    ringsMost: part(rings, 1),
    records: {
      due: kept(({ due }) => due),
      lost: kept(({ lost }) => lost),
      doubled: kept(({ doubled }) => doubled),
      open: kept(({ open }) => open),
    },
    messages: messagesOf(came.map(({ message }) => message)),
  };
}

function messagesOf(all: readonly LeftMessage[]): Outcome["messages"] {
  const there = all.filter(({ kept }) => kept > 0);
  return {
    due: all.length,
    lost: all.length - there.length,
    doubled: there.filter(({ kept }) => kept > 1).length,
    unplayable: there.filter(({ isPlayable }) => !isPlayable).length,
    missing: Math.round(Math.max(0, ...there.map(({ missing }) => missing))),
  };
}

function part(of: readonly number[], share: number): number {
  const sorted = of.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}

/** What may never be otherwise, however slow the machine is. */
export const isWell = ({ lost, failed, records, messages, ringsMost }: Outcome): boolean =>
  lost + failed.length + records.lost + records.doubled + records.open === 0 &&
  messages.lost + messages.doubled + messages.unplayable === 0 &&
  Number.isFinite(ringsMost);

/** As a table: a column for each kind of kill, its goals beside it. */
export function tableOf(all: ReadonlyMap<Kill, Outcome>): string {
  const rows = [...all].map(([kill, one]) => columnOf(kill, one));
  const names = rows[0]?.map(([name]) => name) ?? [];
  const table = names.map((name, i) => [name, ...rows.map((row) => row[i]?.[1] ?? "")]);
  const width = (column: number): number =>
    Math.max(...table.map((line) => line[column]?.length ?? 0));
  const lines = table.map((line) =>
    line
      .map((cell, column) => cell.padEnd(width(column)))
      .join("   ")
      .trimEnd(),
  );
  const failed = [...all].flatMap(([kill, { gone, failed }]) => [
    ...gone.map((what) => `lost: ${kill} killed, ${what}`),
    ...failed.map((what) => `did not work: ${kill} killed, ${what}`),
  ]);
  return [...lines, ...failed].join("\n");
}

type Row = readonly [name: string, value: string];

function columnOf(kill: Kill, one: Outcome): readonly Row[] {
  const { gap, rings } = goals[kill];
  const { due, lost, doubled, open } = one.records;
  const { messages } = one;
  return [
    ["killed", kill],
    ["rounds", String(one.rounds)],
    ["calls lost", `${one.lost} of ${one.calls} (0)`],
    ["audio gap p50", `${one.gapP50} ms`],
    ["audio gap p99", `${one.gapP99} ms (${gap}), of ${one.gaps}`],
    ["our own lateness p99", `${one.pauseP99} ms`],
    ["missing at a baresip, most", one.counted > 0 ? `${one.missed} ms, of ${one.counted}` : "–"],
    ["hold, flash, BYE …", `${one.tried - one.failed.length} of ${one.tried} worked`],
    ["records lost", `${lost} of ${due} (0)`],
    ["doubled, left open", `${doubled}, ${open} (0, 0)`],
    ["messages lost", `${messages.lost} of ${messages.due} (0)`],
    ["doubled, unplayable", `${messages.doubled}, ${messages.unplayable} (0, 0)`],
    ["missing of one, most", `${messages.missing} ms (1000)`],
    ["rings again p50", `${one.ringsP50} ms`],
    ["rings again, longest", `${one.ringsMost} ms (${rings})`],
  ];
}
