import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Call } from "../../api/client.ts";
import { callsQuery } from "../../api/queries.ts";
import { CallRows } from "../../kit/callRows.tsx";
import { usePage, useTitle } from "../../kit/page.tsx";
import { Loaded, Press } from "../../kit/parts.tsx";
import { RingMe } from "../../kit/ringMe.tsx";

const onePage = 50;
const most = 200;

/** The log: every call by its day. */
export default function Calls() {
  useTitle("calls.title");
  const { api, words } = usePage();
  const [limit, setLimit] = useState(onePage);
  const asked = useQuery(callsQuery(api, limit));
  return (
    <div className="stack">
      <div>
        <p className="eyebrow">{words.say("calls.title")}</p>
        <h1>{words.say("calls.headline")}</h1>
      </div>
      <Loaded asked={asked} lines={8}>
        {({ items, next }) => (
          <>
            {items.length === 0 && (
              <div className="card empty">
                <p>
                  {words.say("calls.none")} {words.say("home.ringYourself")}
                </p>
                <RingMe />
              </div>
            )}
            {byDay(items, (at) => words.day(at, Date.now())).map(([day, calls]) => (
              <Day key={`${day} ${calls[0]?.id}`} day={day} calls={calls} />
            ))}
            {next !== undefined && limit < most && (
              <div>
                <Press isDisabled={asked.isFetching} onPress={() => setLimit(limit + onePage)}>
                  {words.say("calls.older")}
                </Press>
              </div>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

function Day({ day, calls }: { readonly day: string; readonly calls: readonly Call[] }) {
  return (
    <section className="card" aria-label={day}>
      <div className="head">
        <h2>{day}</h2>
      </div>
      <CallRows calls={calls} />
    </section>
  );
}

function byDay(
  calls: readonly Call[],
  dayOf: (at: number) => string,
): readonly (readonly [day: string, calls: readonly Call[]])[] {
  const days: [string, Call[]][] = [];
  for (const call of calls) {
    const day = dayOf(call.began);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(call);
    else days.push([day, [call]]);
  }
  return days;
}
