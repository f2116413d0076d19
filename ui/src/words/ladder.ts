/** What went over the wire as a drawing: columns for who speaks, a row for each message. The list is the truth. */
export interface LadderRow {
  readonly ms: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

export interface DrawnRow extends LadderRow {
  /** Columns, from the left. */
  readonly start: number;
  readonly end: number;
  /** Long silence before this row, in ms; 0 when there was none. */
  readonly gap: number;
  readonly kind: "sip" | "audio" | "line";
}

export interface DrawnLadder {
  readonly columns: readonly string[];
  readonly rows: readonly DrawnRow[];
}

/** Longer than this between two messages is worth a mark. */
const longGap = 1000;

/** Columns in the order in which they first speak; the server stands between those it joins. */
export function drawLadder(rows: readonly LadderRow[]): DrawnLadder {
  const columns: string[] = [];
  for (const { from, to } of rows)
    for (const name of [from, to]) if (!columns.includes(name)) columns.push(name);
  return {
    columns,
    rows: rows.map((row, i) => ({
      ...row,
      start: columns.indexOf(row.from),
      end: columns.indexOf(row.to),
      gap: i > 0 && row.ms - (rows[i - 1]?.ms ?? 0) > longGap ? row.ms - (rows[i - 1]?.ms ?? 0) : 0,
      kind: kindOf(row),
    })),
  };
}

const kindOf = ({ from, to, text }: LadderRow): DrawnRow["kind"] => {
  if (/\b(RTP|audio)\b/i.test(text)) return "audio";
  return from === to ||
    /^(ring|stop|hook|digit|flash|tone|offHook|onHook|answer|offer)\b/i.test(text)
    ? "line"
    : "sip";
};
