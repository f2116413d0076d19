import { Fragment, type ReactNode } from "react";
import "./chosenSentence.css";

/** Stands for a part in a sentence until that is put there: a character that no text holds. */
export const placeOf = (nth: number): string => String.fromCharCode(0xe000 + nth);

interface SentenceProps {
  /** With `placeOf(0)`, `placeOf(1)` … where its parts go. */
  readonly sentence: string;
  readonly parts: readonly ReactNode[];
}

/** A sentence whose parts are chosen in it. */
export const ChosenSentence = ({ sentence, parts }: SentenceProps) =>
  sentence
    .split(/([\uE000-\uE0FF])/)
    .map((piece) => (
      <Fragment key={piece}>{parts[piece.charCodeAt(0) - 0xe000] ?? piece}</Fragment>
    ));

interface PartProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly choose: (value: string) => void;
}

/** The system's own list, as wide as what is chosen. */
export function ChosenPart({ label, value, options, choose }: PartProps) {
  return (
    <select
      className="chosen-part"
      aria-label={label}
      value={value}
      onChange={({ target }) => choose(target.value)}
    >
      {options.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  );
}
