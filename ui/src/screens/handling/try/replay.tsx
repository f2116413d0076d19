import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import { dataOf } from "../../../api/client.ts";
import { useConnected, useNames, useNow, usePage } from "../../../kit/page.tsx";
import { Card, Press, Trouble } from "../../../kit/parts.tsx";
import type { Decision, RuleSettings } from "../../../words/decision.ts";
import { planSentence } from "../../../words/plan.ts";
import { upperFirst } from "../../../words/say.ts";
import { withDraft } from "./withDraft.ts";
import "./try.css";

const last = 50;

/** The last calls, decided again by the rules as they are now: only what would be otherwise. */
export function Replay() {
  const { say } = usePage().words;
  return (
    <Card title={say("handling.replay")}>
      <Replayed label={say("handling.replay.go", { n: last })} now="handling.replay.now" />
    </Card>
  );
}

interface DraftProps {
  readonly rules: readonly RuleSettings[];
  readonly draft: RuleSettings;
}

/** The same by the rules with one that is not kept yet. */
export function ReplayDraft({ rules, draft }: DraftProps) {
  const { say } = usePage().words;
  return (
    <Replayed
      key={JSON.stringify(draft)}
      label={say("handling.replay.draft", { n: last, off: draft.enabled === false ? "yes" : "no" })}
      rules={withDraft(rules, draft)}
      now="handling.replay.drafted"
    />
  );
}

interface ReplayedProps {
  readonly label: string;
  /** Those in force when left out. */
  readonly rules?: readonly RuleSettings[];
  readonly now: "handling.replay.now" | "handling.replay.drafted";
}

function Replayed({ label, rules, now: nowId }: ReplayedProps) {
  const { api, words } = usePage();
  const names = useNames();
  const connected = useConnected();
  const now = useNow(60_000);
  const { say } = words;
  const replay = useMutation({
    mutationFn: () =>
      dataOf(
        api.client.POST("/api/v1/decide/replay", {
          body: { ...(rules && { rules: [...rules] }), last },
        }),
      ),
  });
  const sentence = ({ plan }: Pick<Decision, "plan">): string =>
    upperFirst(planSentence(plan, words, names), words);
  const { data } = replay;
  return (
    <div className="stack gap-small">
      <Press isDisabled={!connected} isPending={replay.isPending} onPress={() => replay.mutate()}>
        {label}
      </Press>
      <p className="muted small" role="status">
        {data && say("handling.replay.sum", { looked: data.looked, n: data.different.length })}
      </p>
      <ul className="replayed">
        {data?.different.map(({ call, from, began, then, now: today }) => (
          <li key={call}>
            <Link to={`/calls/${encodeURIComponent(call)}`} dir="auto">
              {say("handling.replay.call", {
                who: names.party(from),
                when: words.since(began, now),
              })}
            </Link>
            <p className="muted small">
              {say("handling.replay.then", { what: sentence(then as Decision) })}
            </p>
            <p className="small">{say(nowId, { what: sentence(today as Decision) })}</p>
          </li>
        ))}
      </ul>
      <Trouble error={replay.error} />
    </div>
  );
}
