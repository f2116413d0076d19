import { useQuery } from "@tanstack/react-query";
import { decideQuery } from "../../api/queries.ts";
import { useChange } from "../../kit/change.ts";
import { useMayChange } from "../../kit/locked.tsx";
import { useNames, usePage, useSettings } from "../../kit/page.tsx";
import { Card, Trouble } from "../../kit/parts.tsx";
import { planSentence } from "../../words/plan.ts";

/** Who hides the number: refused or not, and what happens to such a call now. */
export function HiddenCallers() {
  const { api, words } = usePage();
  const { say } = words;
  const names = useNames();
  const mayChange = useMayChange();
  const { change, error, isPending } = useChange();
  const isOn = useSettings()?.services?.anonymousReject ?? false;
  const plan = useQuery(decideQuery(api, {})).data?.plan;
  return (
    <Card title={say("blocking.hidden")}>
      <div className="row">
        <span className="grow" id="hidden-callers">
          {say("blocking.hiddenSwitch")}
        </span>
        <button
          type="button"
          role="switch"
          className="switch"
          aria-checked={isOn}
          aria-labelledby="hidden-callers"
          disabled={!mayChange || isPending}
          onClick={() =>
            void change(
              (now) => ({ ...now, services: { ...now.services, anonymousReject: !isOn } }),
              say(isOn ? "blocking.hiddenOff" : "blocking.hiddenOn"),
            )
          }
        />
      </div>
      {plan && (
        <p className="muted small">
          {say("blocking.hiddenNow", { what: planSentence(plan, words, names) })}
        </p>
      )}
      <Trouble error={error} />
    </Card>
  );
}
