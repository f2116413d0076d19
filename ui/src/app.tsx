import { type QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { type ComponentType, lazy, Suspense, useEffect, useMemo, useRef } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { BrowserRouter, Navigate, Route, Routes, useLocation } from "react-router";
import type { Api } from "./api/client.ts";
import { sessionQuery, settingsQuery } from "./api/queries.ts";
import type { Telephone } from "./handset/handset.ts";
import { base } from "./kit/base.ts";
import { remember } from "./kit/look.ts";
import { PageProvider, SettingsProvider, usePage } from "./kit/page.tsx";
import { Broken } from "./kit/parts.tsx";
import Home from "./screens/home/home.tsx";
import { Shell } from "./shell/shell.tsx";
import { useLanguage } from "./words/languages.ts";
import { localeOf } from "./words/locale.ts";
import { sayer, wordsFrom } from "./words/say.ts";

const Phone = lazy(() => import("./screens/phone/phone.tsx"));
const Calls = lazy(() => import("./screens/calls/calls.tsx"));
const OneCall = lazy(() => import("./screens/calls/oneCall.tsx"));
const Voicemail = lazy(() => import("./screens/voicemail/voicemail.tsx"));
const Handling = lazy(() => import("./screens/handling/handling.tsx"));
const People = lazy(() => import("./screens/people/people.tsx"));
const OnePerson = lazy(() => import("./screens/people/onePerson.tsx"));
const OneContact = lazy(() => import("./screens/people/oneContact.tsx"));
const Blocking = lazy(() => import("./screens/blocking/blocking.tsx"));
const Devices = lazy(() => import("./screens/devices/devices.tsx"));
const AddDevice = lazy(() => import("./screens/devices/add/addDevice.tsx"));
const OneDevice = lazy(() => import("./screens/devices/oneDevice.tsx"));
const Settings = lazy(() => import("./screens/settings/settings.tsx"));
const Setup = lazy(() => import("./screens/setup/setup.tsx"));
const Join = lazy(() => import("./screens/join/join.tsx"));
const Guest = lazy(() => import("./screens/guest/guest.tsx"));
const SignIn = lazy(() => import("./screens/signIn/signIn.tsx"));
const NotFound = lazy(() => import("./screens/notFound.tsx"));

interface AppProps {
  readonly queries: QueryClient;
  readonly api: Api;
  readonly phone: Telephone;
}

export const App = ({ queries, api, phone }: AppProps) => (
  <QueryClientProvider client={queries}>
    <BrowserRouter basename={base}>
      <Spoken api={api} phone={phone} />
    </BrowserRouter>
  </QueryClientProvider>
);

/** In the reader's language and the owner's time zone. */
function Spoken({ api, phone }: { readonly api: Api; readonly phone: Telephone }) {
  const { spoken, choose, askAll } = useLanguage();
  const session = useQuery(sessionQuery(api));
  const open = session.data?.state === "open";
  const settings = useQuery({ ...settingsQuery(api), enabled: open });
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = settings.data?.document.owner?.timeZone ?? here;
  const locale = spoken && localeOf(spoken.language, navigator.languages);
  const say = useMemo(() => spoken && locale && sayer(locale, spoken.messages), [spoken, locale]);
  const page = useMemo(() => {
    if (!(spoken && locale && say)) return undefined;
    const { language, isWhole: speaksAll } = spoken;
    const setLanguage = (one: string): void => {
      remember("language", one);
      remember("language", undefined, "tab");
      choose(one);
    };
    const words = wordsFrom(say, locale, zone);
    return { api, phone, language, setLanguage, words, speaksAll, askAll };
  }, [api, phone, spoken, locale, say, zone, choose, askAll]);
  const isReady = page !== undefined && session.isFetched && !(open && settings.isPending);
  const wasReady = useRef(false);
  useEffect(() => {
    wasReady.current ||= isReady;
  }, [isReady]);
  if (!page || !(isReady || wasReady.current)) return null; // drawn once, with its names and in its zone
  return (
    <I18nProvider locale={page.words.locale}>
      <PageProvider value={page}>
        <SettingsProvider value={settings.data?.document}>
          <Suspense fallback={null}>
            {session.error && !session.data ? (
              <main className="alone">
                <Broken error={session.error} retry={() => void session.refetch()} />
              </main>
            ) : (
              session.data && <Screens state={session.data.state} />
            )}
          </Suspense>
        </SettingsProvider>
      </PageProvider>
    </I18nProvider>
  );
}

/** A screen that is seldom open: it waits for its sentences. */
function Far({ screen: Screen }: { readonly screen: ComponentType }) {
  const { speaksAll, askAll } = usePage();
  useEffect(askAll, [askAll]);
  return speaksAll ? <Screen /> : null;
}

function Screens({ state }: { readonly state: "setUp" | "signIn" | "open" }) {
  const { pathname } = useLocation();
  if (pathname === "/setup") return <Far screen={Setup} />;
  if (pathname === "/join") return <Far screen={Join} />;
  if (pathname === "/guest") return <Far screen={Guest} />;
  if (state === "setUp") return <Navigate to="/setup" replace />;
  if (state === "signIn") return <Far screen={SignIn} />;
  // what is looked for first is found without looking through all the others
  return <Shell>{pathname === "/" ? <Home /> : <Others />}</Shell>;
}

function Others() {
  return (
    <Routes>
      <Route path="/phone" element={<Phone />} />
      <Route path="/calls" element={<Far screen={Calls} />} />
      <Route path="/calls/:id" element={<Far screen={OneCall} />} />
      <Route path="/voicemail/:id?" element={<Far screen={Voicemail} />} />
      <Route path="/handling" element={<Far screen={Handling} />} />
      <Route path="/people" element={<Far screen={People} />} />
      <Route path="/people/:id" element={<Far screen={OnePerson} />} />
      <Route path="/people/contacts/:id" element={<Far screen={OneContact} />} />
      <Route path="/people/groups/blocked" element={<Far screen={Blocking} />} />
      <Route path="/devices" element={<Far screen={Devices} />} />
      <Route path="/devices/add" element={<Far screen={AddDevice} />} />
      <Route path="/devices/:id" element={<Far screen={OneDevice} />} />
      <Route path="/settings/:section?" element={<Far screen={Settings} />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
