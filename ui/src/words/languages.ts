import { useCallback, useEffect, useState } from "react";
import { remembered } from "../kit/look.ts";
import { en } from "./en.ts";
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
  const wished = [remembered("language"), ...navigator.languages.map((one) => one.split("-")[0])];
  return wished.find(isLanguage) ?? "en";
}

/** English until the other one has been fetched. */
export function useLanguage() {
  const [language, setLanguage] = useState<Language>(preferred);
  const [spoken, setSpoken] = useState<{ language: Language; messages: Messages }>({
    language: "en",
    messages: en,
  });
  useEffect(() => {
    let wanted = true;
    void load[language]().then((messages) => wanted && setSpoken({ language, messages }));
    document.documentElement.lang = language;
    return () => {
      wanted = false;
    };
  }, [language]);
  const choose = useCallback((one: string) => isLanguage(one) && setLanguage(one), []);
  return { ...spoken, choose };
}
