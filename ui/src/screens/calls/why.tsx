import { Check, ChevronRight, X } from "lucide-react";
import { useNames, useWords } from "../../kit/page.tsx";
import type { Decision } from "../../words/decision.ts";
import { stepSentence } from "../../words/plan.ts";
import { why } from "../../words/why.ts";

/** Every rule that was looked at, in order, and what was then to be done. */
export function Why({ decision }: { readonly decision: Decision | undefined }) {
  const words = useWords();
  const names = useNames();
  if (!decision || decision.because.length === 0)
    return <p className="muted small">{words.say("why.none")}</p>;
  return (
    <ol className="steps-why">
      {why(decision.because, words, names).map(({ rule, matched, reason }) => (
        <li key={rule} className={matched ? "yes" : "no"}>
          <span className="mark">
            {matched ? <Check size={14} aria-hidden="true" /> : <X size={14} aria-hidden="true" />}
            <span className="hidden">{words.say(matched ? "why.yes" : "why.no")}</span>
          </span>
          <div>
            <b dir="auto">{rule}</b>
            <span className="reason">{reason}</span>
          </div>
        </li>
      ))}
      {decision.plan.map((step, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a plan may say the same twice
        <li key={i} className="step">
          <span className="mark">
            <ChevronRight size={14} aria-hidden="true" />
            <span className="hidden">{words.say("why.then")}</span>
          </span>
          <div>
            <b>{stepSentence(step, words, names)}</b>
          </div>
        </li>
      ))}
    </ol>
  );
}
