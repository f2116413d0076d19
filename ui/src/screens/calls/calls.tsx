import { memo, type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import type { Call } from "../../api/client.ts";
import { callRowHeight, ManyCallRows } from "../../kit/callRows.tsx";
import { Outer } from "../../kit/offscreen.tsx";
import { useNow, usePage, useTitle } from "../../kit/page.tsx";
import { Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { RingMe } from "../../kit/ringMe.tsx";
import { HouseTime } from "../../kit/twoClocks.tsx";
import { byDay, daysFrom, sameAs } from "./days.ts";
import { FilterSentence } from "./filterSentence.tsx";
import { useCalls } from "./useCalls.ts";
import { type Asked, askedFor, paramsOf, type Wanted, wantedIn } from "./wanted.ts";
import "./calls.css";

/** The log: every call by its day, or those that are wanted. */
export default function Calls() {
  useTitle("calls.title");
  const { words } = usePage();
  const [params, setParams] = useSearchParams();
  const wanted = wantedIn(params);
  const asked = askedFor(wanted, new Date());
  const want = (next: Wanted): void => setParams(paramsOf(next), { replace: true });
  return (
    <div className="stack calls">
      <div>
        <p className="eyebrow">{words.say("calls.title")}</p>
        <h1>{words.say("calls.headline")}</h1>
        <HouseTime />
      </div>
      <FilterSentence wanted={wanted} want={want} />
      <List key={JSON.stringify(asked)} asked={asked}>
        <Nothing isFiltered={params.size > 0} all={() => setParams({}, { replace: true })} />
      </List>
    </div>
  );
}

interface ListProps {
  readonly asked: Asked;
  /** What stands there when there is no such call. */
  readonly children: ReactNode;
}

function List({ asked, children }: ListProps) {
  const { words } = usePage();
  const list = useCalls(asked);
  const now = useNow(60_000);
  const [opened] = useState(now);
  const today = words.day(opened, now); // called otherwise when a day has passed
  // biome-ignore lint/correctness/useExhaustiveDependencies: days are called anew when another one is today
  const dayOf = useMemo(() => daysFrom(words, Date.now()), [words, today]);
  const [drawn] = useState(() => new Map<string, readonly Call[]>());
  const days = useMemo(() => sameAs(drawn, byDay(list.calls, dayOf)), [list.calls, dayOf, drawn]);
  return (
    <Loaded asked={list.asked} lines={8}>
      {() => (
        <>
          {list.calls.length === 0 && !list.hasOlder && children}
          {days.map(([day, calls]) => (
            <Outer key={day} estimate={78 + calls.length * callRowHeight}>
              {() => <Day day={day} calls={calls} />}
            </Outer>
          ))}
          {list.hasOlder && <Older {...list} />}
        </>
      )}
    </Loaded>
  );
}

interface NothingProps {
  readonly isFiltered: boolean;
  readonly all: () => void;
}

function Nothing({ isFiltered, all }: NothingProps) {
  const { words } = usePage();
  return (
    <div className="card empty">
      {isFiltered ? (
        <>
          <p>{words.say("calls.noneLikeThat")}</p>
          <Press onPress={all}>{words.say("calls.showAll")}</Press>
        </>
      ) : (
        <>
          <p>
            {words.say("calls.none")} {words.say("home.ringYourself")}
          </p>
          <RingMe />
        </>
      )}
    </div>
  );
}

interface OlderProps {
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly loadOlder: () => void;
}

/** Pressed, or come near to, it brings the calls before. */
function Older({ isLoading, error, loadOlder }: OlderProps) {
  const { words } = usePage();
  const place = useRef<HTMLDivElement>(null);
  const come = useEffectEvent(() => {
    if (error === null) loadOlder();
  });
  useEffect(() => {
    if (isLoading || !place.current) return undefined;
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting) come(); // a busy page tells several moments at once
      },
      { rootMargin: "800px 0px" },
    );
    seen.observe(place.current);
    return () => seen.disconnect();
  }); // looks again whenever it is drawn: what came may not fill the page, or have come at once
  return (
    <div ref={place}>
      <Trouble error={error} />
      <Press isPending={isLoading} onPress={loadOlder}>
        {words.say("calls.older")}
      </Press>
    </div>
  );
}

interface DayProps {
  readonly day: string;
  readonly calls: readonly Call[];
}

const Day = memo(function Day({ day, calls }: DayProps) {
  return (
    <section className="card" aria-label={day}>
      <div className="head">
        <h2>{day}</h2>
      </div>
      <ManyCallRows calls={calls} />
    </section>
  );
});
