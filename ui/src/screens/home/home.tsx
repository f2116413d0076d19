import { useQueries, useQuery } from "@tanstack/react-query";
import { Phone } from "lucide-react";
import { accountsQuery, decideQuery, devicesQuery, statusQuery } from "../../api/queries.ts";
import {
  Stressed,
  useHandset,
  useIsOwner,
  useNames,
  useNow,
  usePage,
  useSettings,
  useTitle,
  useWords,
} from "../../kit/page.tsx";
import { GoButton } from "../../kit/parts.tsx";
import { none, useOwn } from "../../shell/ownDevice.ts";
import { type Answered, headline, probesOf } from "../../words/headline.ts";
import { DevicesCard, LineCard, MessagesCard } from "./aside.tsx";
import { Down, isDown } from "./down.tsx";
import { LiveCard } from "./live.tsx";
import { Mode } from "./mode.tsx";
import { Today } from "./today.tsx";
import { Troubles } from "./troubles.tsx";
import "./home.css";
import "./dayBand.css";

export default function Home() {
  useTitle("home.title");
  const { words } = usePage();
  const now = useNow(15_000);
  const isOwner = useIsOwner();
  return (
    <>
      <div className="top">
        <div className="left">
          <p className="eyebrow num">{words.moment(now)}</p>
          {isOwner ? <Headline /> : <LineNow />}
          <Mode />
        </div>
        <GoButton to="/phone" className="button home-dial">
          <Phone size={17} aria-hidden="true" />
          {words.say("home.dial")}
        </GoButton>
      </div>
      <Troubles />
      <div className="columns">
        <div className="stack">
          <LiveCard />
          <Today />
        </div>
        <div className="stack">
          <MessagesCard />
          <DevicesCard />
          {isOwner && <LineCard />}
        </div>
      </div>
    </>
  );
}

/** How their line is, for the family: what is decided on it is the owner's. */
function LineNow() {
  const { api, words } = usePage();
  const line = useQuery(statusQuery(api)).data?.line ?? "unknown";
  return <h1 className="home-headline">{words.say(`line.${line}`)}</h1>;
}

/** This browser as a telephone: whether it is about to be one, which the server's list does not know yet. */
function useOwnTelephone() {
  const { device, link } = useHandset();
  const own = useOwn();
  const isOne = own !== undefined && own !== none;
  return {
    isComing: isOne && (link === "none" || link === "opening"),
    isAwake: (id: string): boolean => id === device && link === "open",
  };
}

/** What happens if somebody rings now, as the server itself decides it. */
function Headline() {
  const { api } = usePage();
  const words = useWords();
  const names = useNames();
  const settings = useSettings();
  const status = useQuery(statusQuery(api)).data;
  const devices = useQuery(devicesQuery(api)).data;
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
  const { isComing, isAwake } = useOwnTelephone();
  if (down) return <Down account={down} />;
  if (!status || !devices || isComing || answers.length < probes.length)
    return <h1 className="home-headline waiting">{words.say("home.loading")}</h1>;
  const awake = new Set(
    devices.filter(({ id, state }) => state !== "offline" || isAwake(id)).map(({ id }) => id),
  );
  const sentence = headline(answers, { line: status.line, awake }, words, names);
  return (
    <h1 className="home-headline">
      <Stressed sentence={sentence} to={(rule) => `/handling#rule-${rule}`} />
    </h1>
  );
}
