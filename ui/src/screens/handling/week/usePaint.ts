import { type PointerEvent, useEffect, useState } from "react";
import { useWords } from "../../../kit/page.tsx";
import type { TimeSettings } from "../../../words/decision.ts";
import {
  type Block,
  dayLength,
  type Edge,
  nearerWay,
  onRing,
  type Place,
  rectangle,
  resized,
} from "./blocks.ts";
import { type Brush, edged, painted, piecesOf } from "./board.ts";
import { hoursOf } from "./saidOfWeek.ts";

interface Stroke {
  readonly begun: Place;
  readonly now: Place;
  readonly fine: boolean;
  /** Nothing but a click so far. */
  readonly isStill: boolean;
  /** An edge that was taken hold of. */
  readonly hold?: Hold;
}

interface Hold {
  readonly time: string;
  readonly block: Block;
  readonly edge: Edge;
}

interface PaintProps {
  readonly times: readonly TimeSettings[];
  readonly brush: Brush;
  readonly done: (
    brush: Brush,
    stretches: readonly Block[],
    times: readonly TimeSettings[],
  ) => void;
  /** A click where nothing was painted. */
  readonly tapped: (minute: number) => void;
}

/** Pixels on either side in which an edge is taken hold of. */
const reach = 6;
/** Pixels below which a stroke is a click. */
const still = 4;

/** Painting with a mouse or a pen; a finger scrolls, and its tap opens the editor. */
export function usePaint({ times, brush, done, tapped }: PaintProps) {
  const words = useWords();
  const [stroke, setStroke] = useState<Stroke>();
  useEffect(() => {
    if (!stroke) return undefined;
    const dropAtEscape = (event: KeyboardEvent): void => {
      if (event.key === "Escape") setStroke(undefined);
    };
    addEventListener("keydown", dropAtEscape);
    return () => removeEventListener("keydown", dropAtEscape);
  }, [stroke]);

  const stretches = stroke ? stretchesOf(stroke) : [];
  const [first] = stretches;
  const next = stroke && outcome(times, brush, stroke);
  return {
    /** The times as they would be, while the hand is down. */
    preview: next,
    stroke: stretches,
    /** Its hours: "12:30 – 22:00". */
    said: first ? words.say("handling.week.span", hoursOf(first, words)) : "",
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>): void {
        if (event.pointerType === "touch" || event.button !== 0) return;
        const sheet = sheetOf(event.currentTarget);
        const place = placeOn(sheet, event);
        if (!place) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const hold = holdAt(times, place, reach / sheet.perMinute);
        const fine = event.altKey;
        setStroke({ begun: place, now: place, fine, isStill: true, ...(hold && { hold }) });
      },
      onPointerMove(event: PointerEvent<HTMLElement>): void {
        if (!stroke) return;
        const sheet = sheetOf(event.currentTarget);
        const now = placeOn(sheet, event) ?? stroke.now;
        const near = Math.abs(now.minute - stroke.begun.minute) < still / sheet.perMinute;
        const isStill = stroke.isStill && near && now.day === stroke.begun.day;
        setStroke({ ...stroke, now, fine: event.altKey, isStill });
      },
      onPointerUp(): void {
        if (!stroke) return;
        setStroke(undefined);
        const { begun, hold, isStill } = stroke;
        if (isStill) tapped(begun.day * dayLength + Math.min(begun.minute, dayLength - 1));
        else if (next) done(hold?.time ?? brush, stretches, next);
      },
      onPointerCancel: () => setStroke(undefined),
    },
  };
}

function outcome(
  times: readonly TimeSettings[],
  brush: Brush,
  stroke: Stroke,
): readonly TimeSettings[] {
  const { hold, isStill } = stroke;
  if (isStill) return times;
  if (hold) return edged(times, { ...hold, by: movedBy(stroke, hold) });
  return painted(times, brush, stretchesOf(stroke));
}

function stretchesOf(stroke: Stroke): readonly Block[] {
  const { begun, now, fine, hold, isStill } = stroke;
  if (isStill) return [];
  if (hold) return [resized(hold.block, hold.edge, movedBy(stroke, hold))];
  const step = fine ? fineStep : coarseStep;
  const [left, right] = begun.minute < now.minute ? [begun, now] : [now, begun];
  return rectangle(
    { ...left, minute: Math.min(Math.floor(left.minute / step) * step, dayLength - step) },
    { ...right, minute: Math.max(Math.ceil(right.minute / step) * step, step) },
  );
}

const coarseStep = 15;
const fineStep = 5;

/** The edge goes to where the hand is, onto a quarter of the hour. */
function movedBy({ now, fine }: Stroke, { block, edge }: Hold): number {
  const step = fine ? fineStep : coarseStep;
  const to = now.day * dayLength + Math.round(now.minute / step) * step;
  return nearerWay(edgeOf(block, edge), onRing(to));
}

const edgeOf = ({ start, length }: Block, edge: Edge): number =>
  onRing(edge === "start" ? start : start + length);

/** The edge of a block that is within so many minutes, the nearest of them. */
function holdAt(
  times: readonly TimeSettings[],
  { day, minute }: Place,
  within: number,
): Hold | undefined {
  const here = day * dayLength + minute;
  const near = (piecesOf(times)[day] ?? []).flatMap(({ time, block }) =>
    time === undefined
      ? []
      : (["start", "end"] as const).map((edge) => {
          const far = Math.abs(nearerWay(edgeOf(block, edge), onRing(here)));
          return { time, block, edge, far };
        }),
  );
  const [best] = near.filter(({ far }) => far <= within).sort((a, b) => a.far - b.far);
  return best;
}

/** Where its rows lie on the screen. */
interface Sheet {
  readonly rows: readonly DOMRect[];
  readonly isRightToLeft: boolean;
  /** Pixels. */
  readonly perMinute: number;
}

function sheetOf(grid: HTMLElement): Sheet {
  const rows = [...grid.querySelectorAll(".week-line")].map((row) => row.getBoundingClientRect());
  const isRightToLeft = getComputedStyle(grid).direction === "rtl";
  return { rows, isRightToLeft, perMinute: (rows[0]?.width || dayLength) / dayLength };
}

/** In the row nearest to it. */
function placeOn(
  { rows, isRightToLeft, perMinute }: Sheet,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): Place | undefined {
  const below = rows.findIndex(({ bottom }) => clientY <= bottom);
  const day = below < 0 ? rows.length - 1 : below;
  const row = rows[day];
  if (!row) return undefined;
  const pixels = isRightToLeft ? row.right - clientX : clientX - row.left;
  return { day, minute: Math.min(dayLength, Math.max(0, pixels / perMinute)) };
}
