import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ApiTrouble, dataOf, type PathProblem } from "../../../../api/client.ts";
import { usePage, useSettings } from "../../../../kit/page.tsx";
import type { RuleSettings } from "../../../../words/decision.ts";
import { readCode } from "../code.ts";

interface CodeProps {
  readonly rule: RuleSettings;
  /** Undefined while it is not whole. */
  readonly onChange: (rule: RuleSettings | undefined) => void;
}

/** A rule as the settings hold it, checked while it is written. */
export function CodeEditor({ rule, onChange }: CodeProps) {
  const { words } = usePage();
  const [text, setText] = useState(() => JSON.stringify(rule, null, 2));
  const [field, told] = [useId(), useId()];
  const read = readCode(text, rule.id);
  const problems = useProblems(read.ok ? read.rule : undefined);
  return (
    <div className="field">
      <label htmlFor={field}>{words.say("edit.code")}</label>
      <textarea
        id={field}
        className="input code"
        spellCheck={false}
        autoCapitalize="off"
        rows={18}
        aria-describedby={told}
        aria-invalid={!read.ok || problems.length > 0}
        value={text}
        onChange={({ target: { value } }) => {
          setText(value);
          const next = readCode(value, rule.id);
          onChange(next.ok ? next.rule : undefined);
        }}
      />
      <ul className="code-problems small" id={told} role="status">
        {read.ok ? (
          problems.map(({ path, detail }) => (
            <li key={`${path} ${detail}`}>
              <code>{path}</code> {detail}
            </li>
          ))
        ) : (
          <li>{words.say(`edit.code.${read.why}`, { line: read.line, id: rule.id })}</li>
        )}
      </ul>
    </div>
  );
}

/** What the server would not accept of it, by its place within the rule. */
function useProblems(rule: RuleSettings | undefined): readonly PathProblem[] {
  const { api } = usePage();
  const settings = useSettings();
  const rules = settings?.rules ?? [];
  const at = rules.findIndex(({ id }) => id === rule?.id);
  const asked = useQuery({
    queryKey: ["check", "draft", rule],
    enabled: rule !== undefined && at >= 0,
    queryFn: async (): Promise<readonly PathProblem[]> => {
      const draft = { ...settings, rules: rules.map((one, i) => (i === at ? rule : one)) };
      try {
        await dataOf(api.client.POST("/api/v1/settings/check", { body: draft }));
        return [];
      } catch (error) {
        if (error instanceof ApiTrouble) return error.problems;
        throw error;
      }
    },
    placeholderData: keepPreviousData,
  });
  const own = `/rules/${at}`;
  return (rule ? (asked.data ?? []) : []).map((one) => ({
    ...one,
    path: one.path.startsWith(own) ? one.path.slice(own.length) || "/" : one.path,
  }));
}
