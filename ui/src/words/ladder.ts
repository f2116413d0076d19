/** What went over the wire as a drawing: columns for who speaks, a row for each message. The list is the truth. */
export interface LadderRow {
  readonly ms: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** In full, where it is kept. */
  readonly message?: string | undefined;
}

export interface DrawnRow extends LadderRow {
  /** Its place in the order, from 0. */
  readonly nth: number;
  /** Columns, from the left. */
  readonly start: number;
  readonly end: number;
  /** Long silence before this row, in ms; 0 when there was none. */
  readonly gap: number;
  readonly kind: "sip" | "mgcp" | "audio" | "line";
}

/** Sound between the house and a party, from one row to another. */
export interface Band {
  /** Columns, the left one first. */
  readonly left: number;
  readonly right: number;
  /** Rows: the one after which it begins, and the one before which it ends. */
  readonly first: number;
  readonly last: number;
  readonly codec: string;
}

export interface DrawnLadder {
  readonly columns: readonly string[];
  readonly rows: readonly DrawnRow[];
  readonly bands: readonly Band[];
}

/** Of a party: between those moments, in ms, it was heard. */
export interface Sounded {
  readonly leg: string;
  readonly codec?: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** Longer than this between two messages is worth a mark. */
const longGap = 200;
const house = "Ringwise";

/** Columns in the order in which they first speak; the server stands between those it joins. */
export function drawLadder(
  rows: readonly LadderRow[],
  sounds: readonly Sounded[] = [],
): DrawnLadder {
  const columns: string[] = [];
  for (const { from, to } of rows)
    for (const name of [from, to]) if (!columns.includes(name)) columns.push(name);
  return {
    columns,
    rows: rows.map((row, i) => ({
      ...row,
      nth: i,
      start: columns.indexOf(row.from),
      end: columns.indexOf(row.to),
      gap: i > 0 && row.ms - (rows[i - 1]?.ms ?? 0) > longGap ? row.ms - (rows[i - 1]?.ms ?? 0) : 0,
      kind: kindOf(row),
    })),
    bands: sounds.flatMap((sound) => bandOf(sound, columns, rows)),
  };
}

function bandOf(
  { leg, codec = "", from, to }: Sounded,
  columns: readonly string[],
  rows: readonly LadderRow[],
): readonly Band[] {
  const [one, other] = [columns.indexOf(leg), columns.indexOf(house)];
  if (one < 0 || other < 0 || to <= from) return [];
  const first = Math.max(
    0,
    rows.findLastIndex(({ ms }) => ms <= from),
  );
  const after = rows.findIndex(({ ms }) => ms >= to);
  const last = after < 0 ? rows.length : after;
  return [{ left: Math.min(one, other), right: Math.max(one, other), first, last, codec }];
}

const mgcp = /^(CRCX|MDCX|DLCX|RQNT|NTFY|AUEP|AUCX|RSIP|EPCF)\b/;

const kindOf = ({ from, to, text }: LadderRow): DrawnRow["kind"] => {
  if (/\b(RTP|audio)\b/i.test(text)) return "audio";
  if (mgcp.test(text)) return "mgcp";
  return from === to ||
    /^(ring|stop|hook|digit|flash|tone|offHook|onHook|answer|offer)\b/i.test(text)
    ? "line"
    : "sip";
};
