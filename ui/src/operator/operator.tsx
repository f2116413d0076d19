import { QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { BrowserRouter, NavLink, Route, Routes, useLocation } from "react-router";
import { type Api, makeApi } from "../api/client.ts";
import { newQueries } from "../api/newQueries.ts";
import { sessionQuery } from "../api/queries.ts";
import { remember, remembered } from "../kit/look.ts";
import { OtherLanguages } from "../kit/otherLanguages.tsx";
import { LinkProvider, PageProvider, usePage } from "../kit/page.tsx";
import { Broken, Press } from "../kit/parts.tsx";
import { useLive } from "../live/useLive.ts";
import SignIn from "../screens/signIn/signIn.tsx";
import { localeOf } from "../words/locale.ts";
import { wordsIn } from "../words/say.ts";
import { useOverview } from "./api.ts";
import { messagesIn, useOp } from "./say.ts";
import { Audit } from "./screens/audit.tsx";
import { Calls, OneCall } from "./screens/calls.tsx";
import { InvitationPage } from "./screens/invitation.tsx";
import { Settings } from "./screens/settings.tsx";
import { NotSetUp, SetUp } from "./screens/setUp.tsx";
import { Tiers } from "./screens/tiers.tsx";
import { Trunks } from "./screens/trunks.tsx";
import { OneUser } from "./screens/user.tsx";
import { Users } from "./screens/users.tsx";

/** operator: the pages of an exchange's operator. They share kit, look and sign-in with a server's pages. */
export function Operator() {
  const [queries] = useState(newQueries);
  const [api] = useState(() =>
    makeApi(() => void queries.invalidateQueries({ queryKey: ["session"] })),
  );
  return (
    <QueryClientProvider client={queries}>
      <BrowserRouter>
        <Spoken api={api} />
      </BrowserRouter>
    </QueryClientProvider>
  );
}

const wished = (): string => {
  const first = remembered("language") ?? navigator.language.split("-")[0] ?? "en";
  return first in messagesIn ? first : "en";
};

function Spoken({ api }: { readonly api: Api }) {
  const [language, choose] = useState(wished);
  const session = useQuery(sessionQuery(api));
  const page = useMemo(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const locale = localeOf(language, navigator.languages);
    const setLanguage = (one: string): void => {
      remember("language", one);
      choose(one);
    };
    const words = wordsIn(locale, messagesIn[language] ?? {}, zone);
    // there is no telephone here, and no part that these pages use asks for one
    const phone = undefined as never;
    return { api, phone, language, setLanguage, words, speaksAll: true, askAll: () => undefined };
  }, [api, language]);
  useEffect(() => {
    document.documentElement.lang = page.words.locale;
  }, [page]);
  const { data, error } = session;
  return (
    <I18nProvider locale={page.words.locale}>
      <PageProvider value={page}>
        {error && !data ? (
          <main className="alone">
            <Broken error={error} retry={() => void session.refetch()} />
          </main>
        ) : (
          data && <Screens state={data.state} />
        )}
      </PageProvider>
    </I18nProvider>
  );
}

function Screens({ state }: { readonly state: "setUp" | "signIn" | "open" }) {
  const { pathname } = useLocation();
  if (pathname === "/invitation") return <InvitationPage />;
  if (pathname === "/setup") return <SetUp />;
  if (state === "setUp") return <NotSetUp />;
  if (state === "signIn") return <SignIn />;
  return (
    <Live>
      <Shell>
        <Routes>
          <Route path="/users/:name" element={<OneUser />} />
          <Route path="/calls" element={<Calls />} />
          <Route path="/calls/:id" element={<OneCall />} />
          <Route path="/trunks" element={<Trunks />} />
          <Route path="/tiers" element={<Tiers />} />
          <Route path="/settings" element={<Settings />} />
          <Route path="/audit" element={<Audit />} />
          <Route path="*" element={<Users />} />
        </Routes>
      </Shell>
    </Live>
  );
}

const all = (): undefined => undefined;

/** All that is shown is asked anew when the exchange says that something is otherwise. */
function Live({ children }: { readonly children: ReactNode }) {
  return <LinkProvider value={useLive(all)}>{children}</LinkProvider>;
}

const places = [
  ["/", "op.users"],
  ["/tiers", "op.tiers"],
  ["/calls", "op.calls"],
  ["/trunks", "op.trunks"],
  ["/settings", "op.settings"],
  ["/audit", "op.audit"],
] as const;

function Shell({ children }: { readonly children: ReactNode }) {
  const say = useOp();
  const { api } = usePage();
  const queries = useQueryClient();
  const overview = useOverview().data;
  const signOut = (): void =>
    void api.client.DELETE("/api/v1/session").then(() => queries.invalidateQueries());
  return (
    <div className="operator">
      <header className="operator-head">
        <div>
          <p className="eyebrow">{say("op.name")}</p>
          <p className="operator-name">{overview?.domains[0]}</p>
          <p className="muted small">
            {overview && say("op.state", { there: overview.usersThere, calls: overview.callsNow })}
          </p>
        </div>
        <nav aria-label={say("op.main")}>
          {places.map(([to, id]) => (
            <NavLink key={to} to={to} end={to === "/"}>
              {say(id)}
            </NavLink>
          ))}
        </nav>
      </header>
      <main className="stack">{children}</main>
      <footer className="operator-foot">
        <p className="muted small">{say("op.privacy")}</p>
        <div className="row wrap gap-small">
          <OtherLanguages />
          <Press look="bare" onPress={signOut}>
            {say("op.signOut")}
          </Press>
        </div>
      </footer>
    </div>
  );
}
