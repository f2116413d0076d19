import { useCallback, useEffect, useState } from "react";
import { remembered } from "../kit/look.ts";
import { en } from "./en.ts";
import { languageOf } from "./locale.ts";
import type { Messages } from "./say.ts";

/** What these pages speak, each in its own name. */
export const languages = { en: "English", de: "Deutsch" } as const;
type Language = keyof typeof languages;

const load: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import("./de.ts")).de,
};

const isLanguage = (text: string | undefined): text is Language =>
  text !== undefined && text in languages;

/** As chosen here, else the first of the browser's that we speak. */
function preferred(): Language {
  const wished = [remembered("language"), ...navigator.languages.map(languageOf)];
  return wished.find(isLanguage) ?? "en";
}

interface Spoken {
  readonly language: Language;
  readonly messages: Messages;
}
const english: Spoken = { language: "en", messages: en };

/** Nothing is said until the language is there; English, if it cannot be had. */
export function useLanguage() {
  const [language, setLanguage] = useState<Language>(preferred);
  const [spoken, setSpoken] = useState<Spoken | undefined>(language === "en" ? english : undefined);
  useEffect(() => {
    let wanted = true;
    const fetched = load[language]().then((messages) => ({ language, messages }));
    void fetched.catch(() => english).then((one) => wanted && setSpoken(one));
    return () => {
      wanted = false;
    };
  }, [language]);
  useEffect(() => {
    if (spoken) document.documentElement.lang = spoken.language;
  }, [spoken]);
  const choose = useCallback((one: string) => isLanguage(one) && setLanguage(one), []);
  return { spoken, choose };
}
