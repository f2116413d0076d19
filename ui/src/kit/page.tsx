/** kit: what every screen uses. Here: the things of the whole page, handed down. */
import { useQuery } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { Link } from "react-router";
import { type Api, ApiTrouble, type Device, type Status } from "../api/client.ts";
import { devicesQuery, sessionQuery, statusQuery } from "../api/queries.ts";
import type { Telephone } from "../handset/handset.ts";
import type { Handset } from "../handset/state.ts";
import type { LinkState } from "../live/link.ts";
import type { SettingsDocument } from "../words/decision.ts";
import type { MessageId } from "../words/en.ts";
import { type Names, namesOf } from "../words/names.ts";
import { partsOf, type Values, type Words } from "../words/say.ts";

export interface Page {
  readonly api: Api;
  readonly words: Words;
  readonly phone: Telephone;
  readonly language: string;
  setLanguage(language: string): void;
  /** Whether the screens that are seldom open can speak too; else they ask for it. */
  readonly speaksAll: boolean;
  askAll(): void;
}

const PageContext = createContext<Page | undefined>(undefined);
export const PageProvider = PageContext.Provider;

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error("outside of the page");
  return page;
}

export const useWords = (): Words => usePage().words;

const LinkContext = createContext<LinkState>({ name: "opening" });
export const LinkProvider = LinkContext.Provider;
export const useLink = (): LinkState => useContext(LinkContext);
/** Where it is said that there is no connection: the reason why an act is not to be had. */
export const lostId = "link-lost";
/** What needs the server can be done. */
export const useConnected = (): boolean => useLink().name !== "lost";

export function useHandset(): Handset {
  const { phone } = usePage();
  return useSyncExternalStore(phone.subscribe, phone.now);
}

/* One for the whole page: much asks for them, and each asker of its own costs the first screen time. */
const SettingsContext = createContext<SettingsDocument | undefined>(undefined);
export const SettingsProvider = SettingsContext.Provider;
/** The settings, for the names in them; undefined until they are there. */
export const useSettings = (): SettingsDocument | undefined => useContext(SettingsContext);

const StatusContext = createContext<Status | undefined>(undefined);
const DevicesContext = createContext<readonly Device[] | undefined>(undefined);

/** What is known of the line and its telephones, for all that is shown to who is signed in. */
export function LineProvider({ children }: { readonly children: ReactNode }) {
  const { api } = usePage();
  const status = useQuery(statusQuery(api)).data;
  const devices = useQuery(devicesQuery(api)).data;
  return (
    <StatusContext value={status}>
      <DevicesContext value={devices}>{children}</DevicesContext>
    </StatusContext>
  );
}
export const useStatus = (): Status | undefined => useContext(StatusContext);
export const useDevices = (): readonly Device[] | undefined => useContext(DevicesContext);

/** Whoever is no member of the family; to those the API refuses most of what is the owner's. */
export function useIsOwner(): boolean {
  return useQuery(sessionQuery(usePage().api)).data?.role !== "member";
}

const NamesContext = createContext<Names | undefined>(undefined);

/** One for all that is shown: whose a number is, each row of a long list asks the same book. */
export function NamesProvider({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  const settings = useSettings();
  const { device } = useHandset();
  const names = useMemo(() => namesOf(settings, words, device), [settings, words, device]);
  return <NamesContext value={names}>{children}</NamesContext>;
}

export function useNames(): Names {
  const names = useContext(NamesContext);
  if (!names) throw new Error("outside of what is shown to who is signed in");
  return names;
}

/** The present moment, again every `every` ms. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/** One sentence. */
export function Say({
  id,
  values,
}: {
  readonly id: MessageId;
  readonly values?: Values;
}): ReactNode {
  return useWords().say(id, values);
}

interface StressedProps {
  readonly sentence: string;
  /** Where the stressed parts lead, by what they name. */
  readonly to?: (key: string) => string;
}

/** A sentence with its stressed parts. */
export function Stressed({ sentence, to }: StressedProps) {
  return partsOf(sentence).map(({ text, em, kind, key: named = "" }, i) => {
    const key = `${i} ${text}`; // a sentence may say the same twice
    if (!em) return text;
    const stressed = (
      <em key={key} className={kind}>
        {text}
      </em>
    );
    return to === undefined ? (
      stressed
    ) : (
      <Link key={key} to={to(named)}>
        {stressed}
      </Link>
    );
  });
}

/** What went wrong, in words for people. */
export function useTroubleText(): (error: unknown) => string {
  const { say } = useWords();
  return (error) => {
    if (!(error instanceof ApiTrouble))
      return error instanceof Error ? error.message : String(error);
    return error.code === "web.unreachable" ? say("trouble.unreachable") : error.message;
  };
}

/** The page's title names the screen and the number. */
export function useTitle(page: MessageId): void {
  const { say } = useWords();
  const number = useContext(TitleContext);
  const title = number === "" ? say(page) : say("app.title", { page: say(page), number });
  useEffect(() => {
    document.title = title;
  }, [title]);
}
const TitleContext = createContext("");
export const TitleProvider = TitleContext.Provider;
