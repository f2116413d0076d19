import { Link } from "react-router";
import { dataOf } from "../../../api/client.ts";
import { useNames, usePage, useSettings } from "../../../kit/page.tsx";
import { Card } from "../../../kit/parts.tsx";
import type { RuleStep } from "../../../words/decision.ts";
import { stepsPhrase } from "../../../words/rules/step.ts";
import { plain } from "../../../words/say.ts";
import { deciders } from "./deciders.ts";
import { TryIt } from "./tryIt.tsx";

/** Services of the owner's that decide about calls: which rules ask them, and what they say. */
export function Services() {
  const { api, words } = usePage();
  const { say } = words;
  const names = useNames();
  const settings = useSettings() ?? {};
  const all = deciders(settings.rules ?? []);
  const from = settings.people?.find(({ numbers = [] }) => numbers.length > 0)?.numbers?.[0];
  return (
    <Card
      title={say("services.title")}
      action={<Link to="/handling">{say("services.rules")}</Link>}
    >
      <p className="muted small">{say("services.for")}</p>
      <ul className="list">
        {all.map(({ rule, url, host, inside, signed, seconds }) => (
          <li key={`${rule} ${url}`} className="wraps">
            <div className="grow">
              <p className="name" dir="auto">
                {host}
              </p>
              <p className="muted small">
                <Link to={`/handling#rule-${rule}`}>
                  {say("services.asks", { rule: names.rule(rule) })}
                </Link>
                {" · "}
                {[
                  say("services.within", { n: seconds }),
                  say(signed ? "services.signed" : "services.unsigned"),
                  ...(inside ? [say("services.inside")] : []),
                ].join(" · ")}
              </p>
            </div>
            <div className="whole">
              <TryIt
                text={say("services.try", {
                  who: from ? names.number(from) : names.group("hidden"),
                })}
                ask={() =>
                  dataOf(
                    api.client.POST("/api/v1/rules/{id}/decide/try", {
                      params: { path: { id: rule } },
                      body: { url, ...(from !== undefined && { from }) },
                    }),
                  )
                }
                tell={({ then, after }) =>
                  then.length === 0
                    ? say("services.leaves", { after: words.briefly(after) })
                    : say("services.says", {
                        what: plain(
                          stepsPhrase(then as unknown as readonly RuleStep[], "then", {
                            words,
                            names,
                          }),
                        ),
                        after: words.briefly(after),
                      })
                }
              />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
