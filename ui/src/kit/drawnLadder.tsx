import { type ReactNode, useState } from "react";
import type { DrawnLadder, DrawnRow } from "../words/ladder.ts";
import { LadderDrawing } from "./ladderDrawing.tsx";
import { WireList } from "./wireList.tsx";

interface Says {
  readonly list: string;
  readonly drawing: string;
  readonly next: string;
  readonly message: string;
  readonly messageNone: string;
}

interface LadderProps {
  readonly ladder: DrawnLadder;
  /** Drawn for the eye; the list, which is the truth, stays there for readers. */
  readonly isDrawn: boolean;
  readonly title: (column: string) => string;
  /** A row in words. */
  readonly told: (row: DrawnRow) => string;
  readonly says: Says;
  /** What the list says besides its rows. */
  readonly children?: ReactNode;
}

/** What went over the wire: an ordered list, and a drawing made from it that is hidden from readers. */
export function WireLadder({ ladder, isDrawn, title, told, says, children }: LadderProps) {
  const [chosen, choose] = useState<number>();
  const message = chosen === undefined ? undefined : ladder.rows[chosen]?.message;
  return (
    <>
      <WireList
        rows={ladder.rows.map((row) => ({ ...row, said: told(row) }))}
        label={says.list}
        isHidden={isDrawn}
      >
        {children}
      </WireList>
      {isDrawn && (
        <LadderDrawing
          {...{ ladder, chosen, choose, title }}
          label={says.drawing}
          nextLabel={says.next}
        />
      )}
      {isDrawn && chosen !== undefined && (
        <section aria-label={says.message} aria-live="polite">
          <pre className="wire-message">{message ?? says.messageNone}</pre>
        </section>
      )}
    </>
  );
}
