import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import { dataOf } from "../../../api/client.ts";
import { useConnected, useNames, useNow, usePage, useTroubleText } from "../../../kit/page.tsx";
import { Card, Notice, Press } from "../../../kit/parts.tsx";
import type { Decision, RuleSettings } from "../../../words/decision.ts";
import { planSentence } from "../../../words/plan.ts";
import { upperFirst } from "../../../words/say.ts";

const last = 50;

/** The last calls, decided again by the rules as they are now: only what would be otherwise. */
export function Replay({ draft }: { readonly draft?: readonly RuleSettings[] }) {
  const { api, words } = usePage();
  const names = useNames();
  const connected = useConnected();
  const now = useNow(60_000);
  const trouble = useTroubleText();
  const { say } = words;
  const replay = useMutation({
    mutationFn: () =>
      dataOf(
        api.client.POST("/api/v1/decide/replay", {
          body: { ...(draft && { rules: [...draft] }), last },
        }),
      ),
  });
  const sentence = ({ plan }: Pick<Decision, "plan">): string =>
    upperFirst(planSentence(plan, words, names), words);
  const { data } = replay;
  return (
    <Card title={say("handling.replay")}>
      <div className="stack gap-small">
        <Press isDisabled={!connected} isPending={replay.isPending} onPress={() => replay.mutate()}>
          {say("handling.replay.go", { n: last })}
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
              <p className="small">
                {say("handling.replay.now", { what: sentence(today as Decision) })}
              </p>
            </li>
          ))}
        </ul>
        {replay.error && <Notice look="clay">{trouble(replay.error)}</Notice>}
      </div>
    </Card>
  );
}
