import { useNames, useWords } from "../../../kit/page.tsx";
import { Notice, Press, Trouble } from "../../../kit/parts.tsx";
import { ruleSentence } from "../../../words/rule.ts";
import { plain } from "../../../words/say.ts";
import { RuleChanged } from "./useRules.ts";

interface RefusedProps {
  readonly error: unknown;
  /** Mine, whatever somebody else made of it. */
  readonly anyway: () => void;
  readonly leave: () => void;
}

/** Why a change was not taken. Where somebody else was faster, both are there to choose from. */
export function Refused({ error, anyway, leave }: RefusedProps) {
  const words = useWords();
  const names = useNames();
  const { say } = words;
  if (!(error instanceof RuleChanged)) return <Trouble error={error} />;
  const { now } = error;
  return (
    <Notice look="amber">
      <p>{say(now ? "edit.changedMeanwhile" : "edit.removedMeanwhile")}</p>
      {now && <p>{plain(ruleSentence(now, words, names))}</p>}
      <div className="row wrap gap-small">
        <Press onPress={anyway}>{say("edit.keepMine")}</Press>
        <Press look="bare" onPress={leave}>
          {say("edit.keepTheirs")}
        </Press>
      </div>
    </Notice>
  );
}
