import { useNames, useWords } from "../../../kit/page.tsx";
import { Card, Loaded } from "../../../kit/parts.tsx";
import type { Decision } from "../../../words/decision.ts";
import { planSentence } from "../../../words/plan.ts";
import { upperFirst } from "../../../words/say.ts";
import { reasonSentence } from "../../../words/why.ts";
import { Why } from "../../calls/why.tsx";
import { HearPrompts } from "../greetings/hearPrompts.tsx";
import { heardOf } from "./heard.ts";
import { leadsOut } from "./leadsOut.ts";
import { RealCall } from "./realCall.tsx";
import { SaveCheck } from "./saveCheck.tsx";
import { TryFields } from "./tryFields.tsx";
import type { TryInHand } from "./useTry.ts";
import "./try.css";

/** What would happen to a call, whenever, and why; kept as a check; and what became otherwise of those that were. */
export function TryIt({ trial }: { readonly trial: TryInHand }) {
  const { say } = useWords();
  return (
    <Card id="try" title={say("handling.try")} className="try-card">
      <div className="stack">
        <TryFields trial={trial.trial} set={trial.set} />
        <Loaded asked={trial.asked} lines={4}>
          {(decision) => (
            <>
              <Told decision={decision} />
              <div className="row wrap gap-small try-acts">
                <HearIt decision={decision} />
                <RealCall from={trial.question.from} mayLeave={leadsOut(decision.plan)} />
              </div>
              <SaveCheck trial={trial} decision={decision} />
            </>
          )}
        </Loaded>
      </div>
    </Card>
  );
}

/** Nothing where nothing is said to the caller. */
function HearIt({ decision }: { readonly decision: Decision }) {
  const { say } = useWords();
  const prompts = heardOf(decision.plan);
  if (prompts.length === 0) return null;
  return (
    <HearPrompts key={prompts.join()} prompts={prompts} label={say("handling.try.hearAll")}>
      {say("handling.try.hear")}
    </HearPrompts>
  );
}

function Told({ decision }: { readonly decision: Decision }) {
  const words = useWords();
  const names = useNames();
  return (
    <>
      <Before decision={decision} />
      <p className="try-answer" role="status">
        {upperFirst(planSentence(decision.plan, words, names), words)}.
      </p>
      <Why decision={decision} />
    </>
  );
}

/** What the exchange that it comes by does first. */
function Before({ decision: { beforehand } }: { readonly decision: Decision }) {
  const words = useWords();
  const names = useNames();
  if (beforehand === undefined) return null;
  const { account, refuses, because } = beforehand;
  const why = because
    ? reasonSentence(because, words, names)
    : words.say("handling.try.refusesAll");
  const values = { account: names.account(account), why, yes: refuses ? "no" : "yes" };
  return <p className="try-before">{words.say("handling.try.before", values)}</p>;
}
