import { Plus } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { dataOf } from "../../../api/client.ts";
import { useMayChange } from "../../../kit/locked.tsx";
import { MoreMenu } from "../../../kit/moreMenu.tsx";
import { useNames, usePage, useSettings } from "../../../kit/page.tsx";
import { Card, Press } from "../../../kit/parts.tsx";
import type { RuleStep } from "../../../words/decision.ts";
import { stepsPhrase } from "../../../words/rules/step.ts";
import { plain } from "../../../words/say.ts";
import { Refusals } from "../parts/partForm.tsx";
import { useAct } from "../parts/useAct.ts";
import { type Decider, deciders, mayAsk, withoutDecider } from "./deciders.ts";
import { ServiceForm } from "./serviceForm.tsx";
import { TryIt } from "./tryIt.tsx";

/** Services of the owner's that decide about calls: which rules ask them, and what they say. */
export function Services() {
  const { words } = usePage();
  const { say } = words;
  const mayChange = useMayChange();
  const rules = useSettings()?.rules ?? [];
  const [adding, setAdding] = useState(false);
  return (
    <Card
      title={say("services.title")}
      action={
        <Press
          isDisabled={!mayChange || adding || mayAsk(rules).length === 0}
          aria-label={say("services.add")}
          onPress={() => setAdding(true)}
        >
          <Plus size={16} aria-hidden="true" />
          {say("elsewhere.add")}
        </Press>
      }
    >
      <p className="muted small">
        {say("services.for")} <Link to="/handling">{say("services.rules")}</Link>
      </p>
      {adding && <ServiceForm close={() => setAdding(false)} />}
      <ul className="list">
        {deciders(rules).map((one) => (
          <Service key={`${one.rule} ${one.url}`} decider={one} />
        ))}
      </ul>
    </Card>
  );
}

function Service({ decider }: { readonly decider: Decider }) {
  const { words } = usePage();
  const { say } = words;
  const names = useNames();
  const mayChange = useMayChange();
  const [open, setOpen] = useState(false);
  const { act, refused } = useAct();
  const { rule, host, inside, secret, seconds } = decider;
  return (
    <li className="wraps">
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
            say(secret === undefined ? "services.unsigned" : "services.signed"),
            ...(inside ? [say("services.inside")] : []),
          ].join(" · ")}
        </p>
        <Refusals all={refused} />
      </div>
      <MoreMenu
        label={say("account.more", { name: host })}
        acts={[
          {
            id: "change",
            text: say("account.change"),
            isDisabled: !mayChange,
            act: () => setOpen(true),
          },
          {
            id: "remove",
            text: say("services.remove"),
            look: "red",
            isDisabled: !mayChange,
            act: () =>
              void act(
                (now) => withoutDecider(now, decider),
                say("changed.removed", { name: host }),
              ),
          },
        ]}
      />
      {open && (
        <div className="whole">
          <ServiceForm decider={decider} close={() => setOpen(false)} />
        </div>
      )}
      <div className="whole">
        <AskIt decider={decider} />
      </div>
    </li>
  );
}

/** As if somebody of the owner's people called, else somebody hidden. */
function AskIt({ decider: { rule, url } }: { readonly decider: Decider }) {
  const { api, words } = usePage();
  const { say } = words;
  const names = useNames();
  const people = useSettings()?.people ?? [];
  const from = people.find(({ numbers = [] }) => numbers.length > 0)?.numbers?.[0];
  return (
    <TryIt
      text={say("services.try", { who: from ? names.number(from) : names.group("hidden") })}
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
                stepsPhrase(then as unknown as readonly RuleStep[], "then", { words, names }),
              ),
              after: words.briefly(after),
            })
      }
    />
  );
}
