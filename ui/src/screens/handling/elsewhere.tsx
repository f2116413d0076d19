import { useMutation, useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import {
  refreshSubscription,
  type Subscription,
  subscriptionsQuery,
} from "../../api/subscriptions.ts";
import { useConnected, useNow, usePage, useWords } from "../../kit/page.tsx";
import { Card, Press } from "../../kit/parts.tsx";
import "./handling.css";

interface Props {
  readonly kinds: readonly Subscription["kind"][];
}

/** What is kept elsewhere, as of when it is known here, and what is wrong with it; nothing where there is none. */
export function Elsewhere({ kinds }: Props) {
  const { api } = usePage();
  const { say } = useWords();
  const all = useQuery(subscriptionsQuery(api)).data ?? [];
  const shown = all.filter(({ kind }) => kinds.includes(kind));
  if (shown.length === 0) return null;
  return (
    <Card title={say("elsewhere.title")}>
      <ul className="elsewhere">
        {shown.map((one) => (
          <One key={`${one.kind} ${one.id}`} one={one} />
        ))}
      </ul>
    </Card>
  );
}

function One({ one }: { readonly one: Subscription }) {
  const { api } = usePage();
  const words = useWords();
  const connected = useConnected();
  const now = useNow(60_000);
  const { say } = words;
  const { kind, name, host, count, stopped = 0, asOf, problem } = one;
  const look = useMutation({ mutationFn: () => refreshSubscription(api, one) });
  const facts = [
    ...(count === undefined ? [] : [say("elsewhere.count", { kind, n: count })]),
    ...(stopped > 0 ? [say("elsewhere.stopped", { n: stopped })] : []),
    asOf === undefined
      ? say("elsewhere.nothing")
      : say("elsewhere.asOf", { moment: words.since(asOf, now) }),
  ];
  return (
    <li>
      <div>
        <p dir="auto">
          {name} <span className="muted small">{host}</span>
        </p>
        <p className="muted small">{facts.join(" · ")}</p>
        {problem && <p className="small elsewhere-problem">{problem.detail}</p>}
      </div>
      <Press
        look="bare icon"
        isDisabled={!connected || look.isPending}
        aria-label={say("elsewhere.look", { name })}
        onPress={() => look.mutate()}
      >
        <RefreshCw size={16} aria-hidden="true" />
      </Press>
    </li>
  );
}
