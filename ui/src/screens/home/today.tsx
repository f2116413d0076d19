import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { callsQuery, statusQuery, todaysCalls } from "../../api/queries.ts";
import { CallRows } from "../../kit/callRows.tsx";
import { usePage } from "../../kit/page.tsx";
import { Card, Lines, Loaded } from "../../kit/parts.tsx";
import { RingMe } from "../../kit/ringMe.tsx";
import { DayBand } from "./dayBand.tsx";

/** So many of the newest stand there. */
const shown = 8;
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
      <Loaded asked={asked} meanwhile={<Coming calls={sum(Object.values(counts))} />}>
        {({ items }) => {
          const today = items.filter(
            ({ began, outcome, test }) =>
              outcome !== undefined && test === undefined && isToday(words.day(began, now)),
          );
          return (
            <>
              <DayBand calls={today} />
              {today.length === 0 ? <Nothing /> : <CallRows calls={today.slice(0, shown)} />}
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

const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);

/** The place of as many calls as the day has had, so that what stands below does not move when they come. */
function Coming({ calls }: { readonly calls: number }) {
  return (
    <>
      <DayBand calls={[]} />
      <div className="coming-calls" aria-hidden="true">
        <Lines count={Math.min(calls, shown)} />
      </div>
    </>
  );
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
