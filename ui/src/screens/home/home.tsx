import { useQueries, useQuery } from "@tanstack/react-query";
import { Phone } from "lucide-react";
import { lazy, Suspense } from "react";
import { probesOf } from "#telephony/directing/probes.ts";
import { accountsQuery, decideQuery } from "../../api/queries.ts";
import { useAfterFirst } from "../../kit/afterFirst.ts";
import {
  Stressed,
  useDevices,
  useIsOwner,
  useNames,
  useNow,
  usePage,
  useSettings,
  useStatus,
  useTitle,
  useWords,
} from "../../kit/page.tsx";
import { GoButton } from "../../kit/parts.tsx";
import { HereToo } from "../../kit/twoClocks.tsx";
import { useIsOwn, useLineState } from "../../shell/ownDevice.ts";
import { type Answered, headline } from "../../words/headline.ts";
import { Down, isDown } from "./down.tsx";
import { Mode } from "./mode.tsx";
import "./home.css";

const Rest = lazy(() => import("./rest.tsx"));

/** The headline and what changes it come first, the rest as soon as they are there. */
export default function Home() {
  useTitle("home.title");
  const { words } = usePage();
  const now = useNow(15_000);
  const isOwner = useIsOwner();
  return (
    <>
      <div className="top">
        <div className="left">
          <p className="eyebrow num">
            {words.moment(now)} <HereToo at={now} />
          </p>
          {isOwner ? <Headline /> : <LineNow />}
          <Mode />
        </div>
        <GoButton to="/phone" className="button home-dial">
          <Phone size={17} aria-hidden="true" />
          {words.say("home.dial")}
        </GoButton>
      </div>
      {useAfterFirst() && (
        <Suspense fallback={null}>
          <Rest />
        </Suspense>
      )}
    </>
  );
}

/** How their line is, for the family: what is decided on it is the owner's. */
function LineNow() {
  const { words } = usePage();
  const line = useLineState() ?? "unknown";
  return <h1 className="home-headline">{words.say(`line.${line}`)}</h1>;
}

/** What happens if somebody rings now, as the server itself decides it. */
function Headline() {
  const { api } = usePage();
  const words = useWords();
  const names = useNames();
  const settings = useSettings();
  const status = useStatus();
  const devices = useDevices();
  const probes = probesOf(settings);
  const asked = useQueries({
    queries: probes.map(({ from }) => ({
      ...decideQuery(api, from === undefined ? {} : { from }),
      enabled: settings !== undefined,
    })),
  });
  const answers = asked.flatMap(({ data }, i): Answered[] => {
    const probe = probes[i];
    return data && probe ? [{ probe, decision: data }] : [];
  });
  const accounts = useQuery(accountsQuery(api)).data;
  const down = isDown(accounts);
  const isOwn = useIsOwn();
  if (down) return <Down account={down} />;
  if (!status || !devices || answers.length < probes.length)
    return <h1 className="home-headline waiting">{words.say("home.loading")}</h1>;
  const awake = new Set(
    devices.filter(({ id, state }) => state !== "offline" || isOwn(id)).map(({ id }) => id),
  );
  const sentence = headline(answers, { line: status.line, awake }, words, names);
  return (
    <h1 className="home-headline">
      <Stressed sentence={sentence} to={(rule) => `/handling#rule-${rule}`} />
    </h1>
  );
}
