import { useMayChange } from "../../../kit/locked.tsx";
import { useNames, useWords } from "../../../kit/page.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import { ruleSentence } from "../../../words/rule.ts";
import { partsOf } from "../../../words/say.ts";

interface SentenceProps {
  readonly rule: RuleSettings;
  readonly pinned: boolean;
  /** A part was chosen, which that place names. */
  readonly edit: (place: string, anchor: HTMLElement) => void;
}

/** What must not begin a line, at the beginning of what follows a part. */
const stopsAfter = (text: string): string => /^[.,:;!?)]*/.exec(text)?.[0] ?? "";

/** A rule as its sentence: what is underlined can be changed there. */
export function Sentence({ rule, pinned, edit }: SentenceProps) {
  const words = useWords();
  const names = useNames();
  const mayChange = useMayChange();
  const parts = partsOf(ruleSentence(rule, words, names, pinned));
  return (
    <p className="rule-sentence">
      {parts.map(({ text, em, kind = "", key }, i) => {
        const id = `${i} ${key ?? text}`; // a sentence may say the same twice
        if (!em) return text.slice(parts[i - 1]?.key === undefined ? 0 : stopsAfter(text).length);
        if (key === undefined) return <b key={id}>{text}</b>;
        return (
          <button
            key={id}
            type="button"
            className={`token ${kind}`}
            aria-haspopup="dialog"
            disabled={!mayChange}
            onClick={(event) => edit(key, event.currentTarget)}
          >
            <WithStop text={text} stop={stopsAfter(parts[i + 1]?.text ?? "")} />
          </button>
        );
      })}
    </p>
  );
}

/** A button is a box: what stops the sentence behind it stands in it, at its last word, lest it drift away. */
function WithStop({ text, stop }: { readonly text: string; readonly stop: string }) {
  const last = text.lastIndexOf(" ") + 1;
  return (
    <>
      {text.slice(0, last)}
      <span className="last-word">
        {text.slice(last)}
        {stop !== "" && (
          <span className="stop" aria-hidden="true">
            {stop}
          </span>
        )}
      </span>
    </>
  );
}
