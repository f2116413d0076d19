import { type Block, clockIn, dayLength } from "./blocks.ts";
import type { Piece } from "./board.ts";

export interface SeenPiece extends Piece {
  readonly colour: string;
  readonly label: string;
  readonly text: string;
  /** The one of the grid that the keyboard is at. */
  readonly isHere: boolean;
}

interface DayProps {
  readonly name: string;
  readonly briefly: string;
  readonly pieces: readonly SeenPiece[];
  /** What is being painted, and its hours. */
  readonly marks: readonly Block[];
  readonly hours: string;
  readonly open: (piece: Piece) => void;
  readonly focused: (piece: Piece) => void;
}

const across = (minutes: number): string => `${(minutes / dayLength) * 100}%`;

/** One day of the week as a row of the grid. */
export function Day({ name, briefly, pieces, marks, hours, open, focused }: DayProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of a grid whose cells are spans of minutes
    // biome-ignore lint/a11y/useFocusableInteractive: its cells are
    <div role="row" className="week-row">
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: nothing can be done with it */}
      <span role="rowheader" className="week-name" aria-label={name}>
        {briefly}
      </span>
      <div className="week-line" role="presentation">
        {pieces.map((piece) => (
          <Cell
            key={piece.from}
            piece={piece}
            open={() => open(piece)}
            focused={() => focused(piece)}
          />
        ))}
        {marks.map(({ start, length }) => (
          <span
            key={start}
            className="week-mark"
            aria-hidden="true"
            style={{ insetInlineStart: across(clockIn(start)), inlineSize: across(length) }}
          >
            <b>{hours}</b>
          </span>
        ))}
      </div>
    </div>
  );
}

interface CellProps {
  readonly piece: SeenPiece;
  /** By a finger or a screen reader; mouse and pen paint, and the grid sees to them. */
  readonly open: () => void;
  readonly focused: () => void;
}

function Cell({ piece, open, focused }: CellProps) {
  const { from, end, time, colour, label, text, isHere } = piece;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table has no cells that are spans of minutes
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys
    <div
      role="gridcell"
      tabIndex={isHere ? 0 : -1}
      aria-label={label}
      onFocus={focused}
      onClick={({ nativeEvent }) => {
        const { pointerType } = nativeEvent as PointerEvent;
        if (pointerType !== "mouse" && pointerType !== "pen") open();
      }}
      className={`week-piece ${time === undefined ? "" : colour} ${end - from < 150 ? "narrow" : ""}`}
      style={{ insetInlineStart: across(from), inlineSize: across(end - from) }}
    >
      <span aria-hidden="true">{text}</span>
    </div>
  );
}
