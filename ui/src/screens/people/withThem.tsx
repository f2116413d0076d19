import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { decideQuery, messagesQuery } from "../../api/queries.ts";
import { CallRows } from "../../kit/callRows.tsx";
import { useNames, usePage, useWords } from "../../kit/page.tsx";
import { Card, Loaded } from "../../kit/parts.tsx";
import { useHome } from "../../kit/useHome.ts";
import type { Decision } from "../../words/decision.ts";
import { keyOf } from "../../words/names.ts";
import { planSentence } from "../../words/plan.ts";
import { upperFirst } from "../../words/say.ts";
import { useCalls } from "../calls/useCalls.ts";
import { Why } from "../calls/why.tsx";

interface WhenProps {
  readonly name: string;
  readonly numbers: readonly string[];
}

/** What happens if they call now, as the server itself decides it, and why. */
export function WhenTheyCall({ name, numbers }: WhenProps) {
  const { say } = useWords();
  return (
    <Card title={say("person.now", { name })}>
      {numbers.length === 0 ? (
        <p className="muted small">{say("person.noNumber")}</p>
      ) : (
        <Decided numbers={numbers} />
      )}
    </Card>
  );
}

/** Numbers that meet the same are spoken of together. */
function Decided({ numbers }: { readonly numbers: readonly string[] }) {
  const { api, words } = usePage();
  const names = useNames();
  const all = useQueries({ queries: numbers.map((from) => decideQuery(api, { from })) });
  const decisions = all.flatMap(({ data }) => data ?? []);
  const asked = {
    data: decisions.length === numbers.length ? decisions : undefined,
    error: all.find(({ error }) => error)?.error,
    refetch: () => Promise.all(all.map((one) => one.refetch())),
  };
  return (
    <Loaded asked={asked} lines={2}>
      {(answers) => {
        const alike = Map.groupBy(
          answers.map((decision, i) => ({ decision, number: numbers[i] ?? "" })),
          ({ decision }) => `${ruleOf(decision)} ${planSentence(decision.plan, words, names)}`,
        );
        return [...alike].map(([key, [one, ...others]]) => {
          if (!one) return null;
          const from = [one, ...others].map(({ number }) => names.written(number));
          return (
            <section key={key} className="person-decided">
              {alike.size > 1 && (
                <p className="muted small num">
                  {words.say("person.nowFrom", { numbers: words.either(from) })}
                </p>
              )}
              <WhatHappens decision={one.decision} />
            </section>
          );
        });
      }}
    </Loaded>
  );
}

const ruleOf = ({ because }: Decision): string | undefined => because.at(-1)?.rule;

function WhatHappens({ decision }: { readonly decision: Decision }) {
  const words = useWords();
  const names = useNames();
  const rule = ruleOf(decision);
  return (
    <>
      <p className="person-now">{planSentence(decision.plan, words, names)}.</p>
      {rule !== undefined && (
        <details>
          <summary className="link">
            {words.say("person.nowBecause", { rule: names.rule(rule) })}
          </summary>
          <Why decision={decision} />
        </details>
      )}
    </>
  );
}

/** So many of the newest; the others are where all calls are. */
const someCalls = 8;

/** `who`: as the list of calls is asked. */
export function CallsWith({ who }: { readonly who: string }) {
  const { say } = useWords();
  const { asked, calls } = useCalls({ who });
  const link = calls.length > 0 && (
    <Link to={`/calls?who=${encodeURIComponent(who)}`}>{say("person.allCalls")}</Link>
  );
  return (
    <Card title={say("person.calls")} action={link}>
      <Loaded asked={asked}>
        {() =>
          calls.length === 0 ? (
            <p className="muted small">{say("person.noCalls")}</p>
          ) : (
            <CallRows calls={calls.slice(0, someCalls)} dated />
          )
        }
      </Loaded>
    </Card>
  );
}

/** Those that are kept of them. */
export function MessagesFrom({ numbers }: { readonly numbers: readonly string[] }) {
  const { api, words } = usePage();
  const { say } = words;
  const home = useHome();
  const keys = new Set(numbers.map((one) => keyOf(one, home)));
  const asked = useQuery(messagesQuery(api));
  return (
    <Card title={say("person.messages")}>
      <Loaded asked={asked} lines={1}>
        {(all) => {
          const theirs = all.filter(({ from }) => keys.has(keyOf(from.number ?? "", home)));
          if (theirs.length === 0) return <p className="muted small">{say("person.noMessages")}</p>;
          return (
            <ul className="list">
              {theirs.map((one) => (
                <li key={one.id}>
                  <Link className="link grow" to={`/voicemail/${one.id}`}>
                    {upperFirst(
                      say("person.message", {
                        length: words.lasting(one.lengthMs),
                        when: words.since(one.received, Date.now()),
                      }),
                      words,
                    )}
                  </Link>
                  {!one.heard && <span className="chip pine">{say("voicemail.new")}</span>}
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Card>
  );
}
