import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Call } from "../../api/client.ts";
import { ladderQuery } from "../../api/queries.ts";
import { Segments } from "../../kit/fields.tsx";
import { useNames, usePage, useWords } from "../../kit/page.tsx";
import { Card, Loaded } from "../../kit/parts.tsx";
import { type DrawnLadder, type DrawnRow, drawLadder } from "../../words/ladder.ts";

/** What went over the wire. The ordered list is the truth; the drawing is made from it and hidden from readers. */
export function Ladder({ call }: { readonly call: Call }) {
  const { api, words } = usePage();
  const asked = useQuery(ladderQuery(api, call.id));
  const [view, setView] = useState("drawing");
  const options = [
    ["drawing", words.say("call.asDrawing")],
    ["list", words.say("call.asList")],
  ] as const;
  const choice = (
    <Segments label={words.say("call.wire")} value={view} onChange={setView} options={options} />
  );
  return (
    <Card title={words.say("call.wire")} action={choice}>
      <Loaded asked={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="muted small">{words.say("call.noWire")}</p>
          ) : (
            <Drawn ladder={drawLadder(rows)} drawing={view === "drawing"} />
          )
        }
      </Loaded>
    </Card>
  );
}

function Drawn({ ladder, drawing }: { readonly ladder: DrawnLadder; readonly drawing: boolean }) {
  const words = useWords();
  const names = useNames();
  return (
    <>
      <ol className={drawing ? "hidden" : "wire-list num"} aria-label={words.say("call.wireList")}>
        {ladder.rows.map(({ ms, from, to, text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is what names them
          <li key={i}>
            {words.say("call.row", {
              ms: words.count(ms),
              from: names.title(from),
              to: names.title(to),
              text,
            })}
          </li>
        ))}
      </ol>
      {drawing && <Drawing ladder={ladder} />}
    </>
  );
}

const [left, wide, high, top] = [70, 190, 30, 34];
const x = (column: number): number => left + wide / 2 + column * wide;

function Drawing({ ladder: { columns, rows } }: { readonly ladder: DrawnLadder }) {
  const names = useNames();
  const { words } = usePage();
  const width = left + columns.length * wide;
  const height = top + rows.length * high + 12;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <section className="ladder-scroll" tabIndex={0} aria-label={words.say("call.asDrawing")}>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
        className="ladder"
      >
        {columns.map((name, i) => (
          <g key={name}>
            <text x={x(i)} y={16} textAnchor="middle" className="column">
              {clipped(names.title(name))}
            </text>
            <line x1={x(i)} x2={x(i)} y1={26} y2={height} className="pole" />
          </g>
        ))}
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is what names them
          <Arrow key={i} row={row} y={top + (i + 0.7) * high} />
        ))}
      </svg>
    </section>
  );
}

function Arrow({ row, y }: { readonly row: DrawnRow; readonly y: number }) {
  const words = useWords();
  const [from, to] = [x(row.start), x(row.end)];
  const head = to > from ? -7 : 7;
  return (
    <g className={row.kind}>
      <text x={left - 8} y={y + 4} textAnchor="end" className={row.gap > 0 ? "ms gap" : "ms"}>
        {words.count(row.ms)}
      </text>
      {from === to ? (
        <circle cx={from} cy={y} r={4} className="point" />
      ) : (
        <>
          <line x1={from} x2={to} y1={y} y2={y} className="arrow" />
          <path d={`M${to} ${y} l${head} -4 v8 z`} className="head" />
        </>
      )}
      <text
        x={from === to ? from + 10 : (from + to) / 2}
        y={y - 6}
        textAnchor={from === to ? "start" : "middle"}
      >
        {clipped(row.text, 30)}
      </text>
    </g>
  );
}

const clipped = (text: string, most = 24): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
