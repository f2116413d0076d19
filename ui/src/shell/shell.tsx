/** shell: what stays while screens change: the way around, the line's state, and the telephone. */
import {
  History,
  House,
  type LucideIcon,
  Phone,
  Settings,
  TabletSmartphone,
  Users,
  Voicemail,
  Waypoints,
} from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { NavLink, useLocation } from "react-router";
import { AfterFirstProvider, useAfterFirst, useFirstDrawn } from "../kit/afterFirst.ts";
import {
  LineProvider,
  LinkProvider,
  NamesProvider,
  TitleProvider,
  useHandset,
  useIsOwner,
  useLink,
  useNames,
  usePage,
  useStatus,
  useWords,
} from "../kit/page.tsx";
import { Alone } from "../kit/parts.tsx";
import { Toasts } from "../kit/toasts.tsx";
import { keysAfter } from "../live/liveEvents.ts";
import { toldAtOnce } from "../live/toldAtOnce.ts";
import { useLive } from "../live/useLive.ts";
import type { MessageId } from "../words/en.ts";
import { LostBar, RingingBar } from "./bars.tsx";
import { useLineState, useOwnDevice } from "./ownDevice.ts";
import { isOwnersPage } from "./ownersPages.ts";
import { Searchable, SearchButton, SearchField } from "./searchField.tsx";
import { useFocusOnArrival } from "./useFocusOnArrival.ts";
import { useHeadset } from "./useHeadset.ts";
import { useLaunch } from "./useLaunch.ts";
import { usePickUp } from "./usePickUp.ts";
import { useRegionKeys } from "./useRegionKeys.ts";

type Place = readonly [to: string, text: MessageId, icon: LucideIcon];
const places: readonly Place[] = [
  ["/", "nav.home", House],
  ["/phone", "nav.phone", Phone],
  ["/calls", "nav.calls", History],
  ["/voicemail", "nav.voicemail", Voicemail],
  ["/handling", "nav.handling", Waypoints],
  ["/people", "nav.people", Users],
  ["/devices", "nav.devices", TabletSmartphone],
];
const system: readonly Place[] = [["/settings", "nav.settings", Settings]];
const onMobile: readonly Place[] = [
  ["/", "nav.home", House],
  ["/calls", "nav.calls", History],
  ["/phone", "nav.phone", Phone],
  ["/voicemail", "nav.voicemail", Voicemail],
  ["/handling", "nav.rules", Waypoints],
];
/** What the five of the narrow screen leave out; beside the number there. */
const besides: readonly Place[] = [
  ["/people", "nav.people", Users],
  ["/devices", "nav.devices", TabletSmartphone],
  ["/settings", "nav.settings", Settings],
];

export function Shell({ children }: { readonly children: ReactNode }) {
  const link = useLive(keysAfter, toldAtOnce);
  return (
    <AfterFirstProvider value={useFirstDrawn()}>
      <LinkProvider value={link}>
        <LineProvider>
          <NamesProvider>
            <Toasts>
              <Searchable>
                <Frame>{children}</Frame>
              </Searchable>
            </Toasts>
          </NamesProvider>
        </LineProvider>
      </LinkProvider>
    </AfterFirstProvider>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  const { words } = usePage();
  const { number } = useLine();
  useOwnDevice();
  useRegionKeys();
  useLaunch();
  usePickUp();
  useHeadset();
  const main = useFocusOnArrival();
  const isTime = useAfterFirst();
  return (
    <TitleProvider value={number ?? words.say("app.name")}>
      <div className="shell">
        <a className="skip" href="#main">
          {words.say("nav.skip")}
        </a>
        <header className="rail">
          <Brand />
          {isTime && <RailNavs />}
        </header>
        <div className="page-wide">
          <div className="bars">
            <LostBar />
            <RingingBar />
          </div>
          <main id="main" data-region="main" tabIndex={-1} ref={main}>
            <div className="mobile-head">
              <Brand />
              {isTime && <Besides />}
            </div>
            <Suspense fallback={null}>
              <Alone key={useLocation().pathname}>{children}</Alone>
            </Suspense>
          </main>
        </div>
        {isTime && <Tabs />}
      </div>
    </TitleProvider>
  );
}

/** Those of whoever looks. */
function useTheirs(): (all: readonly Place[]) => readonly Place[] {
  const isOwner = useIsOwner();
  return (all) => all.filter(([to]) => isOwner || !isOwnersPage(to));
}

function RailNavs() {
  const { say } = useWords();
  const { newMessages } = useLine();
  return (
    <>
      <SearchField />
      <nav data-region="nav" aria-label={say("nav.main")}>
        {useTheirs()(places).map((place) => (
          <Go key={place[0]} place={place} news={place[0] === "/voicemail" ? newMessages : 0} />
        ))}
      </nav>
      <nav className="end" aria-label={say("nav.system")}>
        {system.map((place) => (
          <Go key={place[0]} place={place} news={0} />
        ))}
      </nav>
    </>
  );
}

function Besides() {
  const { say } = useWords();
  return (
    <nav className="besides" aria-label={say("nav.besides")}>
      <SearchButton />
      {useTheirs()(besides).map(([to, text, Icon]) => (
        <NavLink key={to} to={to} className="button bare icon">
          <Icon size={20} strokeWidth={1.8} aria-hidden="true" />
          <span className="hidden">{say(text)}</span>
        </NavLink>
      ))}
    </nav>
  );
}

function Tabs() {
  const { say } = useWords();
  const { newMessages } = useLine();
  return (
    <nav className="tabs" data-region="tabs" aria-label={say("nav.main")}>
      {useTheirs()(onMobile).map((place) => (
        <Tab key={place[0]} place={place} news={place[0] === "/voicemail" ? newMessages : 0} />
      ))}
    </nav>
  );
}

function useLine() {
  const names = useNames();
  const status = useStatus();
  const number = status?.number === undefined ? undefined : names.written(status.number);
  return { number, newMessages: status?.newMessages ?? 0 };
}

/** Whose line, and how it is. */
function Brand() {
  const { say } = useWords();
  const { number } = useLine();
  const line = useLineState();
  const lost = useLink().name === "lost";
  const state = lost ? "lost" : (line ?? "unknown");
  const look =
    lost || line === "offline" ? "off" : line === "ringing" || line === "talking" ? "amber" : "";
  return (
    <div className="brand">
      <div className="number num">{number ?? say("line.noNumber")}</div>
      <div className="state">
        <span className={`dot ${look}`} />
        {say(`line.${state}`)}
      </div>
    </div>
  );
}

function News({ n }: { readonly n: number }) {
  const { say } = useWords();
  if (n === 0) return null;
  return (
    <span className="badge num">
      <span aria-hidden="true">{n}</span>
      <span className="hidden">{say("nav.new", { n })}</span>
    </span>
  );
}

function Go({ place: [to, text, Icon], news }: { readonly place: Place; readonly news: number }) {
  const { say } = useWords();
  return (
    <NavLink to={to} end={to === "/"}>
      <Icon size={19} strokeWidth={1.8} aria-hidden="true" />
      {say(text)}
      <News n={news} />
    </NavLink>
  );
}

function Tab({ place: [to, text, Icon], news }: { readonly place: Place; readonly news: number }) {
  const { say } = useWords();
  const { ring } = useHandset();
  const icon = <Icon size={to === "/phone" ? 22 : 21} strokeWidth={1.8} aria-hidden="true" />;
  return (
    <NavLink to={to} end={to === "/"}>
      {to === "/phone" ? <span className={`middle ${ring ? "ringing" : ""}`}>{icon}</span> : icon}
      {say(text)}
      <News n={news} />
    </NavLink>
  );
}
