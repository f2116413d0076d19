import { Link } from "react-router";
import { useNames, useSettings, useWords } from "../../kit/page.tsx";
import { Card } from "../../kit/parts.tsx";
import { useHome } from "../../kit/useHome.ts";
import type { PersonSettings } from "../../words/decision.ts";
import { rulesNaming } from "./rulesNaming.ts";

/** The rules that speak of them, and by what. */
export function NamedBy({ person }: { readonly person: PersonSettings }) {
  const { say } = useWords();
  const names = useNames();
  const home = useHome();
  const naming = rulesNaming(person, useSettings()?.rules ?? [], home);
  return (
    <Card title={say("person.rules")}>
      {naming.length === 0 ? (
        <p className="muted small">{say("person.noRules")}</p>
      ) : (
        <ul className="list">
          {naming.map(({ rule, by, what = "" }) => (
            <li key={rule.id}>
              <div className="grow">
                <Link className="link" to={`/handling#rule-${rule.id}`} dir="auto">
                  {names.rule(rule.id)}
                </Link>
                <p className="muted small">
                  {say("person.ruleBy", { by, what: what && names.group(what) })}
                </p>
              </div>
              {rule.enabled === false && <span className="chip">{say("person.ruleOff")}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
