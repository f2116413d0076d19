import type { Call } from "../../api/client.ts";
import { useNames, useWords } from "../../kit/page.tsx";
import { causeWords } from "../../words/outcome.ts";

/** Everybody whom a call was led to, in their order, and what became of each. */
export function Legs({ call: { legs } }: { readonly call: Pick<Call, "legs"> }) {
  const words = useWords();
  const names = useNames();
  if (legs.length === 0) return <p className="muted small">{words.say("call.noLegs")}</p>;
  return (
    <ul className="list">
      {legs.map(({ target, state, cause, manner }) => (
        <li key={target}>
          <div className="grow name" dir="auto">
            {names.title(target)}
          </div>
          <span className="small muted">
            {manner
              ? words.say(`call.manner.${manner}`)
              : causeWords(cause, words) || words.say("call.legState", { state })}
          </span>
        </li>
      ))}
    </ul>
  );
}
