import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { useNames, useWords } from "../../../kit/page.tsx";
import { timeColour } from "../../../kit/timeColour.ts";
import type { TimeSettings } from "../../../words/decision.ts";
import { BlockEditor } from "./blockEditor.tsx";
import { type Block, dayLength, type Edge, resized } from "./blocks.ts";
import { type Brush, edged, neighbour, type Piece, painted, pieceAt, piecesOf } from "./board.ts";
import { Day } from "./day.tsx";
import { pieceText, strokeText } from "./saidOfWeek.ts";
import { usePaint } from "./usePaint.ts";
import type { WeekInHand } from "./useWeek.ts";
import { actOf } from "./weekKeys.ts";

interface PainterProps {
  readonly hand: WeekInHand;
  readonly brush: Brush;
}

/** The week as a grid: painted with the mouse, or gone through with the arrows. */
export default function Painter({ hand, brush }: PainterProps) {
  const words = useWords();
  const { times } = hand;
  const [at, setAt] = useState(0);
  const [editing, setEditing] = useState<Piece>();
  const { grid, keepFocus, expectSentBack, sendOn } = useFocus();
  const acts = useActs(hand, setAt);
  const days = piecesOf(times);
  const open = (minute: number): void => {
    setAt(minute);
    setEditing(pieceAt(days, minute));
  };
  const paint = usePaint({ times, brush, done: acts.paint, tapped: open });
  const shown = paint.preview ? piecesOf(paint.preview) : days;
  const here = pieceAt(shown, at);
  const close = (): void => {
    expectSentBack();
    setEditing(undefined);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a table has no cells that are spans of minutes */}
      <div
        className="week-grid"
        role="grid"
        aria-label={words.say("handling.week.grid")}
        ref={grid}
        onKeyDown={pressed}
        {...paint.handlers}
      >
        <Days
          days={shown}
          times={times}
          here={here}
          paint={paint}
          open={open}
          focused={(minute) => {
            if (!sendOn()) setAt(minute);
          }}
        />
      </div>
      <Hours />
      {editing && <Editing piece={editing} brush={brush} times={times} acts={acts} close={close} />}
    </>
  );

  function pressed(event: KeyboardEvent): void {
    const act = actOf(event, getComputedStyle(event.currentTarget).direction === "rtl");
    if (!act || !here) return;
    event.preventDefault();
    if (act.do === "edit") setEditing(here);
    else keepFocus();
    if (act.do === "erase") acts.erase(here);
    if (act.do === "move") acts.move(here, act.edge, act.by);
    if (act.do === "go") {
      const to = neighbour(days, here, act.arrow);
      setAt(to.day * dayLength + to.from);
    }
  }
}

interface EditingProps {
  readonly piece: Piece;
  readonly brush: Brush;
  readonly times: readonly TimeSettings[];
  readonly acts: ReturnType<typeof useActs>;
  readonly close: () => void;
}

function Editing({ piece, brush, times, acts, close }: EditingProps) {
  const erase = (): void => {
    acts.erase(piece);
    close();
  };
  return (
    <BlockEditor
      piece={piece}
      brush={piece.time ?? brush ?? times[0]?.id ?? ""}
      times={times}
      close={close}
      save={(...edit) => {
        acts.edit(...edit);
        close();
      }}
      {...(piece.time !== undefined && { erase })}
    />
  );
}

/**
 * After an act the focus is at the cell that the grid is at, which may be another one. A dialog that
 * closes gives it back to the cell where it was opened, and later: from there it is sent on.
 */
function useFocus() {
  const grid = useRef<HTMLDivElement>(null);
  const wanted = useRef(false);
  const sentBack = useRef(false);
  const cell = (): HTMLElement | null | undefined =>
    grid.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]');
  useLayoutEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    cell()?.focus();
  });
  return {
    grid,
    keepFocus(): void {
      wanted.current = true;
    },
    expectSentBack(): void {
      sentBack.current = true;
    },
    sendOn(): boolean {
      if (!sentBack.current) return false;
      sentBack.current = false;
      cell()?.focus();
      return true;
    },
  };
}

/** What is done to the week, each act with what is said of it, and where the grid then is. */
function useActs(hand: WeekInHand, setAt: (minute: number) => void) {
  const speakers = { words: useWords(), names: useNames() };
  const { times } = hand;
  return {
    paint(brush: Brush, stretches: readonly Block[], next: readonly TimeSettings[]): void {
      setAt(stretches[0]?.start ?? 0);
      hand.paint(strokeText(brush, stretches, speakers), next);
    },
    edit(next: readonly TimeSettings[], stretches: readonly Block[], brush: string): void {
      this.paint(brush, stretches, next);
    },
    erase({ time, block }: Piece): void {
      if (time === undefined) return;
      hand.paint(strokeText(undefined, [block], speakers), painted(times, undefined, [block]));
    },
    move({ day, time, block }: Piece, edge: Edge, by: number): void {
      if (time === undefined) return;
      const next = resized(block, edge, by);
      const stays = Math.floor(next.start / dayLength) === day;
      setAt(stays ? next.start : day * dayLength);
      hand.paint(strokeText(time, [next], speakers), edged(times, { time, block, edge, by }));
    },
  };
}

interface DaysProps {
  readonly days: readonly (readonly Piece[])[];
  readonly times: readonly TimeSettings[];
  readonly here: Piece | undefined;
  readonly paint: ReturnType<typeof usePaint>;
  readonly open: (minute: number) => void;
  /** By whichever way: the keys then act there. */
  readonly focused: (minute: number) => void;
}

function Days({ days, times, here, paint, open, focused }: DaysProps) {
  const words = useWords();
  const names = useNames();
  const seen = (piece: Piece) => ({
    ...piece,
    colour: timeColour(
      times,
      times.findIndex(({ id }) => id === piece.time),
    ),
    label: pieceText(piece, { words, names }),
    text: piece.time === undefined ? "" : names.time(piece.time),
    isHere: piece === here,
  });
  return days.map((pieces, day) => (
    <Day
      key={words.weekday(day)}
      name={words.weekday(day)}
      briefly={words.weekdayBriefly(day)}
      pieces={pieces.map(seen)}
      marks={paint.stroke.filter(({ start }) => Math.floor(start / dayLength) === day)}
      hours={paint.said}
      open={(piece) => open(piece.day * dayLength + piece.from)}
      focused={(piece) => focused(piece.day * dayLength + piece.from)}
    />
  ));
}

const hours = [0, 3, 6, 9, 12, 15, 18, 21, 24];

const Hours = () => (
  <div className="week-hours num" aria-hidden="true">
    {hours.map((hour) => (
      <span key={hour}>{String(hour).padStart(2, "0")}</span>
    ))}
  </div>
);
