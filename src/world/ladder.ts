/** One message between two parties. A trace is data; a ladder is one way to look at it. */
export interface LadderRow {
  /** Since the beginning. */
  readonly ms: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** Each party in the order in which it first appears. */
export const partiesOf = (rows: readonly LadderRow[]): readonly string[] => [
  ...new Set(rows.flatMap(({ from, to }) => [from, to])),
];

const timeWidth = 9;
const narrowest = 22;

/**
 *        carrier               server               kitchen
 *   0.000  |------ INVITE ------>|                     |
 *
 * One column a party, one line a message, time in seconds. Columns are as wide as the longest text asks for.
 */
export function ladder(
  rows: readonly LadderRow[],
  parties: readonly string[] = partiesOf(rows),
): string {
  const longest = Math.max(0, ...rows.map(({ text }) => text.length), ...parties.map(nameWidth));
  const gap = Math.max(narrowest, longest + 7);
  const at = (party: string): number => timeWidth + Math.max(0, parties.indexOf(party)) * gap;
  const head = parties.reduce(
    (line, party) => written(line, Math.max(0, at(party) - (party.length >> 1)), party),
    "",
  );
  const bars = parties.reduce((line, party) => written(line, at(party), "|"), "");
  const lines = rows.map(({ ms, from, to, text }) => {
    const time = written(bars, 0, (ms / 1000).toFixed(3).padStart(7));
    const [a, b] = [at(from), at(to)];
    if (a === b) return written(time, a + 2, text);
    const arrow = arrowOf(text, Math.abs(b - a) - 1, a < b);
    return written(time, Math.min(a, b) + 1, arrow);
  });
  return [head, ...lines].join("\n");
}

const nameWidth = (name: string): number => name.length - 4;

/** `line` with `text` put over it at that column. */
const written = (line: string, at: number, text: string): string =>
  line.padEnd(at).slice(0, at) + text + line.slice(at + text.length);

function arrowOf(text: string, width: number, isForth: boolean): string {
  const label = ` ${text} `;
  const left = Math.max(1, ((width + 1 - label.length) >> 1) - 1);
  const shaft = `${"-".repeat(left)}${label}`.padEnd(width, "-");
  return isForth ? `${shaft.slice(0, width - 1)}>` : `<${shaft.slice(1)}`;
}

/** The same as a Mermaid sequence diagram. Nothing that a peer sent can end its line or be markup. */
export function mermaid(
  rows: readonly LadderRow[],
  parties: readonly string[] = partiesOf(rows),
): string {
  const id = (party: string): string => `p${parties.indexOf(party)}`;
  const plain = (text: string): string =>
    text.replace(/[\s\p{Cc}]+/gu, " ").replace(/[#;<>&:]/g, (c) => `#${c.codePointAt(0)};`);
  return [
    "sequenceDiagram",
    ...parties.map((party) => `  participant ${id(party)} as ${plain(party)}`),
    ...rows.map(
      ({ ms, from, to, text }) =>
        `  ${id(from)}->>${id(to)}: ${plain(text)} (${(ms / 1000).toFixed(3)} s)`,
    ),
  ].join("\n");
}
