import type { MouseEvent } from "react";
import type { DrawnLadder, DrawnRow } from "../words/ladder.ts";
import { useWords } from "./page.tsx";
import "./ladderDrawing.css";

const [left, wide, high, top] = [70, 190, 30, 34];
const x = (column: number): number => left + wide / 2 + column * wide;
/** A long silence before a row is seen as one. */
const [long, pause] = [1000, 30];

/** Where each row lies, and behind them the end. */
function heights(rows: readonly DrawnRow[]): readonly number[] {
  let at = top + 0.7 * high;
  const all = rows.map(({ gap }) => {
    if (gap > long) at += pause;
    const here = at;
    at += high;
    return here;
  });
  return [...all, at];
}

interface DrawingProps {
  readonly ladder: DrawnLadder;
  readonly chosen: number | undefined;
  readonly choose: (row: number | undefined) => void;
  /** Of a column, as it is headed. */
  readonly title: (column: string) => string;
  readonly label: string;
  /** The keys' way through it. */
  readonly nextLabel: string;
}

/** The ladder for the eye: a hand presses a row, the keys go from row to row. */
export function LadderDrawing({ ladder, chosen, choose, ...says }: DrawingProps) {
  const { columns, rows, bands } = ladder;
  const width = left + columns.length * wide;
  const ys = heights(rows);
  const y = (row: number): number => ys[row] ?? ys.at(-1) ?? top;
  const height = y(rows.length);
  /** The row that is pointed at; keys point nowhere, and mean the next. */
  function press({ detail, clientY, currentTarget }: MouseEvent<HTMLButtonElement>): void {
    const at = clientY - currentTarget.getBoundingClientRect().top;
    const next = rows[(chosen ?? -1) + 1] ?? rows[0];
    const meant = detail === 0 ? next : rows.find(({ nth }) => inRow(at, y(nth)));
    choose(meant?.nth === chosen ? undefined : meant?.nth);
  }
  return (
    <section className="ladder-scroll" aria-label={says.label}>
      <div className="ladder-press">
        <svg
          direction="ltr"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
          className="ladder"
        >
          {columns.map((name, i) => (
            <g key={name}>
              <text x={x(i)} y={16} textAnchor="middle" className="column">
                {clipped(says.title(name))}
              </text>
              <line x1={x(i)} x2={x(i)} y1={26} y2={height} className="pole" />
            </g>
          ))}
          {bands.map((band) => (
            <Sound
              key={`${band.left} ${band.right} ${band.first}`}
              band={band}
              begin={y(band.first) + 8}
              end={y(band.last) - 20}
              taken={rows.filter((row) => crosses(row, band)).map(({ nth }) => y(nth))}
            />
          ))}
          {rows.map((row) => (
            <g key={row.nth} className={chosen === row.nth ? "chosen" : ""}>
              <rect className="row-hit" x={0} y={topOf(y(row.nth))} width={width} height={high} />
              <Arrow row={row} y={y(row.nth)} />
            </g>
          ))}
        </svg>
        {/* over the drawing, whose words are no name of its own */}
        <button type="button" aria-label={says.nextLabel} onClick={press} />
      </div>
    </section>
  );
}

/** A row's text stands above its line. */
const topOf = (line: number): number => line - high / 2 - 3;
const inRow = (at: number, line: number): boolean => at >= topOf(line) && at < topOf(line) + high;

const crosses = (row: DrawnRow, band: DrawnLadder["bands"][number]): boolean =>
  Math.min(row.start, row.end) < band.right && Math.max(row.start, row.end) > band.left;

/** The middle of the widest room that lines with their texts above them leave between two heights. */
function freest(begin: number, end: number, lines: readonly number[]): number {
  const inside = lines.filter((line) => line > begin && line - high / 2 < end);
  const from = [begin, ...inside.map((line) => line + 3)];
  const to = [...inside.map((line) => line - high / 2 - 2), end];
  const rooms = from.map((one, i) => ({ one, room: (to[i] ?? end) - one }));
  const widest = rooms.reduce((most, next) => (next.room > most.room ? next : most));
  return widest.one + widest.room / 2;
}

interface SoundProps {
  readonly band: DrawnLadder["bands"][number];
  readonly begin: number;
  readonly end: number;
  /** The lines that lie across it. */
  readonly taken: readonly number[];
}

function Sound({ band: { left: one, right: other, codec }, begin, end, taken }: SoundProps) {
  const high = Math.max(8, end - begin);
  return (
    <g className="sound">
      <rect
        className="band"
        x={x(one) + 3}
        y={begin}
        width={x(other) - x(one) - 6}
        height={high}
        rx={6}
      />
      {high > 16 && (
        <text x={(x(one) + x(other)) / 2} y={freest(begin, end, taken) + 4} textAnchor="middle">
          {`RTP ${codec}`}
        </text>
      )}
    </g>
  );
}

function Arrow({ row, y: at }: { readonly row: DrawnRow; readonly y: number }) {
  const words = useWords();
  const [from, to] = [x(row.start), x(row.end)];
  const head = to > from ? -7 : 7;
  return (
    <g className={`row-line ${row.kind}`}>
      <text x={left - 8} y={at + 4} textAnchor="end" className={row.gap > 0 ? "ms gap" : "ms"}>
        {words.count(row.ms)}
      </text>
      {from === to ? (
        <circle cx={from} cy={at} r={4} className="point" />
      ) : (
        <>
          <line x1={from} x2={to} y1={at} y2={at} className="arrow" />
          <path d={`M${to} ${at} l${head} -4 v8 z`} className="head" />
        </>
      )}
      <text
        x={from === to ? from + 10 : (from + to) / 2}
        y={at - 6}
        textAnchor={from === to ? "start" : "middle"}
      >
        {clipped(row.text, 27)}
      </text>
    </g>
  );
}

const clipped = (text: string, most = 24): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
