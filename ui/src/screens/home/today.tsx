import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { callsQuery, statusQuery, todaysCalls } from "../../api/queries.ts";
import { CallRows } from "../../kit/callRows.tsx";
import { usePage } from "../../kit/page.tsx";
import { Card, Loaded } from "../../kit/parts.tsx";
import { RingMe } from "../../kit/ringMe.tsx";
import { DayBand } from "./dayBand.tsx";

const kinds = ["answered", "missed", "message", "forwarded", "rejected"] as const;

/** The calls of this day, newest first. */
export function Today() {
  const { api, words } = usePage();
  const asked = useQuery(callsQuery(api, todaysCalls));
  const counts = useQuery(statusQuery(api)).data?.today ?? {};
  const said = kinds
    .filter((kind) => (counts[kind] ?? 0) > 0)
    .map((kind) => words.say(`home.count.${kind}`, { n: counts[kind] ?? 0 }));
  const now = Date.now();
  const action = (
    <span className="muted small row wrap">
      {said.join(", ")} <Link to="/calls">{words.say("home.all")}</Link>
    </span>
  );
  return (
    <Card title={words.say("home.today")} action={action}>
      <Loaded asked={asked}>
        {({ items }) => {
          const today = items.filter(
            ({ began, outcome, test }) =>
              outcome !== undefined && test === undefined && isToday(words.day(began, now)),
          );
          return (
            <>
              <DayBand calls={today} />
              {today.length === 0 ? <Nothing /> : <CallRows calls={today.slice(0, 8)} />}
            </>
          );
        }}
      </Loaded>
    </Card>
  );

  function isToday(day: string): boolean {
    return day === words.say("time.today");
  }
}

function Nothing() {
  const { words } = usePage();
  return (
    <div className="empty">
      <p>
        {words.say("home.none")} {words.say("home.ringYourself")}
      </p>
      <RingMe />
    </div>
  );
}
