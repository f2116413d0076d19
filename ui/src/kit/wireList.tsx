import type { ReactNode } from "react";
import "./wireList.css";

interface Row {
  /** Its place in the order, from 0: what it is known by. */
  readonly nth: number;
  readonly said: string;
  /** In full, where it is kept. */
  readonly message?: string | undefined;
}

interface WireListProps {
  readonly rows: readonly Row[];
  readonly label: string;
  /** For readers alone, where there is a drawing of it: nothing opens there. */
  readonly isHidden?: boolean;
  readonly children?: ReactNode;
}

/** What went over the wire, in words; a row opens where its message is kept. */
export const WireList = ({ rows, label, isHidden = false, children }: WireListProps) => (
  <ol className={isHidden ? "hidden" : "wire-list num"} aria-label={label}>
    {rows.map(({ nth, said, message }) => (
      <li key={nth}>
        {isHidden || message === undefined ? (
          said
        ) : (
          <details>
            <summary>{said}</summary>
            <pre className="wire-message">{message}</pre>
          </details>
        )}
      </li>
    ))}
    {children}
  </ol>
);
