import { useQuery } from "@tanstack/react-query";
import { type Subscription, subscriptionsQuery } from "../../api/subscriptions.ts";
import { usePage, useWords } from "../../kit/page.tsx";
import { Card } from "../../kit/parts.tsx";
import { LookAgain, useKept } from "./kept.tsx";
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
  const kept = useKept();
  const { kind, name, host, problem } = one;
  return (
    <li>
      <div>
        <p dir="auto">
          {name} <span className="muted small">{host}</span>
        </p>
        <p className="muted small">{kept(kind, one).join(" · ")}</p>
        {problem && <p className="small elsewhere-problem">{problem.detail}</p>}
      </div>
      <LookAgain name={name} source={one} />
    </li>
  );
}
