import { useQuery } from "@tanstack/react-query";
import { checkQuery } from "../../api/queries.ts";
import { useNames, usePage, useWords } from "../../kit/page.tsx";
import { Card } from "../../kit/parts.tsx";
import { exampleSentence, warningSentence } from "../../words/warning.ts";

/** What is written well and hardly meant, each with a call that shows it; nothing where all is well. */
export function Warnings() {
  const { api } = usePage();
  const words = useWords();
  const names = useNames();
  const { say } = words;
  const { data = [] } = useQuery(checkQuery(api));
  const warnings = data.filter(
    ({ code, path }) => code !== "check.broken" && !path.startsWith("/rules/"), // told at their places
  );
  if (warnings.length === 0) return null;
  return (
    <Card title={say("check.title")}>
      <p className="muted small">{say("check.intro")}</p>
      <ul className="warnings">
        {warnings.map((warning) => (
          <li key={`${warning.path} ${warning.code} ${warning.call?.at}`}>
            <p dir="auto">{warningSentence(warning, { words, names })}</p>
            <p className="muted small" dir="auto">
              {exampleSentence(warning, { words, names })}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
