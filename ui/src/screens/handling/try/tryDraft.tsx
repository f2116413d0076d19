import { useState } from "react";
import { useSettings, useWords } from "../../../kit/page.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import { mayLeadOut } from "./leadsOut.ts";
import { RealCall } from "./realCall.tsx";
import { callerOf, Who } from "./who.tsx";
import { withDraft } from "./withDraft.ts";

interface DraftProps {
  readonly rules: readonly RuleSettings[];
  readonly draft: RuleSettings;
}

/** A real call as the rules with this draft would have it; the draft is not kept. */
export function TryDraft({ rules, draft }: DraftProps) {
  const { say } = useWords();
  const settings = useSettings();
  const [caller, setCaller] = useState({ who: "unknown", number: "" });
  const drafted = withDraft(rules, draft);
  return (
    <section className="try-draft" aria-label={say("handling.try.realDraft")}>
      <Who caller={caller} set={(part) => setCaller({ ...caller, ...part })} />
      <div className="row wrap gap-small try-acts">
        <RealCall
          from={callerOf(caller, settings)}
          mayLeave={drafted.some(({ enabled, then }) => enabled !== false && mayLeadOut(then))}
          draft={drafted}
        />
      </div>
    </section>
  );
}
