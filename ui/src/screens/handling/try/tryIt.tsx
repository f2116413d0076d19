import { useNames, useWords } from "../../../kit/page.tsx";
import { Card, Loaded } from "../../../kit/parts.tsx";
import type { Decision } from "../../../words/decision.ts";
import { planSentence } from "../../../words/plan.ts";
import { upperFirst } from "../../../words/say.ts";
import { Why } from "../../calls/why.tsx";
import { SaveCheck } from "./saveCheck.tsx";
import { TryFields } from "./tryFields.tsx";
import type { TryInHand } from "./useTry.ts";
import "./try.css";

/** What would happen to a call, whenever, and why; kept as a check; and what became otherwise of those that were. */
export function TryIt({ trial }: { readonly trial: TryInHand }) {
  const { say } = useWords();
  return (
    <Card title={say("handling.try")} className="try-card">
      <div className="stack">
        <TryFields trial={trial.trial} set={trial.set} />
        <Loaded asked={trial.asked} lines={4}>
          {(decision) => (
            <>
              <Told decision={decision} />
              <SaveCheck trial={trial} decision={decision} />
            </>
          )}
        </Loaded>
      </div>
    </Card>
  );
}

function Told({ decision }: { readonly decision: Decision }) {
  const words = useWords();
  const names = useNames();
  return (
    <>
      <p className="try-answer" role="status">
        {upperFirst(planSentence(decision.plan, words, names), words)}.
      </p>
      <Why decision={decision} />
    </>
  );
}
