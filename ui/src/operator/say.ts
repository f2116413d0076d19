import { useWords } from "../kit/page.tsx";
import { near as nearDe } from "../words/de/near.ts";
import { setup as setupDe } from "../words/de/setup.ts";
import { signIn as signInDe } from "../words/de/signIn.ts";
import { near as nearEn } from "../words/en/near.ts";
import { setup as setupEn } from "../words/en/setup.ts";
import { signIn as signInEn } from "../words/en/signIn.ts";
import type { SomeMessages, Values } from "../words/say.ts";
import { de } from "./words/de.ts";
import { en, type OpMessage } from "./words/en.ts";

/** What these pages say: their own sentences beside those of the parts that they share with a server's. */
const lost = (sentence: string): string =>
  sentence.replace("ringwise setup-link", "ringwise exchange setup-link");

export const messagesIn: Readonly<Record<string, SomeMessages>> = {
  en: {
    ...nearEn,
    ...signInEn,
    ...setupEn,
    "signIn.lost": lost(signInEn["signIn.lost"]),
    ...en,
  },
  de: {
    ...nearDe,
    ...signInDe,
    ...setupDe,
    "signIn.lost": lost(signInDe["signIn.lost"]),
    ...de,
  },
};

/** One sentence of the operator's pages. */
export function useOp(): (id: OpMessage, values?: Values) => string {
  const { say } = useWords();
  return (id, values) => say(id as never, values);
}

/** The hour that began so many hours ago: "2 p.m.". */
export function useHourAgo(): (hours: number) => string {
  const { locale } = useWords();
  return (hours) =>
    new Intl.DateTimeFormat(locale, { hour: "numeric" }).format(Date.now() - hours * 3_600_000);
}

const moments = new Map<string, Intl.DateTimeFormat>();

/** A moment, as short as it can be told: with its day. */
export function useMoment(): (at: number | string) => string {
  const { locale } = useWords();
  return (at) => {
    const format =
      moments.get(locale) ??
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
    moments.set(locale, format);
    return format.format(new Date(at));
  };
}
