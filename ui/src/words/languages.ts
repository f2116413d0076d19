import { useCallback, useEffect, useState } from "react";
import { remember, remembered } from "../kit/look.ts";
import { near } from "./en/near.ts";
import { directionOf, languageOf } from "./locale.ts";
import type { SomeMessages } from "./say.ts";

/** What these pages speak, each in its own name. */
export const languages = { en: "English", de: "Deutsch" } as const;
/** English written from the right, only for looking; asked for by the address. */
export const mirror = "ar-XB";
export const mirrorName = "⇄ ar-XB";
type Language = keyof typeof languages | typeof mirror;

/** What is said every day, and what the screens say that are seldom open. */
interface Loads {
  near(): Promise<SomeMessages>;
  far(): Promise<SomeMessages>;
}
const loads: Readonly<Record<Language, Loads>> = {
  en: {
    near: () => Promise.resolve(near),
    far: async () => (await import("./en/far.ts")).far,
  },
  de: {
    near: async () => (await import("./de/near.ts")).near,
    far: async () => (await import("./de/far.ts")).far,
  },
  [mirror]: {
    near: async () => (await import("./mirrored.ts")).mirrored(near),
    far: async () => (await import("./mirrored.ts")).mirrored((await import("./en/far.ts")).far),
  },
};

const isLanguage = (text: string | undefined): text is Language =>
  text !== undefined && text in loads;

/** `?language=` holds for its tab. */
function asked(): string | undefined {
  const said = new URLSearchParams(location.search).get("language") ?? undefined;
  if (isLanguage(said)) remember("language", said, "tab");
  return remembered("language", "tab");
}

/** As asked by the address, chosen here, or the first of the browser's that we speak. */
function preferred(): Language {
  const wished = [asked(), remembered("language"), ...navigator.languages.map(languageOf)];
  return wished.find(isLanguage) ?? "en";
}

interface Spoken {
  readonly language: Language;
  readonly messages: SomeMessages;
  /** Whether it can say everything. */
  readonly isWhole: boolean;
}
const english: Spoken = { language: "en", messages: near, isWhole: false };

async function speak(language: Language, whole: boolean): Promise<Spoken> {
  const { near, far } = loads[language];
  const messages = whole ? { ...(await near()), ...(await far()) } : await near();
  return { language, messages, isWhole: whole };
}

const isSame = (one: Spoken, other: Spoken | undefined): boolean =>
  one.language === other?.language && one.isWhole === other.isWhole;

/** The sentences are on their way while the page is not drawn yet. */
export function speakAhead(): void {
  loads[preferred()].near().catch(() => undefined);
}

/** Nothing is said until the language is there; English, if it cannot be had. */
export function useLanguage() {
  const [language, setLanguage] = useState<Language>(preferred);
  const [whole, setWhole] = useState(false);
  const [spoken, setSpoken] = useState<Spoken | undefined>(language === "en" ? english : undefined);
  useEffect(() => {
    let wanted = true;
    void speak(language, whole)
      .catch(() => speak("en", whole))
      .then((one) => wanted && setSpoken((now) => (isSame(one, now) ? now : one)));
    return () => {
      wanted = false;
    };
  }, [language, whole]);
  useEffect(() => {
    if (!spoken) return;
    document.documentElement.lang = spoken.language;
    document.documentElement.dir = directionOf(spoken.language);
  }, [spoken]);
  const choose = useCallback((one: string) => isLanguage(one) && setLanguage(one), []);
  const askAll = useCallback(() => setWhole(true), []);
  return { spoken, choose, askAll };
}
