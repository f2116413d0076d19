import { TriangleAlert } from "lucide-react";
import { momentOf } from "#kit/calendar.ts";
import type { Schemas, SettingsWarning } from "../../../api/client.ts";
import { useNames, useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import { upperFirst } from "../../../words/say.ts";
import { exampleSentence, warningSentence } from "../../../words/warning.ts";
import type { WarnedCall } from "./trialOf.ts";

/** What is known of a rule besides what it says. */
export interface AboutRule {
  readonly use: Schemas["RuleUse"] | undefined;
  readonly warnings: readonly SettingsWarning[];
  /** Puts a warning's call into the simulator. */
  readonly tryCall: (call: WarnedCall) => void;
}

interface FactsProps {
  readonly rule: RuleSettings;
  readonly pinned: boolean;
  readonly decides: boolean;
  readonly name: string;
  readonly use: AboutRule["use"];
}

/** "Night · 4 calls this month · Last: Margaret, today 14:24". */
export function RuleFacts({ rule, pinned, decides, name, use }: FactsProps) {
  const words = useWords();
  const names = useNames();
  const { say } = words;
  const when = use && words.since(use.last.began, Date.now());
  const facts = [
    ...(rule.enabled === false ? [say("handling.off")] : []),
    ...(rule.enabled !== false && rule.offUntil ? [offUntil(rule.offUntil)] : []),
    ...(use ? [say("handling.use", { n: use.calls })] : []),
    ...(use ? [say("handling.lastUse", { who: names.party(use.last.from), when })] : []),
    ...(pinned ? [say("handling.last")] : []),
  ];
  return (
    <p className="muted small rule-facts">
      {!pinned && <span dir="auto">{name}</span>}
      {facts.map((fact) => (
        <span key={fact}>{upperFirst(fact, words)}</span>
      ))}
      {decides && <b className="decides-word">{upperFirst(say("handling.decides"), words)}</b>}
    </p>
  );

  function offUntil(text: string): string {
    const at = momentOf(text);
    return say("handling.offUntil", {
      when: at === undefined ? words.dateOf(text) : words.moment(at),
    });
  }
}

/** What is hardly meant of this rule, each with the call that shows it. */
export function RuleWarnings({ warnings, tryCall }: Pick<AboutRule, "warnings" | "tryCall">) {
  const words = useWords();
  const names = useNames();
  if (warnings.length === 0) return null;
  return (
    <ul className="rule-warnings small">
      {warnings.map((warning) => {
        const { code, path, call } = warning;
        return (
          <li key={`${path} ${code} ${call?.at}`}>
            <TriangleAlert size={15} aria-hidden="true" />
            <div className="grow" dir="auto">
              {warningSentence(warning, { words, names })}{" "}
              <span className="muted">{exampleSentence(warning, { words, names })}</span>
            </div>
            {call && (
              <Press look="bare" onPress={() => tryCall(call)}>
                {words.say("check.try")}
              </Press>
            )}
          </li>
        );
      })}
    </ul>
  );
}
